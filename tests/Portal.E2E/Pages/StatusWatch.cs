using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Pages;

/// <summary>Somebody at home who looks at the public status page.</summary>
internal static class StatusWatch
{
    /// <summary>Opens the status page and reads its heading.</summary>
    public static async Task SeeStatusAsync(this IPage phone, string register, string stage, string language = "")
    {
        await phone.GotoAsync($"{language}/status/{register}");
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(stage);
    }

    /// <summary>The page names this place in the print order.</summary>
    public static Task SeePlaceAsync(this IPage phone, int place, int of) => Expect(phone.GetByText($"Urutan {place} dari {of}", new() { Exact = true })).ToBeVisibleAsync();
}
