using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Centre;
using Portal.Infrastructure.Imports;
using Portal.Infrastructure.Offices;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;
using Xunit.Abstractions;

namespace Portal.IntegrationTests.Centre;

/// <summary>Files of statuses, as SIAK and spreadsheets write them.</summary>
public sealed class CentreImportTests(ITestOutputHelper output) : DeskFixture
{
    private Actor Operator { get; } = Somebody(StaffRole.Operator, House.Pulomerak);

    [Fact]
    public async Task Import_GoodFile_MovesEachToWhereTheCentreSaysAndAgainChangesNothing()
    {
        var people = await House.AddAsync(ApplicationState.SentToCentre, 1, 4);
        House.Time.Advance(TimeSpan.FromDays(3));
        var file = $"""
            Nomor Register;NIK;Status;Waktu
            {people[0].Register};;PRINT_READY_RECORD;08/12/2026 10:15
            ;{People.NikOf(2).Value};duplicate record;08/12/2026
            {people[2].Register};;ENROLL_FAILURE_AT_REGIONAL;2026-12-08 09:00:01
            {people[3].Register};;SFE;07/12/2026 23.10
            """;

        var preview = (await PreviewAsync(file)).Value;
        var done = (await ImportAsync(file)).Value;
        var again = (await ImportAsync(file)).Value;

        preview.Rows.Select(r => r.Effect).ShouldBe([RowEffect.Change, RowEffect.Change, RowEffect.Change, RowEffect.Note]);
        (preview.Applied, done.Applied).ShouldBe((false, true));
        done.Rows.Select(r => r.Effect).ShouldBe(preview.Rows.Select(r => r.Effect));
        again.Rows.ShouldAllBe(r => r.Effect == RowEffect.Known);
        (await StatesAsync(people)).ShouldBe([ApplicationState.PrintReady, ApplicationState.DuplicateFound, ApplicationState.CentreFailed, ApplicationState.SentToCentre]);
        (await House.FindAsync(people[0])).PrintReadyAt.ShouldBe(new DateTimeOffset(2026, 12, 8, 10, 15, 0, TimeSpan.FromHours(7)));
        (await House.FindAsync(people[0])).StateSource.ShouldBe(StatusSource.Centre);
        await using var db = House.Db();
        (await db.Outbox.CountAsync(m => m.Event == MessageEvent.DuplicateFound)).ShouldBe(1);
        (await db.CentreReports.CountAsync()).ShouldBe(4);
        (await db.ImportRuns.Select(r => r.Applied).ToListAsync()).ShouldBe([3, 0], ignoreOrder: true);
    }

    [Fact]
    public async Task Preview_EveryFault_IsToldWithItsLine()
    {
        var own = await House.AddOneAsync(ApplicationState.SentToCentre, 1);
        var verified = await House.AddOneAsync(ApplicationState.Verified, 2);
        var theirs = await House.AddOneAsync(ApplicationState.SentToCentre, 3, People.Samarinda);
        var file = $"""
            Nomor Register,NIK,Status,Tanggal
            {own.Register},,SUDAH JADI,07/12/2026
            {own.Register},,PRR,31/31/2026
            {own.Register},,PRR,
            {own.Register},,PRR,08/12/2026
            {own.Register},,PRR,06/12/2026
            {own.Register},{People.NikOf(9).Value},PRR,07/12/2026
            ,,PRR,07/12/2026
            1234567891,,PRR,07/12/2026
            ,"3,67203E+15",PRR,07/12/2026
            {verified.Register},,PRR,07/12/2026
            {theirs.Register},,PRR,07/12/2026
            ,{People.NikOf(3).Value},PRR,07/12/2026
            ,{People.NikOf(4).Value},PRR,07/12/2026
            """;

        var rows = (await PreviewAsync(file)).Value.Rows;

        rows.ShouldAllBe(r => r.Effect == RowEffect.Fault);
        rows.Select(r => (r.Line, r.Errors[0].Code)).ShouldBe(
        [
            (2, "centre_status_unknown"), (3, "file_date_unreadable"), (4, "file_date_unreadable"), (5, "reported_time"), (6, "centre_before_sent"), (7, "centre_row_numbers_differ"),
            (8, "centre_row_without_number"), (9, "register_check_digit"), (10, "file_number_rounded"), (11, "centre_not_sent_yet"),
            (12, "centre_row_unknown"), (13, "centre_row_unknown"), (14, "centre_row_unknown"),
        ]);
        rows[10].ToString().ShouldNotContain("Samarinda");
        rows[11].Subject.ShouldBe(People.NikOf(3).Masked, "a NIK of another office and one of nobody look the same");
    }

    [Fact]
    public async Task Import_WithFaults_IsAllOrNothingOrTheGoodRowsByChoice()
    {
        var own = await House.AddOneAsync(ApplicationState.SentToCentre, 1);
        var file = $"register\tstatus\ttime\n{own.Register}\tPRR\t2026-12-07\n{own.Register}\tHILANG\t2026-12-07\n";

        var refused = await ImportAsync(file);
        (await House.FindAsync(own)).State.ShouldBe(ApplicationState.SentToCentre);
        var partly = (await ImportAsync(file, onlyGood: true)).Value;

        refused.Error.Code.ShouldBe("import_has_faults");
        (partly.Count(RowEffect.Change), partly.Count(RowEffect.Fault)).ShouldBe((1, 1));
        (await House.FindAsync(own)).State.ShouldBe(ApplicationState.PrintReady);
    }

