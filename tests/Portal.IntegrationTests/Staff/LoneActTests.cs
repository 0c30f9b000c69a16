using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

public sealed class LoneActTests : DeskFixture
{
    [Fact]
    public async Task View_WaitingActs_AreBySoonestDueAndSayHowLateTheyAre()
    {
        var (booked, _) = await BookTodayAsync(House.Person(1));
        var late = await ActAsync(new DateOnly(2026, 12, 8), await House.ApplicationIdAsync(booked.Register));
        var own = await ActAsync(new DateOnly(2026, 12, 11), Guid.NewGuid(), Supervisor);
        House.Time.UtcNow = new DateTimeOffset(2026, 12, 10, 9, 0, 0, TimeSpan.FromHours(7));

        var list = await ViewAsync();

        (list.Waiting, list.Total).ShouldBe((2, 2));
        list.Rows.Select(r => (r.Id, r.Overdue, r.IsOwn, r.Register)).ShouldBe([(late, 2, false, booked.Register), (own, 0, true, null)]);
    }

    [Fact]
    public async Task Review_BySomebodyElse_IsNotedOnce()
    {
        var id = await ActAsync(new DateOnly(2026, 12, 8), Guid.NewGuid());
        var row = (await ViewAsync()).Rows.ShouldHaveSingleItem();
        var command = new ReviewLoneAct.Command(id, row.Version, false, "foto orang lain", Guid.NewGuid());

        (await ReviewAsync(command with { Finding = " " })).Error.ShouldBe(AccessErrors.ReasonRequired);
        (await ReviewAsync(command with { Version = row.Version + 1 })).Error.ShouldBe(AccessErrors.StalePage);
        (await ReviewAsync(command)).Value.ShouldBe(id);
        (await ReviewAsync(command)).Value.ShouldBe(id, "a double click is one act");

        (await ViewAsync()).Rows.ShouldBeEmpty();
        var done = (await ViewAsync(reviewed: true)).Rows.ShouldHaveSingleItem();
        (done.FoundRight, done.Finding).ShouldBe((false, "foto orang lain"));
        await using var db = House.Db();
        var note = await db.AuditEvents.SingleAsync(e => e.Verb == AuditVerbs.LoneActReviewed);
        (note.SubjectId, note.Reason, note.Detail).ShouldBe((id, "foto orang lain", "wrong"));
    }

    [Fact]
    public async Task Review_OfOnesOwnAct_IsRefused()
    {
        var id = await ActAsync(new DateOnly(2026, 12, 8), Guid.NewGuid(), Supervisor);
        var row = (await ViewAsync()).Rows.ShouldHaveSingleItem();

        (await ReviewAsync(new(id, row.Version, true, null, Guid.NewGuid()))).Error.ShouldBe(ApplicationErrors.SamePerson);
    }

    [Fact]
    public async Task Review_FiftyAtOnce_OneIsKeptAndTheOthersAreTold()
    {
        var id = await ActAsync(new DateOnly(2026, 12, 8), Guid.NewGuid());
        var version = (await ViewAsync()).Rows[0].Version;

        var all = await House.FiftyAtOnceAsync(i => House.Get<ReviewLoneAct>().ExecuteAsync(new(id, version, i % 2 == 0, "diperiksa ulang", Guid.NewGuid()), Somebody(StaffRole.Supervisor, House.Pulomerak), Never));

        all.Count(r => r.Succeeded).ShouldBe(1);
        all.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == AccessErrors.StalePage);
        (await House.ScalarAsync<long>("SELECT count(*) FROM audit_events WHERE verb = 'lone_act.reviewed'")).ShouldBe(1);
    }

    [Fact]
    public async Task Review_ByOthers_IsRefused()
    {
        var id = await ActAsync(new DateOnly(2026, 12, 8), Guid.NewGuid());
        var elsewhere = Somebody(StaffRole.Supervisor, OfficeCode.Parse("64.72.04").Value);

        (await House.Get<ReviewLoneAct>().ExecuteAsync(new(id, 0, true, null, Guid.NewGuid()), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<ViewLoneActs>().ExecuteAsync(new(House.Pulomerak), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<ViewLoneActs>().ExecuteAsync(new(House.Pulomerak), Registrar, Never)).Error.ShouldBe(AccessErrors.Forbidden);
    }

    private async Task<Guid> ActAsync(DateOnly due, Guid subject, Actor? by = null)
    {
        await using var db = House.Db();
        var act = new LoneAct(Guid.CreateVersion7(), House.Pulomerak, AuditVerbs.DataConfirmed, subject, "hanya satu petugas hari ini", due, by ?? Somebody(StaffRole.Operator, House.Pulomerak), House.Time.GetUtcNow());
        db.LoneActs.Add(act);
        await db.SaveChangesAsync();
        return act.Id;
    }

    private async Task<LoneActList> ViewAsync(bool reviewed = false) => (await House.Get<ViewLoneActs>().ExecuteAsync(new(House.Pulomerak, reviewed), Supervisor, Never)).Value;

    private Task<Result<Guid>> ReviewAsync(ReviewLoneAct.Command command) => House.Get<ReviewLoneAct>().ExecuteAsync(command, Supervisor, Never);
}
