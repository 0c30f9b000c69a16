using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Imports;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;
using Xunit.Abstractions;

namespace Portal.IntegrationTests.Imports;

/// <summary>The list an office kept before the portal.</summary>
public sealed class BacklogTests(ITestOutputHelper output) : DeskFixture
{
    private const string Heading = "Nama;NIK;Tanggal lahir;Desa;Keadaan;Sejak;Layanan;Nomor HP;Kabar\n";

    [Fact]
    public async Task Import_GoodList_PlacesEverybodyWithANumberAndAgainChangesNothing()
    {
        var file = Heading + $"""
            Siti Contoh;{Nik(1)};02/05/1990;Tamansari;belum diambil;12/10/2026;new;081200000001;whatsapp
            Budi Umpama;{Nik(2)};03/05/1990;Kel. Mekarsari;siap cetak;03/11/2026 10:30;lost;081200000001;
            Dewi Misal;{Nik(3)};04/05/1990;36.72.03.1004;di pusat;18/11/2026;;;
            Agus Teladan;{Nik(4)};05/05/1990;suralaya;PRR;2026-11-02;;081200000001;tidak
            Ratna Ibarat;{Nik(5)};06/05/1990;Tamansari;siap cetak;04/11/2026;;081200000001;
            Sri Contoh;{Nik(6)};07/05/1990;Tamansari;siap cetak;05/11/2026;;081200000001;

            """;

        (await PreviewAsync(file)).Value.Rows.ShouldAllBe(r => r.Effect == RowEffect.Change);
        var done = (await ImportAsync(file)).Value;
        var again = (await ImportAsync(file)).Value;

        (done.Count(RowEffect.Change), again.Count(RowEffect.Known)).ShouldBe((6, 6), "more people than a phone allows are no obstacle on a list");
        await using var db = House.Db();
        var people = await db.Applications.Include(a => a.History).OrderBy(a => a.Name).ToListAsync();
        people.Select(a => (a.Name, a.State)).ShouldBe(
        [
            ("Agus Teladan", ApplicationState.PrintReady), ("Budi Umpama", ApplicationState.PrintReady), ("Dewi Misal", ApplicationState.SentToCentre),
            ("Ratna Ibarat", ApplicationState.PrintReady), ("Siti Contoh", ApplicationState.ReadyForPickup), ("Sri Contoh", ApplicationState.PrintReady),
        ]);
        people.ShouldAllBe(a => a.Intake == Intake.Import && a.ConsentedAt == null && a.History.Count == 2);
        people[1].PrintReadyAt.ShouldBe(new DateTimeOffset(2026, 11, 3, 10, 30, 0, TimeSpan.FromHours(7)));
        people.ShouldAllBe(a => a.History.OrderBy(e => e.Id).Select(e => e.State).SequenceEqual(new[] { ApplicationState.Submitted, a.State }));
        var vault = House.Get<PersonalDataVault>();
        (vault.NikOf(people[4]).Value, vault.BirthDateOf(people[4]), vault.PhoneOf(people[4])!.Value.Value, people[4].Channel).ShouldBe((Nik(1), new DateOnly(1990, 5, 2), "+6281200000001", Channel.WhatsApp));
        (await db.AuditEvents.CountAsync(e => e.Verb == AuditVerbs.ApplicationSubmitted && e.Detail == "import")).ShouldBe(6);
        (await db.Outbox.CountAsync()).ShouldBe(0);
        (await House.Get<TrackApplication>().ExecuteAsync(new(people[4].Register), Actor.Visitor, Never)).Succeeded.ShouldBeTrue();
        (await House.Get<ViewOwnApplication>().ExecuteAsync(new(vault.LinkCode(people[4].Id, 1)), Actor.Visitor, Never)).Value.Name.ShouldBe("Siti Contoh");

        var list = (await House.Get<ViewImportedList>().ExecuteAsync(new(done.ImportId!.Value), Supervisor, Never)).Value;
        list.Villages.Select(v => (v.Village, v.People.Count)).ShouldBe([("Tamansari", 3), ("Mekarsari", 1), ("Suralaya", 2)]);
        list.Villages[0].People.Select(p => p.Name).ShouldBe(["R*** I***", "S*** C***", "S*** C***"]);
        (await House.Get<ViewImportedList>().ExecuteAsync(new(done.ImportId.Value), Somebody(Core.Staff.StaffRole.Supervisor, People.Samarinda), Never)).Error.ShouldBe(AccessErrors.NotFound);
    }

