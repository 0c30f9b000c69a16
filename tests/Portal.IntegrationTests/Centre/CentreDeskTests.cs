using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Centre;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Centre;

/// <summary>The centre by hand: an operator is the line, and brings the word back.</summary>
public sealed class CentreDeskTests : DeskFixture
{
    private static readonly DateOnly Today = new(2026, 12, 7);

    private Actor Operator { get; } = Somebody(StaffRole.Operator, House.Pulomerak);

    [Fact]
    public async Task Make_TickedAndAll_NumbersTheDayAndTakesEachOnce()
    {
        var people = await House.AddAsync(ApplicationState.Verified, 1, 3);
        await House.AddAsync(ApplicationState.Recorded, 10, 2);
        var make = House.Get<MakeCentreBatch>();
        var command = new MakeCentreBatch.Command(House.Pulomerak, [people[1].Register], Guid.NewGuid());

        var first = (await make.ExecuteAsync(command, Operator, Never)).Value;
        var again = (await make.ExecuteAsync(command, Operator, Never)).Value;
        var rest = (await make.ExecuteAsync(command with { Only = null, CommandId = Guid.NewGuid() }, Operator, Never)).Value;

        (first.Number, first.Records, again.Id).ShouldBe((1, 1, first.Id));
        (rest.Number, rest.Records).ShouldBe((2, 2));
        (await make.ExecuteAsync(command with { CommandId = Guid.NewGuid() }, Operator, Never)).Error.ShouldBe(CentreErrors.NothingToSend);
        (await BatchAsync(first.Id)).NextTryAt.ShouldBeNull("an operator sends by hand");
    }

    [Fact]
    public async Task Make_FiftyAtOnce_PutsEachRecordIntoOneBatch()
    {
        await House.AddAsync(ApplicationState.Verified, 1, 20);

        var made = await House.FiftyAtOnceAsync(_ => House.Get<MakeCentreBatch>().ExecuteAsync(new(House.Pulomerak, null, Guid.NewGuid()), Operator, Never));

        made.Count(m => m.Succeeded).ShouldBe(1);
        made.Where(m => !m.Succeeded).ShouldAllBe(m => m.Error == CentreErrors.NothingToSend);
        (await House.ScalarAsync<long>("SELECT count(*) FROM applications WHERE centre_batch_id IS NOT NULL")).ShouldBe(20);
    }

