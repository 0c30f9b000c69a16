using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Persistence;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Booking;

/// <summary>An invented person; every number is another one.</summary>
public sealed record Resident(int Number, string Office = "36.72.03", string Village = "36.72.03.1001")
{
    public string Name => "Warga Contoh";

    public DateOnly Born { get; init; } = new(1990, 5, (Number % 28) + 1);

    public string Nik => string.Create(CultureInfo.InvariantCulture, $"327316{Born:ddMMyy}{(Number / 28) + 1:D4}");

    public string Phone { get; init; } = string.Create(CultureInfo.InvariantCulture, $"0812{Number + 100:D8}");

    public string Channel { get; init; } = "whatsapp";
}

/// <summary>The steps of a booking, as a resident takes them.</summary>
public static class BookingSteps
{
    /// <summary>Service, office and the n-th free day; stops at the times.</summary>
    public static async Task<ResidentBrowser> ChooseDayAsync(this ResidentBrowser browser, Resident who, int day = 1, string language = "")
    {
        await browser.OpenAsync(language + "/daftar");
        await browser.Fill("service", "new").SendAsync();
        await browser.Fill("office", who.Office).SendAsync();
        await browser.OpenAsync(browser.Page.QuerySelectorAll("a.day")[day].GetAttribute("href")!);
        return browser;
    }

    /// <summary>The times that can be chosen on the page.</summary>
    public static IReadOnlyList<string> FreeTimes(this ResidentBrowser browser) =>
        [.. browser.Page.QuerySelectorAll("input[name=start]:not([disabled])").Select(i => i.GetAttribute("value")!)];

    /// <summary>Chooses a time; stops at the details.</summary>
    public static async Task<ResidentBrowser> HoldAsync(this ResidentBrowser browser, Resident who, int day = 1, int time = 0, string language = "")
    {
        await browser.ChooseDayAsync(who, day, language);
        return await browser.Fill("start", browser.FreeTimes()[time]).SendAsync();
    }

    /// <summary>Types everything about a person; does not send.</summary>
    public static ResidentBrowser FillDetails(this ResidentBrowser browser, Resident who)
    {
        browser.Fill("name", who.Name).Fill("nik", who.Nik);
        browser.Fill("birthDateDay", $"{who.Born.Day}").Fill("birthDateMonth", $"{who.Born.Month}").Fill("birthDateYear", $"{who.Born.Year}");
        return browser.Fill("village", who.Village).Fill("channel", who.Channel).Fill("phone", who.Phone).Fill("consent", "true");
    }

    /// <summary>Everything up to the last page; does not book.</summary>
    public static async Task<ResidentBrowser> ReachCheckAsync(this ResidentBrowser browser, Resident who, int day = 1, int time = 0, string language = "")
    {
        await browser.HoldAsync(who, day, time, language);
        return await browser.FillDetails(who).SendAsync();
    }

    /// <summary>The whole journey. Returns the code of the own link.</summary>
    public static async Task<string> BookAsync(this ResidentBrowser browser, Resident who, int day = 1, int time = 0, string language = "")
    {
        await browser.ReachCheckAsync(who, day, time, language);
        await browser.SendAsync();
        browser.Address.ShouldEndWith("/bukti", customMessage: browser.Text);
        return browser.Address.Split('/')[^2];
    }

    /// <summary>The register number on the page.</summary>
    public static string Register(this ResidentBrowser browser) =>
        browser.Page.QuerySelector(".digits")!.TextContent.Replace(" ", "", StringComparison.Ordinal);

    /// <summary>The messages of a kind about one application, with the phones they go to.</summary>
    public static async Task<IReadOnlyList<(string Phone, string Text)>> MessagesAsync(this PortalFactory portal, string register, MessageEvent messageEvent)
    {
        await using var db = portal.OpenDb();
        var application = (await db.ApplicationAsync(register)).Id;
        var messages = await db.Outbox.AsNoTracking().Where(m => m.ApplicationId == application && m.Event == messageEvent).OrderBy(m => m.CreatedAt).ToListAsync();
        var composer = portal.Get<MessageComposer>();
        return [.. messages.Select(m => (composer.RecipientOf(m).Value, composer.BodyOf(m)))];
    }

    /// <summary>How many applications there are.</summary>
    public static async Task<int> ApplicationsAsync(this PortalFactory portal)
    {
        await using var db = portal.OpenDb();
        return await db.Applications.CountAsync();
    }

    /// <summary>The one application with this register number.</summary>
    public static async Task<CardApplication> ApplicationAsync(this PortalDbContext db, string register)
    {
        var number = Portal.Core.Shared.RegisterNumber.Parse(register).Value;
        return await db.Applications.AsNoTracking().SingleAsync(a => a.Register == number);
    }
}