    [Fact]
    public async Task Import_HistoryInAnyOrder_TakesEffectInTheCentresOrder()
    {
        var own = await House.AddOneAsync(ApplicationState.SentToCentre, 1);
        House.Time.Advance(TimeSpan.FromDays(4));

        var done = (await ImportAsync($"""
            no register,status,tgl
            {own.Register},PRINT_READY_RECORD,10/12/2026 08:00
            {own.Register},BIO_CAPTURED,01/12/2026
            {own.Register},ADJUDICATE_RECORD,09/12/2026 08:00
            """)).Value;

        done.Rows.Select(r => r.Effect).ShouldBe([RowEffect.Change, RowEffect.Note, RowEffect.Change]);
        (await House.FindAsync(own)).State.ShouldBe(ApplicationState.PrintReady);
    }

    [Fact]
    public async Task Import_ShippedCards_GoIntoOneBundleOfThatDayWhereTheOfficeHasNoPrinter()
    {
        var people = await House.AddAsync(ApplicationState.SentToCentre, 1, 3);
        House.Time.Advance(TimeSpan.FromDays(2));
        var file = $"""
            register,status,date
            {people[0].Register},CARD_SHIPPED,08/12/2026
            {people[1].Register},CARD_PRINTED,08/12/2026 11:00
            {people[2].Register},SENT_FOR_CARD_PRINTING,08/12/2026
            """;
        (await PreviewAsync(file)).Value.Rows.ShouldAllBe(r => r.Effect == RowEffect.Note, "an office that prints itself only notes it");
        await House.RunAsync("UPDATE offices SET rules = jsonb_set(rules, '{printsHere}', 'false') WHERE code = '36.72.03'");
        House.Get<OfficeDirectory>().Invalidate();

        await ImportAsync(file);

        (await StatesAsync(people)).ShouldBe([ApplicationState.PrintedElsewhere, ApplicationState.PrintedElsewhere, ApplicationState.SentToCentre]);
        await using var db = House.Db();
        var bundle = await db.Bundles.SingleAsync();
        bundle.ShippedOn.ShouldBe(new DateOnly(2026, 12, 8));
        (await db.Applications.CountAsync(a => a.BundleId == bundle.Id)).ShouldBe(2);
    }

    [Fact]
    public async Task Import_ByTwoAtOnce_TakesEffectOnce()
    {
        var people = await House.AddAsync(ApplicationState.SentToCentre, 1, 30);
        var file = "register,status,date\n" + string.Join('\n', people.Select(p => $"{p.Register},DUPLICATE_RECORD,07/12/2026"));

        var both = await House.FiftyAtOnceAsync(_ => ImportAsync(file));

        both.Sum(b => b.Value.Count(RowEffect.Change)).ShouldBe(30);
        await using var db = House.Db();
        (await db.Outbox.CountAsync(m => m.Event == MessageEvent.DuplicateFound)).ShouldBe(30);
    }

    [Fact]
    public async Task Import_MoreThanAThousandRows_MovesEachAndNotesEachWordOnce()
    {
        const int rows = 1_500;
        var people = await House.AddAsync(ApplicationState.SentToCentre, 0, rows);
        var file = "register,status,date\n" + string.Join('\n', people.Select(p => $"{p.Register},PRR,07/12/2026"));
        var clock = Stopwatch.StartNew();
        (await PreviewAsync(file)).Value.Count(RowEffect.Change).ShouldBe(rows);
        var previewed = clock.Elapsed;
        clock.Restart();
        (await ImportAsync(file)).Value.Count(RowEffect.Change).ShouldBe(rows);
        output.WriteLine($"preview {previewed.TotalSeconds:F1} s, import {clock.Elapsed.TotalSeconds:F1} s, {GC.GetTotalMemory(false) / 1_000_000} MB");

        (await House.ScalarAsync<long>("SELECT count(*) FROM applications WHERE state = 'PrintReady'")).ShouldBe(rows);
        (await House.ScalarAsync<long>("SELECT count(*) FROM centre_reports")).ShouldBe(rows);
        (await House.ScalarAsync<long>("SELECT count(*) FROM audit_events WHERE verb = 'application.centre_reported'")).ShouldBe(rows);
    }

    private Task<Result<ImportOutcome>> PreviewAsync(string file) => House.Get<PreviewCentreStatuses>().ExecuteAsync(new(House.Pulomerak, Encoding.UTF8.GetBytes(file)), Operator, Never);

    private Task<Result<ImportOutcome>> ImportAsync(string file, bool onlyGood = false) =>
        House.Get<ImportCentreStatuses>().ExecuteAsync(new(House.Pulomerak, Encoding.UTF8.GetBytes(file), onlyGood, Guid.NewGuid()), Operator, Never);

    private async Task<IReadOnlyList<ApplicationState>> StatesAsync(IEnumerable<CardApplication> people)
    {
        List<ApplicationState> states = [];
        foreach (var person in people)
        {
            states.Add((await House.FindAsync(person)).State);
        }

        return states;
    }
}