    [Fact]
    public async Task MarkSent_ByHand_MovesRecordsOnceAndTellsAStalePage()
    {
        await House.AddAsync(ApplicationState.Verified, 1, 2);
        var made = (await House.Get<MakeCentreBatch>().ExecuteAsync(new(House.Pulomerak, null, Guid.NewGuid()), Operator, Never)).Value;
        var version = (await BatchAsync(made.Id)).Version;
        (await House.Get<MarkBatchFailed>().ExecuteAsync(new(made.Id, version, Guid.NewGuid()), Operator, Never)).Succeeded.ShouldBeTrue();
        var failed = await BatchAsync(made.Id);
        (failed.Tries, failed.LastProblem, failed.SentAt).ShouldBe((1, "line_down", null));
        (await House.Get<MarkBatchSent>().ExecuteAsync(new(made.Id, version, Guid.NewGuid()), Operator, Never)).Error.ShouldBe(AccessErrors.StalePage);

        var command = new BatchCommand(made.Id, failed.Version, Guid.NewGuid());
        (await House.Get<MarkBatchSent>().ExecuteAsync(command, Elsewhere, Never)).Error.ShouldBe(AccessErrors.Forbidden);
        (await House.Get<MarkBatchSent>().ExecuteAsync(command, Somebody(StaffRole.Operator, People.Samarinda), Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<MarkBatchSent>().ExecuteAsync(command, Operator, Never)).Value.Records.ShouldBe(2);
        (await House.Get<MarkBatchSent>().ExecuteAsync(command, Operator, Never)).Succeeded.ShouldBeTrue("a double click is one act");
        (await House.ScalarAsync<long>("SELECT count(*) FROM audit_events WHERE verb = 'application.sent_to_centre'")).ShouldBe(2);
        (await House.Get<TryBatchNow>().ExecuteAsync(new(made.Id, (await BatchAsync(made.Id)).Version, Guid.NewGuid()), Operator, Never)).Error.ShouldBe(CentreErrors.NoLine);
    }

    [Fact]
    public async Task Report_ByPhone_IsLabelledSoAndKeepsTheCentresTime()
    {
        var application = await House.AddOneAsync(ApplicationState.SentToCentre, 1);
        House.Time.Advance(TimeSpan.FromDays(2));

        (await ReportAsync(application, "prr", StatusSource.Phone, Today.AddDays(1), new TimeOnly(13, 5))).Succeeded.ShouldBeTrue();

        var now = await House.FindAsync(application);
        (now.State, now.StateSource).ShouldBe((ApplicationState.PrintReady, StatusSource.Phone));
        now.PrintReadyAt.ShouldBe(new DateTimeOffset(2026, 12, 8, 13, 5, 0, TimeSpan.FromHours(7)));
        (await ReportAsync(application, "PRINT_READY_RECORD", StatusSource.Phone, Today.AddDays(1), new TimeOnly(13, 5))).Error.ShouldBe(CentreErrors.SaidBefore);
        (await ReportAsync(application, "DUPLICATE_RECORD", StatusSource.Phone, Today.AddDays(2), new TimeOnly(8, 0))).Error.ShouldBe(CentreErrors.Contradiction);
    }

    [Fact]
    public async Task Report_Nonsense_IsRefused()
    {
        var application = await House.AddOneAsync(ApplicationState.SentToCentre, 1);
        var verified = await House.AddOneAsync(ApplicationState.Verified, 2);

        (await ReportAsync(application, "PRR", StatusSource.Centre, Today.AddDays(1), null)).Error.ShouldBe(ApplicationErrors.ReportedTime);
        (await ReportAsync(application, "PRR", StatusSource.Centre, Today.AddDays(-1), null)).Error.ShouldBe(CentreErrors.BeforeSent);
        (await ReportAsync(application, "PRR", StatusSource.Centre, null, null)).Error.ShouldBe(ApplicationErrors.ReportedDayMissing);
        (await ReportAsync(application, "SELESAI", StatusSource.Centre, Today, null)).Error.ShouldBe(CentreErrors.StatusUnknown);
        (await ReportAsync(verified, "PRR", StatusSource.Centre, Today, null)).Error.ShouldBe(CentreErrors.NotSentYet);
    }

    [Fact]
    public async Task Duplicate_ThenSentAgain_TellsTheResidentOnceAndWaitsInABatchOfItsOwn()
    {
        var application = await House.AddOneAsync(ApplicationState.SentToCentre, 1);
        (await ReportAsync(application, "DUPLICATE_RECORD", StatusSource.Centre, Today, null)).Succeeded.ShouldBeTrue();
        (await MessagesAsync(MessageEvent.DuplicateFound)).ShouldBe(1);

        var resolve = House.Get<ResolveCentreProblem>();
        ResolveCentreProblem.Command Decide(CentreDecision decision, string? note) => new(new StepCommand(application.Register, null, Guid.NewGuid()), decision, [], note);
        (await resolve.ExecuteAsync(Decide(CentreDecision.SendAgain, "ok, kirim lagi"), Operator, Never)).Error.ShouldBe(AccessErrors.Forbidden);
        (await resolve.ExecuteAsync(Decide(CentreDecision.SendAgain, ""), Supervisor, Never)).Error.ShouldBe(ApplicationErrors.ReasonsRequired);
        (await resolve.ExecuteAsync(Decide(CentreDecision.SendAgain, "KK sudah diperbaiki"), Supervisor, Never)).Succeeded.ShouldBeTrue();

        var batch = (await House.Get<ViewCentre>().ExecuteAsync(new(House.Pulomerak), Operator, Never)).Value.Waiting.ShouldHaveSingleItem();
        (batch.Count, batch.LeftOut).ShouldBe((1, 0));
        (await House.Get<MarkBatchSent>().ExecuteAsync(new(batch.Id, batch.Version, Guid.NewGuid()), Operator, Never)).Value.Records.ShouldBe(1);
        (await House.FindAsync(application)).State.ShouldBe(ApplicationState.SentToCentre);
    }

    [Fact]
    public async Task Failure_ThenRecordedAgain_AsksTheResidentToCome()
    {
        var application = await House.AddOneAsync(ApplicationState.SentToCentre, 1);
        (await ReportAsync(application, "SEARCH_FAILURE_AT_CENTRAL", StatusSource.Centre, Today, null)).Succeeded.ShouldBeTrue();

        (await House.Get<ResolveCentreProblem>().ExecuteAsync(
            new(new StepCommand(application.Register, null, Guid.NewGuid()), CentreDecision.RecordAgain, ["Foto tidak jelas", "Bukan dari daftar"], null), Supervisor, Never)).Succeeded.ShouldBeTrue();

        (await House.FindAsync(application)).State.ShouldBe(ApplicationState.RecordingReturned);
        (await MessagesAsync(MessageEvent.RecordAgain)).ShouldBe(1);
        await using var db = House.Db();
        (await db.Statuses.Where(s => s.ApplicationId == application.Id && s.Verb == ApplicationVerb.RecordAgain).SingleAsync()).Reasons.Select(r => r.Indonesian).ShouldBe(["Foto tidak jelas"]);
    }

    private Task<Result<StepOutcome>> ReportAsync(CardApplication application, string status, StatusSource source, DateOnly? day, TimeOnly? clock) =>
        House.Get<ReportFromCentre>().ExecuteAsync(new(new StepCommand(application.Register, null, Guid.NewGuid()), status, source, day, clock), Operator, Never);

    private async Task<int> MessagesAsync(MessageEvent what)
    {
        await using var db = House.Db();
        return await db.Outbox.CountAsync(m => m.Event == what);
    }

    private async Task<CentreBatch> BatchAsync(Guid id)
    {
        await using var db = House.Db();
        return await db.CentreBatches.SingleAsync(b => b.Id == id);
    }
}