    [Fact]
    public async Task Import_Collected_IsNotRegisteredASecondTime()
    {
        var file = Heading + $"Siti Contoh;{Nik(1)};02/05/1990;Tamansari;belum diambil;12/10/2026;;;\n";
        await ImportAsync(file);
        await House.RunAsync("UPDATE applications SET state = 'Collected', is_open = false");

        (await ImportAsync(file)).Value.Count(RowEffect.Known).ShouldBe(1);
    }

    [Fact]
    public async Task Preview_EveryFault_IsToldWithItsLine()
    {
        await House.AddOneAsync(ApplicationState.Verified, 7);
        await House.AddOneAsync(ApplicationState.Verified, 8, People.Samarinda);
        var file = Heading + $"""
            ;{Nik(1)};02/05/1990;Tamansari;siap cetak;01/11/2026
            Siti Contoh;367203;02/05/1990;Tamansari;siap cetak;01/11/2026
            Siti Contoh;3,67203E+15;02/05/1990;Tamansari;siap cetak;01/11/2026
            Siti Contoh;{Nik(1)};31/02/1990;Tamansari;siap cetak;01/11/2026
            Siti Contoh;{Nik(1)};02/05/1990;Sukapura;siap cetak;01/11/2026
            Siti Contoh;{Nik(1)};02/05/1990;;siap cetak;01/11/2026
            Siti Contoh;{Nik(1)};02/05/1990;Tamansari;selesai;01/11/2026
            Siti Contoh;{Nik(1)};02/05/1990;Tamansari;siap cetak;kemarin
            Siti Contoh;{Nik(1)};02/05/1990;Tamansari;siap cetak;01/11/2027
            Siti Contoh;{Nik(1)};02/05/1990;Tamansari;siap cetak;01/11/2026;paspor
            Siti Contoh;{Nik(1)};02/05/1990;Tamansari;siap cetak;01/11/2026;;021-555555
            Siti Contoh;{Nik(1)};02/05/1990;Tamansari;siap cetak;01/11/2026;;;sms
            Siti Contoh;{Nik(1)};02/05/1990;Tamansari;siap cetak;01/11/2026
            Siti Contoh;{Nik(1)};02/05/1990;Tamansari;siap cetak;01/11/2026
            Siti Contoh;{Nik(7)};08/05/1990;Tamansari;siap cetak;01/11/2026
            Siti Contoh;{Nik(8)};09/05/1990;Tamansari;siap cetak;01/11/2026
            """;

        var rows = (await PreviewAsync(file)).Value.Rows;

        rows.Select(r => (r.Line, r.Errors.Count > 0 ? r.Errors[0].Code : "")).ShouldBe(
        [
            (2, "name_required"), (3, "nik_length"), (4, "file_number_rounded"), (5, "birth_date_invalid"), (6, "village_unknown"), (7, "village_required"), (8, "backlog_state_unknown"),
            (9, "file_date_unreadable"), (10, "reported_time"), (11, "service_unknown"), (12, "phone_landline"), (13, "channel_needs_phone"), (14, ""), (15, "file_row_twice"),
            (16, "backlog_open_here"), (17, "backlog_nik_taken"),
        ]);
        (await ImportAsync(file)).Error.Code.ShouldBe("import_has_faults");
        (await House.ScalarAsync<long>("SELECT count(*) FROM applications WHERE intake = 'Import'")).ShouldBe(0);
        (await ImportAsync(file, onlyGood: true)).Value.Count(RowEffect.Change).ShouldBe(1);
    }

