using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Staff;
using Portal.IntegrationTests.Api;
using Portal.IntegrationTests.Support;
using Portal.Tests;

namespace Portal.IntegrationTests.Stock;

/// <summary>The public board over HTTP, without scripts, in both languages, and the same for machines. Pulomerak has a year of history, Kiaracondong has run dry, Samarinda Ilir has entered nothing, Tanjung Lago does not print.</summary>
public sealed class StockBoardTests(StockBoardTests.PortalWithAYear portal) : IClassFixture<StockBoardTests.PortalWithAYear>
{
    [Theory]
    [InlineData("", "Stok blangko hari ini", "Blangko habis, 0 kartu menunggu.", "Kartu dicetak oleh Dinas", "Belum mencatat blangko")]
    [InlineData("/en", "Blank cards in stock today", "No blank cards left. Cards waiting: 0.", "Cards are printed by the Dinas", "No blank cards entered yet")]
    public async Task List_EveryOffice_LeadsToItsBoard(string language, string title, string dry, string elsewhere, string empty)
    {
        using var resident = new ResidentBrowser(portal);
        await resident.OpenAsync(language + "/stok");

        resident.Status.ShouldBe(HttpStatusCode.OK);
        resident.Text.ShouldContain(title);
        resident.Text.ShouldContain(dry);
        resident.Text.ShouldContain(elsewhere);
        resident.Text.ShouldContain(empty);
        resident.Text.ShouldContain("95B");
        resident.Page.QuerySelectorAll("main a.door").Select(a => a.GetAttribute("href")!).ShouldBe(
            ((string[])["16.06.04", "16.07.12", "32.73.16", "36.72.03", "64.72.04"]).Select(code => $"{language}/stok/{code}"));
    }

    [Theory]
    [InlineData("/stok/64.72.04", "belum pernah mencatat")]
    [InlineData("/en/stok/64.72.04", "has not entered any")]
    [InlineData("/stok/16.07.12", "tidak menyimpan blangko")]
    [InlineData("/en/stok/16.07.12", "keeps no blank cards")]
    public async Task Board_NothingToShow_SaysWhy(string address, string words)
    {
        using var resident = new ResidentBrowser(portal);
        await resident.OpenAsync(address);

        resident.Status.ShouldBe(HttpStatusCode.OK);
        resident.Text.ShouldContain(words);
        resident.Text.ShouldContain("95B");
        resident.Page.QuerySelector("table").ShouldBeNull();
    }

    [Theory]
    [InlineData("/stok/32.73.16", "Blangko habis", "Sejak Selasa, 24 November 2026")]
    [InlineData("/en/stok/32.73.16", "No blank cards left", "Since Tuesday, 24 November 2026")]
    public async Task Board_RunDry_SaysSinceWhen(string address, string dry, string since)
    {
        using var resident = new ResidentBrowser(portal);
        await resident.OpenAsync(address);

        resident.Text.ShouldContain(dry);
        resident.Text.ShouldContain(since);
        resident.Page.QuerySelector(".stock.dry strong")!.TextContent.ShouldBe("0");
    }

