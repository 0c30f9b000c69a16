using System.Xml.Linq;

namespace Portal.UnitTests.Web;

/// <summary>The sources of the product, for tests about what people wrote rather than what runs.</summary>
internal static class SourceFiles
{
    public static string Root { get; } = FindRoot();

    public static string Web => Path.Combine(Root, "src", "Portal.Web");

    public static IEnumerable<string> Find(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>Path from the root, for messages.</summary>
    public static string Name(string file) => Path.GetRelativePath(Root, file);

    /// <summary>Entries of a resx file in the order they stand.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Texts(string file) =>
        [.. XDocument.Load(file).Root!.Elements("data").Select(data => KeyValuePair.Create(data.Attribute("name")!.Value, data.Element("value")!.Value))];

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
