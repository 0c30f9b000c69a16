using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Notifications;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Recordings;

public sealed class SecondPersonTests : StationFixture
{
    private const string Reason = "hanya saya yang bertugas hari ini";

    [Fact]
    public async Task ConfirmData_FiftyAtOnce_IsExactlyOneAct()
    {
        var register = await RecordedAsync(1, await OperatorAsync("Ani"));
        var version = (await ApplicationAsync(register)).Version;
        var command = Guid.NewGuid();

        // Half of them one person's double clicks, half of them another colleague.
        var other = Somebody(StaffRole.Checker, House.Pulomerak);
        var all = await House.FiftyAtOnceAsync(i => i % 2 == 0 ? ConfirmAsync(register, Supervisor, version, command) : ConfirmAsync(register, other, version));

        all.Count(r => r.Succeeded && !r.Value.Already).ShouldBe(1);
        all.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == AccessErrors.StalePage);
        var application = await ApplicationAsync(register);
        application.State.ShouldBe(ApplicationState.Verified);
        application.History.Count(e => e.State == ApplicationState.Verified).ShouldBe(1);
        (await TrailAsync(application.Id)).Count(v => v == "application.data_confirmed").ShouldBe(1);
    }

    [Fact]
    public async Task ConfirmData_SamePerson_IsRefusedAndAloneMakesALoneActToReview()
    {
        var ani = await OperatorAsync("Ani");
        var register = await RecordedAsync(1, ani);

        (await ConfirmAsync(register, ani)).Error.ShouldBe(ApplicationErrors.SamePerson);
        (await ConfirmAsync(register, ani, alone: "  ")).Error.ShouldBe(AccessErrors.ReasonRequired);
        (await ViewAsync(ani)).SamePerson.ShouldBeTrue();
        (await ConfirmAsync(register, ani, alone: Reason)).Value.State.ShouldBe(ApplicationState.Verified);

        await using var db = House.Db();
        var act = await db.LoneActs.SingleAsync();
        var id = (await ApplicationAsync(register)).Id;
        (act.Verb, act.SubjectId, act.Reason, act.StaffId).ShouldBe(("application.data_confirmed", id, Reason, ani.StaffId));
        act.DueOn.ShouldBe(new DateOnly(2026, 12, 8), "the next working day after Monday");
        var note = await db.AuditEvents.SingleAsync(e => e.Verb == "application.data_confirmed");
        (note.Detail, note.Reason).ShouldBe(("alone", Reason));

        async Task<CheckView> ViewAsync(Actor actor) => (await House.Get<ViewCheck>().ExecuteAsync(new(register), actor, Never)).Value;
    }

    [Fact]
    public async Task ConfirmData_AReasonNobodyNeeded_IsNoLoneAct()
    {
        var register = await RecordedAsync(1, await OperatorAsync("Ani"));

        (await ConfirmAsync(register, Supervisor, alone: Reason)).Succeeded.ShouldBeTrue();

        await using var db = House.Db();
        (await db.LoneActs.CountAsync()).ShouldBe(0);
        (await db.AuditEvents.SingleAsync(e => e.Verb == "application.data_confirmed")).Detail.ShouldBeNull();
    }

    [Fact]
    public async Task ConfirmData_AQuestionUnansweredOrNo_IsRefused()
    {
        var register = await RecordedAsync(1, await OperatorAsync("Ani"));
        var confirm = House.Get<ConfirmData>();

        foreach (var (data, photo) in new[] { (false, true), (true, false), (false, false) })
        {
            (await confirm.ExecuteAsync(new(new(register, null, Guid.NewGuid()), data, photo), Supervisor, Never)).Error.ShouldBe(ApplicationErrors.CheckUnanswered);
        }

        (await ApplicationAsync(register)).State.ShouldBe(ApplicationState.Recorded);
    }

    [Fact]
    public async Task ReturnRecording_WithReasons_TellsThePersonAndTheStationWhy()
    {
        var ani = await OperatorAsync("Ani");
        var register = await RecordedAsync(1, ani);
        var back = House.Get<ReturnRecording>();

        (await back.ExecuteAsync(new(new(register, null, Guid.NewGuid()), [], " "), Supervisor, Never)).Error.ShouldBe(ApplicationErrors.ReasonsRequired);
        (await back.ExecuteAsync(new(new(register, null, Guid.NewGuid()), ["Bukan alasan kantor"], null), Supervisor, Never)).Error.ShouldBe(ApplicationErrors.ReasonsRequired);
        (await back.ExecuteAsync(new(new(register, null, Guid.NewGuid()), ["Foto tidak jelas"], null), ani, Never)).Error.ShouldBe(ApplicationErrors.SamePerson);
        (await back.ExecuteAsync(new(new(register, null, Guid.NewGuid()), ["Foto tidak jelas"], "mata tertutup"), Supervisor, Never)).Value.State.ShouldBe(ApplicationState.RecordingReturned);

        (await ViewAsync(register, ani)).ReturnedWhy.ShouldBe(["Foto tidak jelas", "mata tertutup"]);
        await using var db = House.Db();
        var message = await db.Outbox.SingleAsync(m => m.Event == MessageEvent.RecordAgain);
        House.Get<MessageComposer>().BodyOf(message).ShouldContain("perlu direkam ulang");

        // Recorded once more: what was noted the first time does not count.
        var second = await StartAsync(register, ani);
        (await ViewAsync(register, ani)).Recording!.Parts.ShouldBeEmpty();
        (await CompleteAsync(register, second, ani)).Error.ShouldBe(ApplicationErrors.RecordingIncomplete);
    }

    [Fact]
    public async Task ReturnRecording_Alone_IsReviewedToo()
    {
        var ani = await OperatorAsync("Ani");
        var register = await RecordedAsync(1, ani);

        var done = await House.Get<ReturnRecording>().ExecuteAsync(new(new(register, null, Guid.NewGuid()), ["Foto tidak jelas"], null, Reason), ani, Never);

        done.Succeeded.ShouldBeTrue();
        await using var db = House.Db();
        (await db.LoneActs.SingleAsync()).Verb.ShouldBe("application.recording_returned");
    }

    [Fact]
    public async Task Check_OfAnotherOffice_IsNotFoundAndEveryOpeningIsNoted()
    {
        var register = await RecordedAsync(1, await OperatorAsync("Ani"));
        var elsewhere = Somebody(StaffRole.Supervisor, OfficeCode.Parse("64.72.04").Value);

        (await House.Get<ViewCheck>().ExecuteAsync(new(register), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await ConfirmAsync(register, elsewhere)).Error.ShouldBe(AccessErrors.NotFound);
        (await ConfirmAsync(register, Registrar)).Error.ShouldBe(AccessErrors.Forbidden);
        var view = (await House.Get<ViewCheck>().ExecuteAsync(new(register), Supervisor, Never)).Value;

        (view.SamePerson, view.BirthYear, view.State).ShouldBe((false, 1990, ApplicationState.Recorded));
        view.NikMasked.ShouldNotBe(House.Person(1).Nik);
        view.Recording!.Parts.Values.ShouldAllBe(p => p.StaffName == "Ani");
        (await TrailAsync((await ApplicationAsync(register)).Id)).Count(v => v == "application.viewed").ShouldBe(1);
    }

    [Fact]
    public async Task ConfirmData_FromAStalePage_IsTold()
    {
        var register = await RecordedAsync(1, await OperatorAsync("Ani"));
        var version = (await ApplicationAsync(register)).Version;
        await House.RunAsync($"UPDATE applications SET active_at = active_at WHERE register = '{register.Value}'");

        (await ConfirmAsync(register, Supervisor, version)).Error.ShouldBe(AccessErrors.StalePage);
    }

    private Task<Result<StepOutcome>> ConfirmAsync(RegisterNumber register, Actor actor, uint? version = null, Guid? command = null, string? alone = null) =>
        House.Get<ConfirmData>().ExecuteAsync(new(new(register, version, command ?? Guid.NewGuid()), true, true, alone), actor, Never);
}
