using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core.Notifications;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using Portal.Infrastructure.Notifications;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>What a resident does with the own link, on a small phone on which no script runs.</summary>
public sealed partial class OwnLinkJourneyTests(PortalServer portal) : IClassFixture<PortalServer>
{
    [Theory]
    [InlineData("")]
    [InlineData("/en")]
    public async Task OwnLink_FromTheMessage_MovesChangesPhoneAndCancels(string language)
    {
        await using var phone = await portal.OpenAsync(Screen.Phone);
        var page = phone.Page;
        var who = new Person(KnownOffice.SamarindaIlir);
        var receipt = await page.BookAsync(who, language, day: language.Length + 1);

        // The link of the message is the link of the receipt.
        var link = new Uri(OwnLink().Match(await MessageAsync(who.Phone, MessageEvent.BookingConfirmed)).Value);
        link.AbsolutePath.ShouldEndWith($"/k/{receipt.LinkCode}");
        await page.GotoAsync(link.PathAndQuery);
        await page.SeeTitleAsync("Terdaftar", "Registered");
        await page.TakePictureAsync($"own{language.Replace('/', '-')}");

        // Another time.
        var before = await page.Locator(".visit").InnerTextAsync();
        await page.FollowAsync(page.Say("Ganti waktu", "Change the time"));
        await page.ChooseDayAsync(5);
        await page.FreeTimes().First.CheckAsync();
        await page.PressAsync(page.Say("Pilih jam ini", "Take this time"));
        await Expect(page.Locator(".notice.ok")).ToBeVisibleAsync();
        (await page.Locator(".visit").InnerTextAsync()).ShouldNotBe(before);
        await page.TakePictureAsync($"own-moved{language.Replace('/', '-')}");

        // Another phone, with a code to the one on file.
        var newPhone = new Person(who.Office).Phone;
        await page.FollowAsync(page.Say("Ganti nomor HP", "Change mobile number"));
        await page.GetByLabel(page.Say("Nomor HP baru", "New mobile number")).FillAsync(newPhone);
        await page.GetByLabel(page.Say("Pesan SMS", "Text message")).CheckAsync();
        await page.PressAsync(page.Say("Minta kode", "Ask for the code"));
        await page.SeeTitleAsync("Ketik kode", "Type the code");
        var code = SixDigits().Match(await MessageAsync(who.Phone, MessageEvent.OneTimeCode)).Value;
        await page.GetByLabel(page.Say("Kode 6 angka", "6-digit code")).FillAsync(code[..^1] + (code[^1] == '0' ? '1' : '0'));
        await page.PressAsync(page.Say("Ganti", "Change it"));
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GetByLabel(page.Say("Kode 6 angka", "6-digit code")).FillAsync(code);
        await page.PressAsync(page.Say("Ganti", "Change it"));
        await Expect(page.Locator(".notice.ok")).ToBeVisibleAsync();
        await Expect(page.GetByText($"•••• {newPhone[^4..]}")).ToBeVisibleAsync();

        // And not at all.
        await page.FollowAsync(page.Say("Batalkan permohonan", "Cancel the application"));
        await page.PressAsync(page.Say("Ya, batalkan", "Yes, cancel it"));
        await page.SeeTitleAsync("Dibatalkan", "Cancelled");
        await page.TakePictureAsync($"own-cancelled{language.Replace('/', '-')}");
        await page.GotoAsync($"{language}/status/{receipt.Register}");
        await page.SeeTitleAsync("Dibatalkan", "Cancelled");
        (await MessageAsync(newPhone, MessageEvent.BookingCancelled)).ShouldContain(receipt.Register[..3]);
    }

    [Fact]
    public async Task LostLink_RegisterAndCode_OpensANewOneAndEndsTheOld()
    {
        await using var phone = await portal.OpenAsync(Screen.Phone);
        var page = phone.Page;
        var who = new Person(KnownOffice.BatangHariLeko);
        var receipt = await page.BookAsync(who);

        await page.GotoAsync("/status");
        await page.AskStatusAsync(receipt.Register);
        await page.FollowAsync("Tautan pribadi hilang");
        await page.PressAsync("Minta kode");
        await page.SeeTitleAsync("Ketik kode", "Type the code");
        await page.GetByLabel("Kode 6 angka").FillAsync(SixDigits().Match(await MessageAsync(who.Phone, MessageEvent.OneTimeCode)).Value);
        await page.PressAsync("Buka tautan saya");

        await page.SeeTitleAsync("Terdaftar", "Registered");
        page.Url.ShouldNotContain(receipt.LinkCode);
        await page.GotoAsync($"/k/{receipt.LinkCode}");
        await page.SeeTitleAsync("Tautan ini tidak berlaku lagi", "This link");
    }

    /// <summary>What the one message of a kind to a phone says.</summary>
    private async Task<string> MessageAsync(string number, MessageEvent about)
    {
        var composer = portal.Get<MessageComposer>();
        await using var db = portal.OpenDb();
        var messages = await db.Outbox.AsNoTracking().Where(m => m.Event == about).ToListAsync();
        return composer.BodyOf(messages.Single(m => composer.RecipientOf(m).Value.EndsWith(number[1..], StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"https?://\S+/k/\w+")]
    private static partial Regex OwnLink();

    [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
    private static partial Regex SixDigits();
}
