using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Audit;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private House _house = null!;
    private Guid _registrar;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _registrar = (await _house.Get<CreateStaff>().ExecuteAsync(new("loket.uji", "Petugas Loket", [new(StaffRole.Registrar, Scope.Of(House.Pulomerak))]), Actor.System, default)).Value.Id;
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    private Actor Registrar => Actor.Staff(_registrar, [new(StaffRole.Registrar, Scope.Of(House.Pulomerak))]);

    [Fact]
    public async Task View_ByRegisterNumber_ShowsWhatWasDoneToItAndItsAppointments()
    {
        var slot = (await _house.SlotsAsync())[0];
        var register = (await _house.BookAsync(House.Person(1), slot.Start)).Value.Register;
        await _house.BookAsync(House.Person(2), slot.Start);
        (await _house.Get<UnmaskPersonalData>().ExecuteAsync(new(register, PersonalField.Nik, "nama di KK beda"), Registrar, default)).Succeeded.ShouldBeTrue();

        var trail = await ViewAsync(new(House.Pulomerak, Record: register.Grouped));

        trail.Rows.Select(r => r.Verb).ShouldBe([AuditVerbs.ApplicationUnmasked, AuditVerbs.AppointmentBooked, AuditVerbs.ApplicationSubmitted], ignoreOrder: true);
        trail.Rows.ShouldAllBe(r => r.Register == register);
        var seen = trail.Rows.Single(r => r.Verb == AuditVerbs.ApplicationUnmasked);
        (seen.By, seen.Reason, seen.Detail, seen.ActorKind).ShouldBe(("Petugas Loket", "nama di KK beda", "nik", ActorKind.Staff));
        (await ViewAsync(new(House.Pulomerak, Record: seen.SubjectId!.Value.ToString()))).Rows.Select(r => r.Verb).ShouldBe([AuditVerbs.ApplicationUnmasked, AuditVerbs.ApplicationSubmitted], ignoreOrder: true);
    }

    [Fact]
    public async Task View_ByPersonVerbAndPeriod_ShowsThoseOnly()
    {
        var other = Actor.Staff(Guid.NewGuid(), []);
        await WriteAsync(AuditVerbs.StockReceived, Registrar, new(2026, 12, 7, 16, 59, 59, TimeSpan.Zero));
        await WriteAsync(AuditVerbs.StockSpoiled, Registrar, new(2026, 12, 7, 17, 0, 0, TimeSpan.Zero));
        await WriteAsync(AuditVerbs.CardPrinted, other, new(2026, 12, 8, 3, 0, 0, TimeSpan.Zero));
        await WriteAsync(AuditVerbs.StockReceived, other, new(2026, 12, 8, 17, 0, 0, TimeSpan.Zero));

        // Midnight is the office's own: 17.00 UTC in Cilegon.
        (await VerbsAsync(new(House.Pulomerak, From: new(2026, 12, 8), Through: new(2026, 12, 8)))).ShouldBe([AuditVerbs.CardPrinted, AuditVerbs.StockSpoiled]);
        (await VerbsAsync(new(House.Pulomerak, Through: new(2026, 12, 7)))).ShouldBe([AuditVerbs.StockReceived, AuditVerbs.StaffCreated]);
        (await VerbsAsync(new(House.Pulomerak, Staff: _registrar))).ShouldBe([AuditVerbs.StockSpoiled, AuditVerbs.StockReceived]);
        (await VerbsAsync(new(House.Pulomerak, Verbs: [AuditVerbs.CardPrinted]))).ShouldBe([AuditVerbs.CardPrinted]);
        (await VerbsAsync(new(House.Pulomerak, Staff: _registrar, Verbs: [AuditVerbs.CardPrinted, AuditVerbs.StockSpoiled]))).ShouldBe([AuditVerbs.StockSpoiled]);
        (await _house.Get<ViewAuditPeople>().ExecuteAsync(new(House.Pulomerak), Trail.Supervisor, default)).Value.People.ShouldBe([new AuditPerson(_registrar, "Petugas Loket")]);
    }

    [Fact]
    public async Task View_PageByPage_ShowsEveryLineOnceEvenWhereManyShareAMoment()
    {
        for (var i = 0; i < 25; i++)
        {
            await WriteAsync(AuditVerbs.StockReceived, Actor.System, new DateTimeOffset(2026, 12, 7, 1, 0, i / 10, TimeSpan.Zero));
        }

        List<long> seen = [];
        AuditPlace? after = null;
        do
        {
            var page = (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(new(House.Pulomerak, Verbs: [AuditVerbs.StockReceived]), after, 7), Trail.Supervisor, default)).Value;
            seen.AddRange(page.Rows.Select(r => r.Id));
            after = page.Next;
            // What is written meanwhile moves no page.
            await WriteAsync(AuditVerbs.StockReceived, Actor.System, new DateTimeOffset(2026, 12, 7, 2, 0, 0, TimeSpan.Zero));
        }
        while (after is not null);

        seen.Count.ShouldBe(25);
        seen.ShouldBe(seen.OrderDescending());
    }

    [Fact]
    public async Task View_OfAnotherOfficeOrTheInstallation_DoesNotExist()
    {
        await _house.WriteAsync(1, Trail.Samarinda);
        await _house.WriteAsync(1, null);
        var theirs = await _house.AddOneAsync(ApplicationState.Submitted, 1, Trail.Samarinda);
        var regency = Actor.Staff(Guid.NewGuid(), [new(StaffRole.Supervisor, Scope.OfRegency("36.72"))]);

        foreach (var actor in new[] { Trail.Supervisor, regency })
        {
            (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(new(Trail.Samarinda)), actor, default)).Error.Code.ShouldBe("not_found");
            (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(new(null)), actor, default)).Error.Code.ShouldBe("not_found");
            (await _house.Get<ViewAuditChain>().ExecuteAsync(new(null), actor, default)).Error.Code.ShouldBe("not_found");
            (await _house.Get<ExportAuditTrail>().ExecuteAsync(new(new(null)), actor, default)).Error.Code.ShouldBe("not_found");
            (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(new(House.Pulomerak)), actor, default)).Value.Rows.ShouldHaveSingleItem().Verb.ShouldBe(AuditVerbs.StaffCreated);
            (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(new(House.Pulomerak, Record: theirs.Register.Value)), actor, default)).Error.Code.ShouldBe("audit_record_unknown");
        }

        (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(new(null)), Registrar, default)).Error.Code.ShouldBe("forbidden");
        (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(new(null)), Trail.Admin, default)).Value.Rows.ShouldHaveSingleItem();
        (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(new(OfficeCode.Parse("99.99.99").Value)), Trail.Admin, default)).Error.Code.ShouldBe("not_found");
    }

    [Theory]
    [InlineData("12345", "audit_record_invalid")]
    [InlineData("3672030705900001", "audit_record_invalid")]
    [InlineData("\0", "audit_record_invalid")]
    [InlineData("1234567890", "audit_record_invalid")]
    public async Task View_OfNoRecord_SaysSo(string record, string code) =>
        (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(new(House.Pulomerak, Record: record)), Trail.Supervisor, default)).Error.Code.ShouldBe(code);

    [Fact]
    public async Task View_PeriodBackwardsOrAtTheEndsOfTime_IsAnswered()
    {
        var view = _house.Get<ViewAuditTrail>();
        (await view.ExecuteAsync(new(new(House.Pulomerak, From: new(2026, 12, 8), Through: new(2026, 12, 7))), Trail.Supervisor, default)).Error.Code.ShouldBe("audit_period_backwards");
        (await view.ExecuteAsync(new(new(House.Pulomerak, From: DateOnly.MinValue, Through: DateOnly.MaxValue)), Trail.Supervisor, default)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Unmaskings_OfTheLastDays_AreCountedByPerson()
    {
        var now = _house.Time.GetUtcNow();
        var second = Actor.Staff(Guid.NewGuid(), []);
        await WriteAsync(AuditVerbs.ApplicationUnmasked, Registrar, now.AddDays(-8), "lama");
        await WriteAsync(AuditVerbs.ApplicationUnmasked, second, now.AddDays(-6), "satu");
        await WriteAsync(AuditVerbs.ApplicationUnmasked, Registrar, now.AddDays(-2), "dua");
        await WriteAsync(AuditVerbs.ApplicationUnmasked, Registrar, now.AddDays(-1), "tiga");

        var seen = (await _house.Get<ViewUnmaskings>().ExecuteAsync(new(House.Pulomerak, 2), Trail.Supervisor, default)).Value;

        seen.Total.ShouldBe(3);
        seen.ByPerson.ShouldBe([(_registrar, "Petugas Loket", 2), (second.StaffId!.Value, null, 1)]);
        seen.Rows.Select(r => r.Reason).ShouldBe(["tiga", "dua"]);
    }

    [Fact]
    public async Task Export_OfAFilter_GivesAllThatMatchesAndIsItselfInTheTrail()
    {
        await _house.RunAsync("INSERT INTO audit_events (at, verb, actor_kind, office_code) SELECT timestamptz '2026-12-07 00:00Z' + (n / 3) * interval '1 second', CASE n % 2 WHEN 0 THEN 'stock.received' ELSE 'stock.spoiled' END, 'System', '36.72.03' FROM generate_series(1, 5000) n");

        var export = (await _house.Get<ExportAuditTrail>().ExecuteAsync(new(new(House.Pulomerak, Verbs: [AuditVerbs.StockReceived], From: new(2026, 12, 1))), Trail.Supervisor, default)).Value;
        var ids = new List<long>();
        await foreach (var line in export.Lines)
        {
            ids.Add(line.Id);
        }

        ids.Count.ShouldBe(2500);
        ids.ShouldBeUnique();
        var noted = (await ViewAsync(new(House.Pulomerak, Verbs: [AuditVerbs.AuditExported]))).Rows.Single();
        (noted.StaffId, noted.Detail).ShouldBe((Trail.Supervisor.StaffId, "from=2026-12-01 verbs=stock.received"));
        (await _house.Get<ExportAuditTrail>().ExecuteAsync(new(new(House.Pulomerak)), Registrar, default)).Error.Code.ShouldBe("forbidden");
    }

    private async Task WriteAsync(string verb, Actor actor, DateTimeOffset at, string? reason = null)
    {
        await using var db = _house.Db();
        db.AuditEvents.Add(AuditEvent.Of(verb, actor, at, House.Pulomerak, reason: reason));
        await db.SaveChangesAsync();
    }

    private async Task<AuditTrail> ViewAsync(AuditFilter filter) => (await _house.Get<ViewAuditTrail>().ExecuteAsync(new(filter), Trail.Supervisor, default)).Value;

    private async Task<IEnumerable<string>> VerbsAsync(AuditFilter filter) => (await ViewAsync(filter)).Rows.Select(r => r.Verb);
}
