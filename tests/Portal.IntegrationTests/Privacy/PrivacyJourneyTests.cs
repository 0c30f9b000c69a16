using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Privacy;

/// <summary>
/// A resident's whole journey over HTTP, wrong turns included; then a plain dump of the database and every log line,
/// at the most talkative level, are searched for each NIK, phone and birth date that was typed.
/// </summary>
public sealed class PrivacyJourneyTests : IAsyncLifetime
{
    private const string Name = "Zubaidah Contohwati";
    private const string Nik = "6472046310870003";
    private const string MistypedNik = "6472047210870003";
    private const string Phone = "081298765431";
    private const string NewPhone = "0857 1234 9876";

    private static readonly string[] Secrets =
    [
        Nik, MistypedNik, "647204631087", "81298765431", "85712349876", "857 1234 9876", "1298-765",
        "1987-10-23", "23-10-1987", "23/10/1987", "10/23/1987", "19871023", "23 Oktober 1987", "23 October 1987",
    ];

    private PortalFactory _portal = null!;

    public async Task InitializeAsync() => _portal = await PortalFactory.StartAsync();

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Journey_FromBookingToCancelling_LeavesNoPersonalDataInDatabaseOrLog()
    {
        var browser = new StaffBrowser(_portal.Browser());
        var link = await BookAsync(browser);
        await ChangePhoneAsync(browser, link);
        _portal.Time.Advance(TimeSpan.FromMinutes(1));
        await LoseTheLinkAsync(browser, link);
        await _portal.Get<RotateKeys>().ExecuteAsync(Actor.System, CancellationToken.None);
        await browser.GetAsync("/k/does-not-exist");
        await BreakInTheMiddleAsync(browser);

        var dump = await DumpAsync(_portal.ConnectionString);
        dump.ShouldContain(Name, Case.Sensitive, "the dump is of this journey");
        Found(dump).ShouldBeEmpty("in the dump");
        _portal.Logs.Lines.ShouldContain(line => line.Contains("Exception", StringComparison.Ordinal), "the log is that of this journey");
        foreach (var line in _portal.Logs.Lines)
        {
            Found(line).ShouldBeEmpty("in the log");
            line.ShouldNotContain(Name);
            line.ShouldNotContain(link, Case.Sensitive);
        }
    }

    /// <summary>A journey that goes well logs nothing at all; an accident does, and exceptions love to quote.</summary>
    private async Task BreakInTheMiddleAsync(StaffBrowser browser)
    {
        await HoldAsync(browser);
        await using (var db = _portal.OpenDb())
        {
            await db.Database.ExecuteSqlRawAsync("ALTER TABLE booking_drafts ADD CONSTRAINT accident CHECK (answers IS NULL) NOT VALID");
        }

        await browser.PostAsync(Details(Nik));
        browser.Status.ShouldBe(HttpStatusCode.InternalServerError);
    }

    private static async Task HoldAsync(StaffBrowser browser)
    {
        await browser.GetAsync("/daftar/hari?layanan=new&kantor=64.72.04");
        await browser.GetAsync("/daftar/waktu?layanan=new&kantor=64.72.04&hari=2026-12-09");
        var start = browser.Page.QuerySelector("input[name=start]:not([disabled])")!.GetAttribute("value")!;
        await browser.PostAsync(("start", start));
        await browser.GetAsync(browser.SentTo!);
    }

    private static async Task<string> BookAsync(StaffBrowser browser)
    {
        await HoldAsync(browser);
        await browser.PostAsync(Details(MistypedNik));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelector("input[name=nik]")!.GetAttribute("value").ShouldBe(MistypedNik);
        await browser.PostAsync(Details(Nik));
        browser.Status.ShouldBe(HttpStatusCode.Redirect);
        await browser.GetAsync(browser.SentTo!);
        browser.Text.ShouldContain(Name);
        await browser.PostAsync();
        browser.Status.ShouldBe(HttpStatusCode.Redirect);
        var link = browser.SentTo!.Split('/', '?')[2];
        await browser.GetAsync(browser.SentTo);
        browser.Status.ShouldBe(HttpStatusCode.OK);
        return link;
    }

    private async Task ChangePhoneAsync(StaffBrowser browser, string link)
    {
        await browser.GetAsync($"/k/{link}/kontak");
        await browser.PostAsync(("phone", "021 5551234"), ("channel", "sms"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await browser.PostAsync(("phone", NewPhone), ("channel", "sms"));
        await browser.GetAsync(browser.SentTo!);
        await browser.PostAsync(("code", "000000"));
        await browser.PostAsync(("code", await CodeAsync()));
        browser.Status.ShouldBe(HttpStatusCode.Redirect);
    }

    private async Task LoseTheLinkAsync(StaffBrowser browser, string link)
    {
        await browser.GetAsync($"/k/{link}");
        string register;
        await using (var db = _portal.OpenDb())
        {
            register = (await db.Applications.SingleAsync()).Register.Value;
        }

        await browser.GetAsync($"/status/{register}/tautan");
        await browser.PostAsync();
        await browser.GetAsync(browser.SentTo!);
        await browser.PostAsync(("code", await CodeAsync()));
        browser.Status.ShouldBe(HttpStatusCode.Redirect);
        await browser.GetAsync($"/k/{link}");
        browser.Status.ShouldBe(HttpStatusCode.Gone, "the old link has ended");
    }

    private static (string, string)[] Details(string nik) =>
    [
        ("name", Name), ("nik", nik), ("birthDateDay", "23"), ("birthDateMonth", "10"), ("birthDateYear", "1987"),
        ("village", "64.72.04.1002"), ("channel", "whatsapp"), ("phone", Phone), ("consent", "true"),
    ];

    /// <summary>The newest one-time code, as the phone would show it.</summary>
    private async Task<string> CodeAsync()
    {
        await using var db = _portal.OpenDb();
        var message = await db.Outbox.Where(m => m.Event == MessageEvent.OneTimeCode).OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).FirstAsync();
        return _portal.Get<MessageComposer>().BodyOf(message)[..6];
    }

    private static IEnumerable<string> Found(string text) =>
        Secrets.SelectMany(s => new[] { s, Convert.ToHexStringLower(Encoding.UTF8.GetBytes(s)) }).Where(s => text.Contains(s, StringComparison.OrdinalIgnoreCase));

    private static async Task<string> DumpAsync(string connectionString)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(Path.Combine(EmbeddedPostgres.BinFolder(), "pg_dump")) { RedirectStandardOutput = true };
        foreach (var argument in new[] { "--host", target.Host!, "--username", target.Username!, "--inserts", target.Database! })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var dump = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0);
        return dump;
    }
}