    [Theory]
    [InlineData("/stok/36.72.03")]
    [InlineData("/en/stok/36.72.03")]
    public async Task Board_AYearOfHistory_IsPagedAndAddsUp(string address)
    {
        using var resident = new ResidentBrowser(portal);
        await resident.OpenAsync(address);
        var pages = 0;
        int? before = null;
        while (true)
        {
            var rows = resident.Page.QuerySelectorAll("table.numbers tbody tr").Select(r => r.QuerySelectorAll("td").Select(c => Number(c.FirstChild!.TextContent)).ToList()).ToList();
            rows.Count.ShouldBeInRange(1, 28);
            foreach (var row in rows)
            {
                (row[0] + row[1] - row[2] - row[3]).ShouldBe(row[4]);
            }

            foreach (var (newer, older) in rows.Zip(rows.Skip(1)))
            {
                older[4].ShouldBe(newer[0], "a day begins with what the day before left");
            }

            (before ?? rows[0][4]).ShouldBe(rows[0][4]);
            before = rows[^1][0];
            resident.Page.QuerySelector("svg.chart")!.GetAttribute("aria-label")!.Length.ShouldBeGreaterThan(20);
            (await resident.Answer.Content.ReadAsStringAsync()).Length.ShouldBeLessThan(30_000);
            pages++;
            if (resident.Page.QuerySelectorAll("main .links a").FirstOrDefault(a => a.GetAttribute("href")!.Contains("sampai=", StringComparison.Ordinal)) is not { } earlier)
            {
                break;
            }

            await resident.OpenAsync(earlier.GetAttribute("href")!.Split('#')[0]);
        }

        pages.ShouldBe(14, "365 days, 28 at a time");
        before.ShouldBe(0);

        static int Number(string text) => int.Parse(text.Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), null);
    }

    [Theory]
    [InlineData("/stok/99.99.99")]
    [InlineData("/stok/mana-saja")]
    [InlineData("/en/stok/99.99.99")]
    public async Task Board_NoSuchOffice_IsNotFound(string address)
    {
        using var resident = new ResidentBrowser(portal);
        await resident.OpenAsync(address);

        resident.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("sampai=kemarin")]
    [InlineData("sampai=9999-12-31")]
    [InlineData("sampai=2099-01-01")]
    [InlineData("sampai=0001-01-01")]
    public async Task Board_OddDay_ShowsTheLatest(string query)
    {
        using var resident = new ResidentBrowser(portal);
        await resident.OpenAsync("/stok/36.72.03?" + query);

        resident.Status.ShouldBe(HttpStatusCode.OK);
        resident.Page.QuerySelector("table.numbers tbody th")!.TextContent.ShouldStartWith("Sen, 7 Des");
    }

    [Fact]
    public async Task Board_JumpsAndLoneActs_AreCountedForThirtyDays()
    {
        await using var db = portal.OpenDb();
        var (office, now) = (House.Pulomerak, portal.Time.UtcNow);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.PriorityGiven, StockRoom.Supervisor, now.AddDays(-29), office));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.PriorityGiven, StockRoom.Supervisor, now.AddDays(-31), office));
        db.LoneActs.Add(new LoneAct(Guid.NewGuid(), office, AuditVerbs.StockDayClosed, Guid.NewGuid(), "sendiri", new(2026, 12, 8), StockRoom.Supervisor, now));
        await db.SaveChangesAsync();
        using var resident = new ResidentBrowser(portal);
        await resident.OpenAsync("/stok/36.72.03");

        resident.Text.ShouldContain("didahulukan, 30 hari terakhir: 1");
        resident.Text.ShouldContain("seorang diri, 30 hari terakhir: 1");
    }

    [Fact]
    public async Task Status_NoBlankForItsPlace_SaysWhatToDoUntilADeliveryComes()
    {
        var booking = await portal.BookingAsync(900);
        booking["office"] = "64.72.04";
        booking["village"] = "64.72.04.1001";
        booking["start"] = (await portal.GetAsync("/api/v1/offices/64.72.04/slots")).Json[20]!["start"]!.GetValue<string>();
        var register = (await portal.PostAsync(booking)).Json["register"]!.GetValue<string>();
        await using var db = portal.OpenDb();
        await db.Database.ExecuteSqlAsync($"UPDATE applications SET state = 'PrintReady', print_ready_at = '2026-12-01Z' WHERE register = {register}");
        using var resident = new ResidentBrowser(portal);
        await resident.OpenAsync("/status/" + register);

        resident.Page.QuerySelector("h1")!.TextContent.ShouldBe("Menunggu blangko");
        resident.Text.ShouldContain("Urutan Anda tetap");
        resident.Page.QuerySelector("main a[href='/stok/64.72.04']").ShouldNotBeNull();
        await resident.OpenAsync("/en/status/" + register);
        resident.Page.QuerySelector("h1")!.TextContent.ShouldBe("Waiting for blank cards");

        await db.Database.ExecuteSqlRawAsync("INSERT INTO stock_levels (office_code, on_hand, reserved) VALUES ('64.72.04', 1, 0)");
        await resident.OpenAsync("/status/" + register);
        resident.Page.QuerySelector("h1")!.TextContent.ShouldBe("Menunggu giliran cetak");
        await db.Database.ExecuteSqlRawAsync("DELETE FROM stock_levels WHERE office_code = '64.72.04'");
    }

    [Fact]
    public async Task Api_Stock_IsTheBoard()
    {
        var stock = (await portal.GetAsync("/api/v1/offices/36.72.03/stock")).Json.AsObject();

        stock.Select(p => p.Key).ShouldBe(["office", "day", "printsHere", "onHand", "available", "waiting", "receivedToday", "printedToday", "spoiledToday", "dryDate", "shortageSince", "history"]);
        stock["day"]!.GetValue<string>().ShouldBe("2026-12-07");
        stock["shortageSince"].ShouldBeNull();
        stock["dryDate"]!.GetValue<string>().ShouldStartWith("202");
        var history = stock["history"]!.AsArray();
        history.Count.ShouldBe(30);
        history[^1]!["closing"]!.GetValue<int>().ShouldBe(stock["onHand"]!.GetValue<int>());
        history[^1]!.AsObject().Select(p => p.Key).ShouldBe(["day", "opening", "received", "printed", "spoiled", "transferred", "corrected", "closing", "closed"]);
    }

    [Fact]
    public async Task Api_StockOfADryOffice_SaysSinceWhenInItsOwnTime()
    {
        var stock = (await portal.GetAsync("/api/v1/offices/32.73.16/stock")).Json;

        stock["shortageSince"]!.GetValue<string>().ShouldBe("2026-11-24T10:00:00+07:00");
        stock["dryDate"].ShouldBeNull();
        stock["available"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Api_StockOfAYear_IsOneAnswer() =>
        (await portal.GetAsync("/api/v1/offices/36.72.03/stock?from=2025-12-07&to=2026-12-07")).Json["history"]!.AsArray().Count.ShouldBe(366);

    [Theory]
    [InlineData("from=07-12-2026", "from: date_invalid")]
    [InlineData("to=2026-02-30", "to: date_invalid")]
    [InlineData("from=2026-12-07&to=2026-12-06", "to: stock_history_span")]
    [InlineData("from=2025-12-06&to=2026-12-07", "to: stock_history_span")]
    [InlineData("from=2026-12-08", "to: stock_history_span")]
    public async Task Api_WrongQuestion_IsRefused(string query, string error)
    {
        var refused = await portal.GetAsync("/api/v1/offices/36.72.03/stock?" + query);

        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalid_fields");
        refused.Errors.ShouldBe([error]);
    }

    /// <summary>The portal with a past.</summary>
    public sealed class PortalWithAYear : PortalFactory
    {
        public override async Task InitializeAsync()
        {
            await base.InitializeAsync();
            var today = new DateOnly(2026, 12, 7);
            await using var db = OpenDb();
            await db.Database.ExecuteSqlRawAsync(StockHistory.Sql("36.72.03", today, 365, 250, 14, 3, 20));
            await db.Database.ExecuteSqlRawAsync(StockHistory.Sql("32.73.16", today, 60, 120, 30, 30, 10));
        }
    }
}
