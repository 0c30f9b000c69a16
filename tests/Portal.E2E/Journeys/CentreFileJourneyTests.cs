using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Core.Staff;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The centre's word about many cards in one file.</summary>
public sealed class CentreFileJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task Import_WithARowThatIsWrong_TakesTheGoodOnesByChoiceAndTheRestOnceMended()
    {
        var (first, second) = (await world.BringToCentreAsync("Laras Contoh"), await world.BringToCentreAsync("Bayu Umpama"));
        world.Portal.Time.Advance(TimeSpan.FromMinutes(5));
        var at = world.Portal.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
        var wrong = $"Nomor Register,Status,Waktu\n{first},PRINT_READY_RECORD,{at}\n{second},SUDAH JADI,{at}\n";
        var right = wrong.Replace("SUDAH JADI", "DUPLICATE_RECORD", StringComparison.Ordinal);
        await using var phone = await world.Portal.OpenAsync(Screen.Phone);
        await using var desk = await world.EnterAsync(StaffRole.Operator);
        var page = desk.Page;

        await page.OpenStaffAsync("/petugas/pusat/impor");
        await page.ChooseFileAsync(wrong);
        await Expect(page.FileRows("Fault")).ToHaveTextAsync([new Regex(@"^\s*3\s[\s\S]*Status ini tidak dikenal")]);
        await Expect(page.FileRows("Change")).ToHaveCountAsync(1);
        await Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Baca semua") })).ToHaveCountAsync(0);
        await page.TakePictureAsync("journey-centre-file", whole: false);
        await phone.Page.SeeStatusAsync(first, "Dikirim ke pusat data");

        await page.PressAsync("Baca 1 baris yang benar saja");
        await Expect(page.Said()).ToHaveTextAsync("1 perubahan, 0 dicatat tanpa perubahan, 0 sudah dikenal, 1 dilewati karena salah.");
        await phone.Page.SeeStatusAsync(first, "Menunggu blangko");
        await phone.Page.SeeStatusAsync(second, "Dikirim ke pusat data");

        await page.ChooseFileAsync(right);
        await Expect(page.FileRows("Known")).ToHaveCountAsync(1);
        await Expect(page.FileRows("Change")).ToHaveCountAsync(1);
        await page.PressAsync("Baca semua 2 baris");
        await Expect(page.Said()).ToHaveTextAsync("1 perubahan, 0 dicatat tanpa perubahan, 1 sudah dikenal, 0 dilewati karena salah.");
        await phone.Page.SeeStatusAsync(first, "Menunggu blangko");
        await phone.Page.SeeStatusAsync(second, "Pusat data menemukan data ganda");
    }
}
