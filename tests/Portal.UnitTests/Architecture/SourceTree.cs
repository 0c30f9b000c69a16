using System.Xml.Linq;

namespace Portal.UnitTests.Architecture;

/// <summary>The repository's files, found from where the tests run.</summary>
internal static class SourceTree
{
    /// <summary>The folder with the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The names after <c>Include</c> of one kind of item in a project file.</summary>
    public static IReadOnlyList<string> ItemsOf(string project, string kind) =>
        [.. XDocument.Load(Path.Combine(Root, "src", project, $"{project}.csproj")).Descendants(kind).Select(item => (string)item.Attribute("Include")!)];

    /// <summary>The hand-written C# files of a project.</summary>
    public static IEnumerable<string> CodeOf(string project) =>
        Directory.EnumerateFiles(Path.Combine(Root, "src", project), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Any(folder => folder is "obj" or "bin"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository: no Portal.sln above them.");
    }
}
