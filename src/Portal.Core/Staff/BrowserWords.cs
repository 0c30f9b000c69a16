namespace Portal.Core.Staff;

/// <summary>A browser and its system in words that its owner recognises; nothing that tells one computer from another.</summary>
/// <param name="Browser">"Chrome", or the empty string when it is none of the known ones.</param>
/// <param name="System">"Windows", or the empty string.</param>
public readonly record struct BrowserWords(string Browser, string System)
{
    // Every browser calls itself by the names of older ones too, so the particular come first.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ];

    /// <summary>Reads what a browser says of itself; whatever it says, the answer is one of a few words.</summary>
    public static BrowserWords Of(string? userAgent) => new(First(Browsers, userAgent ?? ""), First(Systems, userAgent ?? ""));

    private static string First((string Sign, string Name)[] known, string text) =>
        Array.Find(known, k => text.Contains(k.Sign, StringComparison.Ordinal)).Name ?? "";
}
