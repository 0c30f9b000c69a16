using System.Text;
using Microsoft.Playwright;

namespace Portal.E2E.Pages;

/// <summary>What staff do where a file is read in.</summary>
internal static class FilePages
{
    /// <summary>Chooses a file with this content.</summary>
    public static Task ChooseFileAsync(this IPage page, string content) =>
        page.GetByLabel("Berkas CSV").SetInputFilesAsync(new FilePayload { Name = "daftar.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(content) });

    /// <summary>The rows of the preview of which this becomes.</summary>
    public static ILocator FileRows(this IPage page, string effect) => page.Locator($"section[aria-labelledby='baris-{effect}'] tbody tr");
}
