using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Pages;

/// <summary>What a resident does on the pages of a booking, in either language.</summary>
internal static partial class BookingPages
{
    /// <summary>A word of the page in the language that the page is in.</summary>
    public static string Say(this IPage page, string indonesian, string english) => page.InEnglish() ? english : indonesian;

    public static bool InEnglish(this IPage page) => new Uri(page.Url).AbsolutePath is var path && (path == "/en" || path.StartsWith("/en/", StringComparison.Ordinal));

    public static Task PressAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public static Task FollowAsync(this IPage page, string link) => page.GetByRole(AriaRole.Link, new() { Name = link }).First.ClickAsync();

    public static Task ContinueAsync(this IPage page) => page.PressAsync(page.Say("Lanjut", "Continue"));

    public static Task SeeTitleAsync(this IPage page, string indonesian, string english) =>
        Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(page.Say(indonesian, english));

    /// <summary>Step 1. Opens the booking where the page is not there yet.</summary>
    public static async Task ChooseServiceAsync(this IPage page)
    {
        await page.SeeTitleAsync("Layanan apa", "Which service");
        await page.GetByRole(AriaRole.Radio).First.CheckAsync();
        await page.ContinueAsync();
    }

    /// <summary>Step 2.</summary>
    public static async Task ChooseOfficeAsync(this IPage page, KnownOffice office)
    {
        await page.SeeTitleAsync("Ke kecamatan mana", "Which kecamatan");
        await page.GetByLabel(new Regex($"^\\s*(Kecamatan )?{office.Name}")).CheckAsync();
        await page.ContinueAsync();
    }

    /// <summary>The n-th free day on the page, from 0.</summary>
    public static Task ChooseDayAsync(this IPage page, int day = 1) =>
        page.GetByRole(AriaRole.Link, new() { NameRegex = FreePlaces() }).Nth(day).ClickAsync();

    /// <summary>The times that can be chosen.</summary>
    public static ILocator FreeTimes(this IPage page) => page.GetByRole(AriaRole.Radio, new() { NameRegex = FreePlaces(), Disabled = false });

    /// <summary>Step 3: the n-th free time, from 0, kept for ten minutes.</summary>
    public static async Task ChooseTimeAsync(this IPage page, int time = 0)
    {
        await page.SeeTitleAsync("Jam berapa", "What time");
        await page.FreeTimes().Nth(time).CheckAsync();
        await page.PressAsync(page.Say("Simpan tempat ini", "Keep this place"));
    }

    /// <summary>Step 4: types everything about a person; does not send.</summary>
    public static async Task FillDetailsAsync(this IPage page, Person who)
    {
        await page.SeeTitleAsync("Siapa yang akan datang", "Who is coming");
        await page.GetByLabel(page.Say("Nama lengkap", "Full name")).FillAsync(who.Name);
        await page.GetByLabel("NIK").First.FillAsync(who.Nik);
        await page.GetByLabel(page.Say("Tanggal", "Day"), new() { Exact = true }).FillAsync(who.Born.Day.ToString(CultureInfo.InvariantCulture));
        await page.GetByLabel(page.Say("Bulan", "Month"), new() { Exact = true }).FillAsync(who.Born.Month.ToString(CultureInfo.InvariantCulture));
        await page.GetByLabel(page.Say("Tahun", "Year"), new() { Exact = true }).FillAsync(who.Born.Year.ToString(CultureInfo.InvariantCulture));
        await page.GetByLabel(page.Say("Desa atau kelurahan", "Village")).SelectOptionAsync(new SelectOptionValue { Label = who.Office.Village });
        await page.GetByLabel(page.Say("Pesan WhatsApp", "WhatsApp message")).CheckAsync();
        await page.GetByLabel(page.Say("Nomor HP", "Mobile number")).FillAsync(who.Phone);
        await page.GetByLabel(page.Say("Saya setuju", "I agree")).CheckAsync();
    }

    /// <summary>Service, office and day; stops at the times.</summary>
    public static async Task ReachTimesAsync(this IPage page, KnownOffice office, string language = "", int day = 1)
    {
        await page.GotoAsync(language + "/daftar");
        await page.ChooseServiceAsync();
        await page.ChooseOfficeAsync(office);
        await page.ChooseDayAsync(day);
    }

    /// <summary>Everything up to the last page; does not book.</summary>
    public static async Task ReachCheckAsync(this IPage page, Person who, string language = "", int day = 1, int time = 0)
    {
        await page.ReachTimesAsync(who.Office, language, day);
        await page.ChooseTimeAsync(time);
        await page.FillDetailsAsync(who);
        await page.ContinueAsync();
        await page.SeeTitleAsync("Periksa jawaban", "Check your answers");
    }

    /// <summary>Step 5: books. Returns what the receipt says.</summary>
    public static async Task<Receipt> BookAsync(this IPage page)
    {
        await page.PressAsync(page.Say("Daftarkan", "Book"));
        return await page.ReadReceiptAsync();
    }

    /// <summary>The whole booking.</summary>
    public static async Task<Receipt> BookAsync(this IPage page, Person who, string language = "", int day = 1, int time = 0)
    {
        await page.ReachCheckAsync(who, language, day, time);
        return await page.BookAsync();
    }

    /// <summary>Types a register number into the status page and asks.</summary>
    public static async Task AskStatusAsync(this IPage page, string register)
    {
        await page.SeeTitleAsync("Lihat status", "Track your application");
        await page.GetByLabel(page.Say("Nomor register", "Register number")).FillAsync(register);
        await page.PressAsync(page.Say("Lihat status", "Show status"));
    }

    /// <summary>Reads the receipt that is shown.</summary>
    public static async Task<Receipt> ReadReceiptAsync(this IPage page)
    {
        await page.SeeTitleAsync("Anda sudah terdaftar", "You are booked");
        var register = await page.Locator(".big-number .digits").InnerTextAsync();
        return new Receipt(register.Replace(" ", "", StringComparison.Ordinal), new Uri(page.Url).AbsolutePath.Split('/')[^2]);
    }

    [GeneratedRegex(@"\d+ (tempat|free)")]
    private static partial Regex FreePlaces();
}

/// <summary>What a resident takes home.</summary>
/// <param name="Register">Ten digits.</param>
/// <param name="LinkCode">The secret part of the own link.</param>
internal sealed record Receipt(string Register, string LinkCode);
