using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Dossiers;

public sealed class DossierTests : DeskFixture
{
    private Actor Checker { get; } = Somebody(StaffRole.Checker, House.Pulomerak);

    private Actor CheckerElsewhere { get; } = Somebody(StaffRole.Checker, OfficeCode.Parse("64.72.04").Value);

    [Fact]
    public async Task Accept_EveryPaperTicked_IsReadyForRecording()
    {
        var register = await HereAsync(1);
        var dossier = await ViewAsync(register);
        dossier.HereSince.ShouldNotBeNull();

        (await AcceptAsync(register, [.. dossier.Requirements.Skip(1).Select(r => r.Indonesian)])).Error.ShouldBe(ApplicationErrors.DossierIncomplete);
        var done = await AcceptAsync(register);

        done.Value.State.ShouldBe(ApplicationState.DossierAccepted);
        (await TrailAsync(done.Value.Id)).Count(v => v == AuditVerbs.DossierAccepted).ShouldBe(1);
        (await QueueAsync(WorkStage.Recording)).ShouldBe([register]);
    }

    [Fact]
    public async Task Accept_BeforeThePersonIsHere_IsAllowed()
    {
        var (booked, _) = await BookTodayAsync(House.Person(1));

        (await AcceptAsync(booked.Register)).Succeeded.ShouldBeTrue();

        (await AppointmentOfAsync(booked.Register)).State.ShouldBe(AppointmentState.Booked);
        (await QueueAsync(WorkStage.Recording)).ShouldBeEmpty("the person is not here");
        (await QueueAsync(WorkStage.Recording, away: true)).ShouldBe([booked.Register]);
    }

