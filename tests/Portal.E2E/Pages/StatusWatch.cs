using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Pages;

/// <summary>Somebody at home who looks at the public status page.</summary>
internal static partial class StatusWatch
{
    /// <summary>Opens the status page and reads its heading.</summary>
    public static async Task SeeStatusAsync(this IPage phone, string register, string stage, string language = "")
    {
        await phone.GotoAsync($"{language}/status/{register}");
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(stage);
    }

    /// <summary>The page names this place in the print order.</summary>
    public static Task SeePlaceAsync(this IPage phone, int place, int of) => Expect(phone.GetByText($"Urutan {place} dari {of}", new() { Exact = true })).ToBeVisibleAsync();

    /// <summary>The page says in words between which days the card is expected, and what that rests on.</summary>
    public static async Task SeeRangeAsync(this IPage page, string days, string basis)
    {
        await Expect(page.GetByText(days, new() { Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByText(basis)).ToBeVisibleAsync();
    }

    /// <summary>The same, where the days follow from the office's own figures.</summary>
    public static async Task SeeRangeAsync(this IPage page, string basis)
    {
        await Expect(page.GetByText(Days())).ToBeVisibleAsync();
        await Expect(page.GetByText(basis)).ToBeVisibleAsync();
    }

    /// <summary>The page promises no days.</summary>
    public static Task SeeNoRangeAsync(this IPage page) => Expect(page.GetByText(page.Say("Kartu siap", "Card ready"), new() { Exact = true })).ToHaveCountAsync(0);

    [GeneratedRegex(@"^antara \d{1,2}( [A-Z][a-z]+)?( \d{4})? dan \d{1,2} [A-Z][a-z]+ \d{4}$")]
    private static partial Regex Days();
}
