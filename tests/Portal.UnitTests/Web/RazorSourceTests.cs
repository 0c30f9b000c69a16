using System.Text.RegularExpressions;

namespace Portal.UnitTests.Web;

/// <summary>Rules about the markup itself that a compiler does not know.</summary>
public sealed partial class RazorSourceTests
{
    private static IEnumerable<string> Pages => SourceFiles.Find(SourceFiles.Web, "*.razor");

    [Fact]
    public void Markup_OfAnyPage_HasNoLiteralText()
    {
        var faults = Pages.SelectMany(file => RazorMarkup.LiteralTexts(File.ReadAllText(file)).Select(text => $"{SourceFiles.Name(file)}: {text}"));
        faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<p>Halo</p>", "Halo")]
    [InlineData("<p title=\"Halo dunia\">@T[\"X\"]</p>", "Halo dunia")]
    [InlineData("<PageHead Title=\"Daftar\" />", "Daftar")]
    [InlineData("<ImportRows Said=\"_said\" />", "_said")]
    [InlineData("@if (a > b)\n{\n    <b>Ya</b>\n}", "Ya")]
    [InlineData("<p>@T[\"X\"] sampai @T[\"Y\"]</p>", "sampai")]
    public void LiteralTexts_OfForbiddenMarkup_AreFound(string markup, string text) =>
        RazorMarkup.LiteralTexts(markup).ShouldContain(text);

    [Theory]
    [InlineData("<p class=\"soft\">@T[\"X\"] · @Format.Day(day)</p>")]
    [InlineData("@* A remark. *@\n<b>@(a > b ? T[\"X\"] : T[\"Y\"])</b>")]
    [InlineData("@if (a is { Count: > 0 } b)\n{\n    var c = \"x\";\n    <b>@c</b>\n}\nelse if (d)\n{\n    @T[\"Z\"]\n}")]
    [InlineData("@foreach (var (a, b) in List)\n{\n    <i>@a</i>\n}\n@code {\n    // words\n    string s = \"words\";\n}")]
    public void LiteralTexts_OfProperMarkup_AreNone(string markup) => RazorMarkup.LiteralTexts(markup).ShouldBeEmpty();

    [Fact]
    public void FormHandlers_AreOnlyIn_PortalForm()
    {
        // The antiforgery answer and the typed values live in PortalForm; a second kind of form would have neither.
        Pages.Where(file => FormHandler().IsMatch(File.ReadAllText(file)) && !IsInteractive(file))
            .Select(SourceFiles.Name)
            .ShouldBe(["src/Portal.Web/Shared/Forms/PortalForm.razor"]);
    }

    [Fact]
    public void PostForms_AreOnlyIn_PortalForm()
    {
        Pages.Where(file => PostForm().IsMatch(File.ReadAllText(file)) && !IsInteractive(file))
            .Select(SourceFiles.Name)
            .ShouldBe(["src/Portal.Web/Shared/Forms/PortalForm.razor"]);
    }

    [Fact]
    public void ResidentPages_HaveNo_ScriptOrInlineStyle()
    {
        Pages.Where(file => !IsStaff(file) && Inline().IsMatch(File.ReadAllText(file))).Select(SourceFiles.Name).ShouldBeEmpty();
    }

    [Fact]
    public void ResidentPages_HaveAn_EnglishTwin()
    {
        var faults = new List<string>();
        foreach (var file in Pages)
        {
            var routes = Route().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value).ToList();
            var indonesian = routes.Where(route => !IsEnglish(route) && !route.StartsWith("/petugas", StringComparison.Ordinal));
            faults.AddRange(indonesian.Where(route => !routes.Contains(route == "/" ? "/en" : "/en" + route)).Select(route => $"{SourceFiles.Name(file)}: {route}"));
        }

        faults.ShouldBeEmpty();
    }

    private static bool IsEnglish(string route) => route == "/en" || route.StartsWith("/en/", StringComparison.Ordinal);

    private static bool IsStaff(string file) => file.Contains("/Features/Staff/", StringComparison.Ordinal) || Path.GetFileName(file).StartsWith("Staff", StringComparison.Ordinal);

    /// <summary>On a circuit no request carries the form, so there is nothing to forge.</summary>
    // A part without an address of its own belongs to an interactive page; those of signing in are the static ones.
    private static bool IsInteractive(string file) => IsStaff(file) && (File.ReadAllText(file).Contains("@rendermode", StringComparison.Ordinal)
        || (!File.ReadAllText(file).Contains("@page", StringComparison.Ordinal) && !file.Contains("/SignIn/", StringComparison.Ordinal)));

    [GeneratedRegex(@"@onsubmit|<EditForm\b|@formname")]
    private static partial Regex FormHandler();

    [GeneratedRegex(@"<form\b[^>]*method=""post""", RegexOptions.IgnoreCase)]
    private static partial Regex PostForm();

    [GeneratedRegex(@"<script\b|<style\b|\sstyle=|(?-i:\son[a-z]+="")", RegexOptions.IgnoreCase)]
    private static partial Regex Inline();

    [GeneratedRegex(@"^@page ""([^""]+)""", RegexOptions.Multiline)]
    private static partial Regex Route();
}