    [Fact]
    public async Task Accept_ClickedTwice_IsOneAct()
    {
        var register = await HereAsync(1);
        var (papers, command) = (await PapersAsync(register), new StepCommand(register, (await ViewAsync(register)).Version, Guid.NewGuid()));

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => House.Get<AcceptDossier>().ExecuteAsync(new(command, papers), Checker, Never)));

        both.ShouldAllBe(r => r.Succeeded);
        both.Count(r => r.Value.Already).ShouldBe(1);
    }

    [Fact]
    public async Task Decide_TwoCheckersAtOnce_OneWinsAndTheOtherIsTold()
    {
        var register = await HereAsync(1);
        var (papers, version, colleague) = (await PapersAsync(register), (await ViewAsync(register)).Version, Somebody(StaffRole.Checker, House.Pulomerak));

        var accept = House.Get<AcceptDossier>().ExecuteAsync(new(new(register, version, Guid.NewGuid()), papers), Checker, Never);
        var giveBack = House.Get<ReturnDossier>().ExecuteAsync(new(new(register, version, Guid.NewGuid()), papers, [], "fotokopi kabur"), colleague, Never);
        var results = await Task.WhenAll(accept, giveBack);

        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Single(r => !r.Succeeded).Error.ShouldBe(AccessErrors.StalePage);
        (await House.ScalarAsync<long>($"SELECT count(*) FROM application_statuses s JOIN applications a ON a.id = s.application_id WHERE a.register = '{register}'")).ShouldBe(2);
    }

    [Fact]
    public async Task Decide_ByOthers_IsRefused()
    {
        var register = await HereAsync(1);
        var step = new StepCommand(register, null, Guid.NewGuid());

        (await House.Get<AcceptDossier>().ExecuteAsync(new(step, []), CheckerElsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<ReturnDossier>().ExecuteAsync(new(step, [], [], null), CheckerElsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<ViewDossier>().ExecuteAsync(new(register), CheckerElsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<AcceptDossier>().ExecuteAsync(new(step, []), Registrar, Never)).Error.ShouldBe(AccessErrors.Forbidden);
        (await House.Get<RejectApplication>().ExecuteAsync(new(step, "alasan uji"), Somebody(StaffRole.Supervisor, OfficeCode.Parse("64.72.04").Value), Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<RejectApplication>().ExecuteAsync(new(step, "alasan uji"), Checker, Never)).Error.ShouldBe(AccessErrors.Forbidden);
    }

    [Fact]
    public async Task Return_WithMissingPapersAndANote_IsToldAndTheVisitEnds()
    {
        var register = await HereAsync(1);
        var papers = await PapersAsync(register);

        (await ReturnAsync(register, papers, [], " ")).Error.ShouldBe(ApplicationErrors.ReasonsRequired);
        (await ReturnAsync(register, papers, [], "hubungi 0812-3456-7890")).Error.ShouldBe(StaffErrors.ReasonPersonalData);
        var done = await ReturnAsync(register, papers[1..], ["Fotokopi tidak terbaca"], "Minta cap desa yang jelas");

        done.Value.State.ShouldBe(ApplicationState.DossierReturned);
        (await ViewAsync(register)).ReturnedWhy.ShouldBe([$"Belum ada: {papers[0]}", "Fotokopi tidak terbaca", "Minta cap desa yang jelas"]);
        (await MessagesAsync(done.Value.Id)).ShouldBe([MessageEvent.BookingConfirmed, MessageEvent.DossierReturned], ignoreOrder: true);
        (await AppointmentOfAsync(register)).State.ShouldBe(AppointmentState.Served);
        (await QueueAsync(WorkStage.Dossier)).ShouldBeEmpty("the person went home");
    }

    [Fact]
    public async Task Return_BeforeTheVisit_KeepsTheAppointment()
    {
        var (booked, appointment) = await BookTodayAsync(House.Person(1));

        (await ReturnAsync(booked.Register, [], [], null)).Succeeded.ShouldBeTrue();

        var kept = await AppointmentOfAsync(booked.Register);
        (kept.Id, kept.State, kept.IsLive).ShouldBe((appointment.Id, AppointmentState.Booked, true));
        (await CheckInAsync(booked.Register)).Succeeded.ShouldBeTrue();
        (await QueueAsync(WorkStage.Dossier)).ShouldBe([booked.Register]);
        (await AcceptAsync(booked.Register)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Return_ThenBackTheSameDay_IsHereAgainWithoutANewNumber()
    {
        var register = await HereAsync(1);
        await ReturnAsync(register, [], [], null);

        var here = await House.FiftyAtOnceAsync(_ => CheckInAsync(register));

        here.ShouldAllBe(r => r.Succeeded);
        here.Count(r => !r.Value.Already).ShouldBe(1);
        (await House.ScalarAsync<long>($"SELECT count(*) FROM appointments WHERE is_live")).ShouldBe(1);
        (await QueueAsync(WorkStage.Dossier)).ShouldBe([register]);
    }

    [Fact]
    public async Task Undo_ReturnedByMistake_BringsThePersonBackAndTellsThem()
    {
        var register = await HereAsync(1);
        var returned = await ReturnAsync(register, [], [], null);
        House.Time.Advance(TimeSpan.FromMinutes(2));

        (await UndoAsync(register, Somebody(StaffRole.Checker, House.Pulomerak))).Error.ShouldBe(ApplicationErrors.CannotUndo, "not one's own step");
        var undone = await UndoAsync(register, Checker, returned.Value.Version);

        undone.Value.State.ShouldBe(ApplicationState.Submitted);
        (await MessagesAsync(undone.Value.Id)).ShouldBe([MessageEvent.BookingConfirmed, MessageEvent.DossierReturned, MessageEvent.Corrected], ignoreOrder: true);
        (await QueueAsync(WorkStage.Dossier)).ShouldBe([register]);
        await using var db = House.Db();
        (await db.AuditEvents.SingleAsync(e => e.Verb == AuditVerbs.StepUndone)).Detail.ShouldBe(nameof(ApplicationState.Submitted));
        (await UndoAsync(register, Checker)).Error.ShouldBe(ApplicationErrors.CannotUndo, "an undo is not undone");
    }

    [Fact]
    public async Task Undo_OfWhatNobodyWasTold_SendsNothing()
    {
        var register = await HereAsync(1);
        var accepted = await AcceptAsync(register);

        (await UndoAsync(register, Checker, accepted.Value.Version - 1)).Error.ShouldBe(AccessErrors.StalePage);
        (await UndoAsync(register, Checker, accepted.Value.Version)).Succeeded.ShouldBeTrue();

        (await MessagesAsync(accepted.Value.Id)).ShouldBe([MessageEvent.BookingConfirmed], ignoreOrder: true);
    }

    [Fact]
    public async Task Undo_ElevenMinutesLater_IsTooLateWhateverHappenedMeanwhile()
    {
        var (booked, _) = await BookTodayAsync(House.Person(1));
        await AcceptAsync(booked.Register);
        House.Time.Advance(TimeSpan.FromMinutes(9));
        // A sign of life is not a step: it must not keep the step open.
        (await CheckInAsync(booked.Register)).Succeeded.ShouldBeTrue();
        House.Time.Advance(TimeSpan.FromMinutes(2));

        (await UndoAsync(booked.Register, Checker)).Error.ShouldBe(ApplicationErrors.CannotUndo);
    }

    [Fact]
    public async Task Undo_FiftyClicks_GoBackOnce()
    {
        var register = await HereAsync(1);
        await ReturnAsync(register, [], [], null);

        var all = await House.FiftyAtOnceAsync(_ => UndoAsync(register, Checker));

        all.Count(r => r.Succeeded).ShouldBe(1);
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE event = 'Corrected'")).ShouldBe(1);
    }

    [Fact]
    public async Task Reject_WithAReason_EndsItAndFreesNikAndPlace()
    {
        var (booked, appointment) = await BookTodayAsync(House.Person(1));
        var step = new StepCommand(booked.Register, null, Guid.NewGuid());

        (await House.Get<RejectApplication>().ExecuteAsync(new(step, ""), Supervisor, Never)).Error.ShouldBe(ApplicationErrors.ReasonsRequired);
        var done = await House.Get<RejectApplication>().ExecuteAsync(new(step, "Bukan penduduk kecamatan ini"), Supervisor, Never);
        (await House.Get<RejectApplication>().ExecuteAsync(new(step, "Bukan penduduk kecamatan ini"), Supervisor, Never)).Value.Already.ShouldBeTrue();

        done.Value.State.ShouldBe(ApplicationState.Rejected);
        (await AppointmentOfAsync(booked.Register)).State.ShouldBe(AppointmentState.Cancelled);
        (await House.ScalarAsync<int>($"SELECT taken FROM slot_occupancies WHERE service_point_id = '{appointment.ServicePointId}'")).ShouldBe(0);
        (await MessagesAsync(done.Value.Id)).ShouldBe([MessageEvent.BookingConfirmed, MessageEvent.Rejected], ignoreOrder: true);
        await BookTodayAsync(House.Person(1) with { Phone = "081298765432" });
    }

    private async Task<RegisterNumber> HereAsync(int person)
    {
        var (booked, _) = await BookTodayAsync(House.Person(person));
        (await CheckInAsync(booked.Register)).Succeeded.ShouldBeTrue();
        return booked.Register;
    }

    private Task<Result<DeskOutcome>> CheckInAsync(RegisterNumber register) =>
        House.Get<CheckIn>().ExecuteAsync(CheckIn.Command.ByRegister(register, Guid.NewGuid()), Registrar, Never);

    private async Task<DossierView> ViewAsync(RegisterNumber register) => (await House.Get<ViewDossier>().ExecuteAsync(new(register), Checker, Never)).Value;

    private async Task<string[]> PapersAsync(RegisterNumber register) => [.. (await ViewAsync(register)).Requirements.Select(r => r.Indonesian)];

    private async Task<Result<StepOutcome>> AcceptAsync(RegisterNumber register, string[]? present = null) =>
        await House.Get<AcceptDossier>().ExecuteAsync(new(new(register, null, Guid.NewGuid()), present ?? await PapersAsync(register)), Checker, Never);

    private Task<Result<StepOutcome>> ReturnAsync(RegisterNumber register, string[] present, string[] reasons, string? note) =>
        House.Get<ReturnDossier>().ExecuteAsync(new(new(register, null, Guid.NewGuid()), present, reasons, note), Checker, Never);

    private Task<Result<StepOutcome>> UndoAsync(RegisterNumber register, Actor actor, uint? version = null) =>
        House.Get<UndoStep>().ExecuteAsync(new(register, version, Guid.NewGuid()), actor, Never);

    private async Task<IReadOnlyList<RegisterNumber>> QueueAsync(WorkStage stage, bool away = false) =>
        [.. (await House.Get<ViewQueue>().ExecuteAsync(new(House.Pulomerak, stage, away), Checker, Never)).Value.Rows.Select(r => r.Register)];

    private async Task<IReadOnlyList<MessageEvent>> MessagesAsync(Guid application)
    {
        await using var db = House.Db();
        return await db.Outbox.Where(m => m.ApplicationId == application).OrderBy(m => m.CreatedAt).ThenBy(m => m.Id).Select(m => m.Event).ToListAsync();
    }
}
