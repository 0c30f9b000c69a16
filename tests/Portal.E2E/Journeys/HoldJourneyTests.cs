using Microsoft.Playwright;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A place is kept for ten minutes, and only one person gets it.</summary>
public sealed class HoldJourneyTests(PortalServer portal) : IClassFixture<PortalServer>
{
    [Fact]
    public async Task Book_AfterTenMinutes_AsksForTheTimeAgainAndKeepsWhatWasTyped()
    {
        await using var phone = await portal.OpenAsync(Screen.Phone);
        var page = phone.Page;
        var who = new Person(KnownOffice.Kiaracondong);
        await page.ReachCheckAsync(who);
        portal.Time.Advance(TimeSpan.FromMinutes(11));

        await page.PressAsync("Daftarkan");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.TakePictureAsync("hold-over");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pilih jam lagi", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Waktu 10 menit sudah habis")).ToBeVisibleAsync();
        await page.ChooseTimeAsync(1);

        await page.SeeTitleAsync("Periksa jawaban", "Check your answers");
        await Expect(page.GetByText(who.Name)).ToBeVisibleAsync();
        await page.BookAsync();
    }

    [Fact]
    public async Task Choose_TimeTakenMeanwhile_IsToldAndShowsWhatIsLeft()
    {
        await using var slow = await portal.OpenAsync(Screen.Phone);
        await slow.Page.ReachTimesAsync(KnownOffice.Pulomerak, day: 4);
        await slow.Page.SeeTitleAsync("Jam berapa", "What time");
        var wanted = await slow.Page.FreeTimes().First.GetAttributeAsync("value");
        var radio = $"input[name=start][value='{wanted}']";
        await slow.Page.Locator(radio).CheckAsync();
        while (true)
        {
            // An office with several stations has several places at a time.
            await using var quick = await portal.OpenAsync(Screen.Phone);
            await quick.Page.ReachTimesAsync(KnownOffice.Pulomerak, day: 4);
            await quick.Page.SeeTitleAsync("Jam berapa", "What time");
            if (await quick.Page.Locator(radio).IsDisabledAsync())
            {
                break;
            }

            await quick.Page.Locator(radio).CheckAsync();
            await quick.Page.PressAsync("Simpan tempat ini");
            await quick.Page.SeeTitleAsync("Siapa yang akan datang", "Who is coming");
        }

        await slow.Page.PressAsync("Simpan tempat ini");

        await Expect(slow.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Expect(slow.Page.Locator(radio)).ToBeDisabledAsync();
        await slow.Page.TakePictureAsync("slot-taken");
        await slow.Page.ChooseTimeAsync();
        await slow.Page.SeeTitleAsync("Siapa yang akan datang", "Who is coming");
    }
}
