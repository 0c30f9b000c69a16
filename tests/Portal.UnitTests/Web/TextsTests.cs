using System.Text.RegularExpressions;

namespace Portal.UnitTests.Web;

/// <summary>Every text exists, in both languages, and nowhere else than in the resources.</summary>
public sealed partial class TextsTests
{
    /// <summary>Words that are the same in both languages.</summary>
    private static readonly HashSet<string> SameInBoth = ["Status", "WhatsApp", "SMS", "NIK", "QR"];

    /// <summary>Staff pages are Indonesian only.</summary>
    private static bool IsStaff(string file) => file.Contains("/Features/Staff/", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("Staff", StringComparison.Ordinal);

    private static IEnumerable<string> Neutral => SourceFiles.Find(SourceFiles.Web, "*.resx").Where(file => !file.EndsWith(".en.resx", StringComparison.Ordinal));

    [Fact]
    public void ResidentText_InEnglish_ExistsAndDiffers()
    {
        var faults = new List<string>();
        foreach (var file in Neutral.Where(file => !IsStaff(file)))
        {
            var english = EnglishOf(file);
            foreach (var (key, indonesian) in SourceFiles.Texts(file))
            {
                if (!english.TryGetValue(key, out var text) || string.IsNullOrWhiteSpace(text))
                {
                    faults.Add($"{SourceFiles.Name(file)}: {key} has no English");
                }
                else if (text == indonesian && !SameInBoth.Contains(text))
                {
                    faults.Add($"{SourceFiles.Name(file)}: {key} is the same in both languages");
                }
            }

            faults.AddRange(english.Keys.Except(SourceFiles.Texts(file).Select(text => text.Key)).Select(key => $"{SourceFiles.Name(file)}: {key} has English only"));
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Placeholders_OfOneText_AreTheSameInBothLanguages()
    {
        var faults =
            from file in Neutral
            let english = EnglishOf(file)
            from text in SourceFiles.Texts(file)
            where english.ContainsKey(text.Key) && Placeholders(text.Value) != Placeholders(english[text.Key])
            select $"{SourceFiles.Name(file)}: {text.Key}";
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Resources_AsWritten_AreSortedWithoutDoubles()
    {
        foreach (var file in SourceFiles.Find(SourceFiles.Web, "*.resx"))
        {
            var keys = SourceFiles.Texts(file).Select(text => text.Key).ToList();
            keys.ShouldBe([.. keys.Distinct().Order(StringComparer.Ordinal)], SourceFiles.Name(file));
        }
    }

    [Fact]
    public void Texts_UsedInPages_Exist()
    {
        var faults = new List<string>();
        foreach (var file in SourceFiles.Find(SourceFiles.Web, "*.razor"))
        {
            // A page and its code behind share what is injected.
            var source = File.ReadAllText(file) + (File.Exists(file + ".cs") ? File.ReadAllText(file + ".cs") : string.Empty);
            foreach (Match injected in Injected().Matches(source))
            {
                var (area, name) = (injected.Groups[1].Value, injected.Groups[2].Value);
                var resource = Neutral.Single(path => Path.GetFileNameWithoutExtension(path) == area);
                var keys = SourceFiles.Texts(resource).Select(text => text.Key).ToHashSet();
                faults.AddRange(Regex.Matches(source, $@"(?<![\w.]){name}\[""([^""]+)""").Select(use => use.Groups[1].Value)
                    .Where(key => !keys.Contains(key))
                    .Select(key => $"{SourceFiles.Name(file)}: {area} has no {key}"));
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Texts_InResources_AreUsed()
    {
        var sources = string.Concat(SourceFiles.Find(Path.Combine(SourceFiles.Root, "src"), "*.*")
            .Where(file => file.EndsWith(".razor", StringComparison.Ordinal) || file.EndsWith(".cs", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var faults =
            from file in Neutral
            from text in SourceFiles.Texts(file)
            let key = text.Key
            // A key put together at run time is used by its beginning: T[$"Page.{code}.Title"], "Error." + code.
            let start = key[..(key.IndexOf('.', StringComparison.Ordinal) + 1)]
            where !sources.Contains($"\"{key}\"", StringComparison.Ordinal)
                && (start.Length == 0 || !(sources.Contains($"\"{start}\" +", StringComparison.Ordinal) || sources.Contains($"$\"{start}{{", StringComparison.Ordinal)))
            select $"{SourceFiles.Name(file)}: {key}";
        faults.ShouldBeEmpty();
    }

    [Fact]
    public void ErrorCodes_MadeAnywhere_HaveASentence()
    {
        var sentences = SourceFiles.Texts(Path.Combine(SourceFiles.Web, "Shared", "ErrorTexts.resx")).Select(text => text.Key).ToHashSet();
        var codes = SourceFiles.Find(Path.Combine(SourceFiles.Root, "src"), "*.cs")
            .SelectMany(file => ErrorCode().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .ToHashSet();
        codes.Count.ShouldBeGreaterThan(40);
        codes.Where(code => !sentences.Contains("Error." + code)).ShouldBeEmpty();
    }

    private static Dictionary<string, string> EnglishOf(string file)
    {
        var english = Path.ChangeExtension(file, ".en.resx");
        return File.Exists(english) ? SourceFiles.Texts(english).ToDictionary() : [];
    }

    private static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"IStringLocalizer<(\w+)>\s+(\w+)")]
    private static partial Regex Injected();

    [GeneratedRegex("""(?:new|new Error|Invalid)\(\s*"([a-z][a-z0-9_]*)",\s*(?:ErrorKind\.|field)""")]
    private static partial Regex ErrorCode();
}
