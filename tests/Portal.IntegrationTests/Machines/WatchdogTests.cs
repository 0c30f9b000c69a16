using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Applications;
using Portal.Core.Jobs;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Jobs;
using Portal.IntegrationTests.Audit;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Stock;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Machines;

/// <summary>What stands still is noticed from the data, told once, and forgotten when it goes on.</summary>
public sealed class WatchdogTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        await _house.RunAsync("INSERT INTO holidays (date, kind, name) VALUES ('2027-01-01', 'National', '{\"Indonesian\": \"Tahun Baru\"}')");
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Watch_NothingStandsStill_SaysNothing()
    {
        await _house.BookAsync(House.Person(1), (await _house.SlotsAsync())[0].Start);

        await WatchAsync(0);

        (await BoardAsync(Trail.Admin)).Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_SealsBehind_OneAlertThatClosesByItself()
    {
        await _house.WriteAsync(3, House.Pulomerak);
        await WatchAsync(0);
        _house.Time.Advance(TimeSpan.FromMinutes(31));
        await WatchAsync(1);
        await _house.WriteAsync(1, House.Pulomerak);
        await WatchAsync(0);

        var alert = (await BoardAsync(Trail.Supervisor)).Open.Single();
        (alert.Kind, alert.Office, alert.Amount).ShouldBe((AlertKind.SealsBehind, House.Pulomerak, 4));

        await _house.SealAsync();
        await WatchAsync(1);
        var board = await BoardAsync(Trail.Supervisor);
        board.Open.ShouldBeEmpty();
        board.Closed.Single().Kind.ShouldBe(AlertKind.SealsBehind);
        await WatchAsync(0);
        await _house.WriteAsync(1, House.Pulomerak);
        _house.Time.Advance(TimeSpan.FromHours(1));
        await WatchAsync(1);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM alerts")).ShouldBe(2);
    }

    [Fact]
    public async Task Watch_ByOfficeAndInstallation_IsShownToWhomItConcerns()
    {
        await _house.WriteAsync(1, House.Pulomerak);
        await _house.WriteAsync(1, Trail.Samarinda);
        await _house.WriteAsync(1, null);
        _house.Time.Advance(TimeSpan.FromHours(1));
        await WatchAsync(3);

        (await BoardAsync(Trail.Supervisor)).Open.Select(a => a.OfficeName).ShouldBe(["Pulomerak"]);
        (await BoardAsync(Trail.Admin)).Open.Select(a => a.Office).ShouldBe([House.Pulomerak, Trail.Samarinda, null], ignoreOrder: true);
        (await _house.Get<ViewAlerts>().ExecuteAsync(new(), StockRoom.Of(StaffRole.Registrar), default)).Error.Code.ShouldBe("forbidden");
    }

    [Fact]
    public async Task Watch_HoldsMessagesAndBatchesThatStandStill_AreNoticed()
    {
        await _house.HoldAsync(new byte[32], (await _house.SlotsAsync())[0].Start);
        await _house.BookAsync(House.Person(1), (await _house.SlotsAsync())[1].Start);
        await using (var db = _house.Db())
        {
            db.CentreBatches.Add(new CentreBatch(Guid.NewGuid(), House.Pulomerak, 1, 3, DateOnly.FromDateTime(_house.Time.GetUtcNow().AddHours(7).DateTime), Actor.System, _house.Time.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        await WatchAsync(0);
        _house.Time.Advance(TimeSpan.FromDays(4));
        await _house.SealAsync();
        await WatchAsync(3);

        (await BoardAsync(Trail.Admin)).Open.Select(a => (a.Kind, a.Office, a.Amount)).ShouldBe(
            [(AlertKind.MessagesStuck, House.Pulomerak, 1), (AlertKind.HoldsStuck, null, 1), (AlertKind.CentreStuck, House.Pulomerak, 1)], ignoreOrder: true);
        (await BoardAsync(Trail.Supervisor)).Open.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Watch_StockDayNotClosed_IsNoticedTheNextDayUntilItIs()
    {
        var room = new StockRoom(_house);
        await room.ReceiveAsync(10);
        var day = (await room.DayAsync()).Day;
        await _house.SealAsync();
        await WatchAsync(0);
        _house.Time.Advance(TimeSpan.FromDays(1));
        await WatchAsync(1);
        (await BoardAsync(Trail.Supervisor)).Open.Single().ShouldSatisfyAllConditions(a => a.Kind.ShouldBe(AlertKind.StockDayOpen), a => a.Amount.ShouldBe(1));

        await room.CountAsync(day, 10, StockRoom.Printer);
        await room.ConfirmAsync(day, StockRoom.Supervisor);
        await WatchAsync(1);
        (await BoardAsync(Trail.Supervisor)).Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_NextYearWithoutHolidays_IsNoticedFromOctoberOnUntilTheyAreEntered()
    {
        await _house.RunAsync("DELETE FROM holidays WHERE date >= '2027-01-01'");
        // 1 October has begun in Samarinda and not in Cilegon; before it nobody is told.
        _house.Time.UtcNow = new DateTimeOffset(2026, 9, 30, 15, 59, 0, TimeSpan.Zero);
        await WatchAsync(0);
        _house.Time.UtcNow = new DateTimeOffset(2026, 9, 30, 16, 0, 0, TimeSpan.Zero);
        await WatchAsync(1);
        await WatchAsync(0);

        (await BoardAsync(Trail.Admin)).Open.Select(a => (a.Kind, a.Office, a.Subject)).ShouldBe([(AlertKind.HolidaysMissing, null, "2027")]);
        (await BoardAsync(Trail.Supervisor)).Open.ShouldBeEmpty();

        await _house.RunAsync("INSERT INTO holidays (date, kind, name) VALUES ('2027-01-01', 'National', '{\"Indonesian\": \"Tahun Baru\"}')");
        await WatchAsync(1);
        (await BoardAsync(Trail.Admin)).Open.ShouldBeEmpty();
    }

    [Fact]
    public async Task Watch_TwoNodesAtOnce_OpenOneAlert()
    {
        await _house.WriteAsync(1, House.Pulomerak);
        _house.Time.Advance(TimeSpan.FromHours(1));
        await using var other = _house.OtherNode();
        var nodes = new[] { _house.Get<Watchdog>(), other.GetRequiredService<Watchdog>() };

        var done = await House.FiftyAtOnceAsync(i => nodes[i % 2].ExecuteAsync(Actor.System, default));

        done.ShouldAllBe(d => d.Succeeded);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM alerts")).ShouldBe(1);
    }

    [Fact]
    public void Jobs_FailingOrSilent_AreNoticed_PausedOnesAreNot()
    {
        var now = new DateTimeOffset(2026, 12, 7, 3, 0, 0, TimeSpan.Zero);
        JobLine Job(string name, TimeSpan last, int failures = 0, bool paused = false, TimeSpan? running = null) =>
            new(name, TimeSpan.FromMinutes(5), paused ? null : now, running is { } since ? now - since : null, paused, now - last, TimeSpan.Zero, failures > 0 ? "x" : null, failures, 9, failures);
        var (fresh, old) = (TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(26));

        var found = StandingStill.OfJobs(
            [Job("fine", fresh), Job("twice", fresh, failures: 2), Job("failing", fresh, failures: 3), Job("silent", old), Job("paused", old, failures: 9, paused: true), Job("hangs", fresh, running: old), Job("late", TimeSpan.FromMinutes(24))], now);

        found.Select(f => (f.Kind, f.Subject)).ShouldBe([(AlertKind.JobFailing, "failing"), (AlertKind.JobSilent, "silent"), (AlertKind.JobSilent, "hangs")]);
    }

    [Fact]
    public async Task Page_WithAnAlert_SaysWhatToDo_AndReadinessStays()
    {
        await using var portal = await PortalFactory.StartAsync();
        await using (var db = portal.OpenDb())
        {
            db.Alerts.Add(new Alert(Guid.NewGuid(), new AlertFinding(AlertKind.SealsBehind, House.Pulomerak, Amount: 7, Since: portal.Time.GetUtcNow().AddHours(-2)), portal.Time.GetUtcNow()));
            db.Alerts.Add(new Alert(Guid.NewGuid(), new AlertFinding(AlertKind.JobFailing, null, "send-reminders", 3), portal.Time.GetUtcNow()));
            db.Alerts.Add(new Alert(Guid.NewGuid(), new AlertFinding(AlertKind.HolidaysMissing, null, "2027"), portal.Time.GetUtcNow()));
            await db.SaveChangesAsync();
        }

        var camat = await StaffBrowser.SignedInAsync(portal, "camat", StaffRole.Supervisor, Scope.Of(House.Pulomerak));
        await camat.GetAsync("/petugas/pekerjaan");
        camat.Page.QuerySelectorAll("[data-alert]").Length.ShouldBe(1);
        camat.Text.ShouldContain("7 catatan jejak belum disegel.");
        camat.Text.ShouldContain("Segel jejak, lalu lihat Jejak.");
        camat.Page.QuerySelectorAll("nav a").Single(a => a.GetAttribute("href") == "/petugas/pekerjaan").QuerySelector(".count")!.TextContent.ShouldEndWith("1");
        var admin = await StaffBrowser.SignedInAsync(portal, "admin-uji", StaffRole.Admin, Scope.Installation);
        await admin.GetAsync("/petugas/pekerjaan");
        admin.Page.QuerySelectorAll("[data-alert]").Length.ShouldBe(3);
        admin.Text.ShouldContain("Hari libur 2027 belum diisi: warga dapat memesan tanggal merah.");
        admin.Text.ShouldContain("Pekerjaan \"Pengingat jadwal\" gagal 3 kali berturut-turut.");
        using var browser = portal.Browser();
        using var ready = await browser.GetAsync("/readyz");
        ready.IsSuccessStatusCode.ShouldBeTrue();
        (await browser.GetStringAsync("/metrics")).ShouldMatch("(?m)^portal_alerts_open 3$");
    }

    private async Task WatchAsync(int changed) => (await _house.Get<Watchdog>().ExecuteAsync(Actor.System, default)).Value.ShouldBe(changed);

    private async Task<AlertBoard> BoardAsync(Actor actor) => (await _house.Get<ViewAlerts>().ExecuteAsync(new(ViewAlerts.LatestClosed), actor, default)).Value;
}