    [Fact]
    public async Task Import_FailsInTheMiddle_LeavesNothing()
    {
        // Somebody slips in between the look-up and the last thousand: the database itself refuses.
        await House.RunAsync(
            $$"""
            CREATE FUNCTION slip_in() RETURNS trigger LANGUAGE plpgsql AS $f$
            BEGIN
              IF (SELECT count(*) FROM applications) >= 1500 THEN RAISE unique_violation USING CONSTRAINT = 'ux_applications_open_nik'; END IF;
              RETURN NEW;
            END $f$;
            CREATE TRIGGER slip_in BEFORE INSERT ON applications FOR EACH ROW EXECUTE FUNCTION slip_in();
            """);

        (await ImportAsync(Many(2_000))).Error.Code.ShouldBe("backlog_raced");

        (await House.ScalarAsync<long>("SELECT count(*) FROM applications")).ShouldBe(0);
        (await House.ScalarAsync<long>("SELECT count(*) FROM import_runs")).ShouldBe(0);
    }

    [Fact]
    public async Task Import_Ticked_TellsWhoCanCollect()
    {
        await ImportAsync(Heading + $"Siti Contoh;{Nik(1)};02/05/1990;Tamansari;belum diambil;12/10/2026;;081200000001;sms\nBudi Umpama;{Nik(2)};03/05/1990;Tamansari;di pusat;12/10/2026;;081200000002;sms\n", tell: true);

        await using var db = House.Db();
        (await db.Outbox.Select(m => m.Event).ToListAsync()).ShouldBe([MessageEvent.CardReady, MessageEvent.Recorded], ignoreOrder: true);
    }

    [Fact]
    public async Task Import_ByTwoAtOnce_RegistersEverybodyOnce()
    {
        var file = Many(40);

        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => ImportAsync(file))));

        both.Sum(b => b.Value.Count(RowEffect.Change)).ShouldBe(40);
        (await House.ScalarAsync<long>("SELECT count(*) FROM applications")).ShouldBe(40);
    }

    [Fact]
    public async Task Import_MoreThanAThousandRows_GoesByTheThousandAndSaysSo()
    {
        const int rows = 2_500;
        var reports = new List<int>();
        var clock = Stopwatch.StartNew();
        var done = (await ImportAsync(Many(rows), progress: new Sink(reports))).Value;
        output.WriteLine($"{rows} rows in {clock.Elapsed.TotalSeconds:F1} s, {GC.GetTotalMemory(false) / 1_000_000} MB");

        done.Count(RowEffect.Change).ShouldBe(rows);
        reports.ShouldBe([1_000, 2_000, rows]);
    }

    private static string Nik(int number) => People.NikOf(number).Value;

    private static string Many(int rows) => Heading + string.Concat(Enumerable.Range(0, rows).Select(i => $"Warga Contoh;{Nik(i)};{(i % 27) + 1:D2}/05/1990;Tamansari;siap cetak;01/11/2026;;;\n"));

    private Task<Result<ImportOutcome>> PreviewAsync(string file) => House.Get<PreviewBacklog>().ExecuteAsync(new(House.Pulomerak, Encoding.UTF8.GetBytes(file)), Supervisor, Never);

    private Task<Result<ImportOutcome>> ImportAsync(string file, bool onlyGood = false, bool tell = false, IProgress<int>? progress = null) =>
        House.Get<ImportBacklog>().ExecuteAsync(new(House.Pulomerak, Encoding.UTF8.GetBytes(file), onlyGood, tell, Guid.NewGuid(), progress), Supervisor, Never);

    private sealed class Sink(List<int> reports) : IProgress<int>
    {
        public void Report(int value) => reports.Add(value);
    }
}
