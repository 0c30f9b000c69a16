using Microsoft.Playwright;

namespace Portal.E2E.Support;

/// <summary>Pictures of key pages, for eyes and the README; taken only where PORTAL_SHOTS names a folder.</summary>
internal static class Pictures
{
    private static readonly string? s_folder = Environment.GetEnvironmentVariable("PORTAL_SHOTS") is { Length: > 0 } folder ? folder : null;

    /// <summary>Saves what the window shows, or the whole page.</summary>
    public static Task TakePictureAsync(this IPage page, string name, bool whole = true) =>
        s_folder is null ? Task.CompletedTask : page.ScreenshotAsync(new() { Path = Path.Combine(s_folder, name + ".png"), FullPage = whole });
}
