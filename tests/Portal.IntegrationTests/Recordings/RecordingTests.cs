using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Notifications;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Recordings;

public sealed class RecordingTests : StationFixture
{
    [Fact]
    public async Task Parts_ByFourOperatorsAtOnce_AllStand()
    {
        var operators = new[] { await OperatorAsync("Ani"), await OperatorAsync("Beni"), await OperatorAsync("Cici"), await OperatorAsync("Dodi") };
        var register = await AcceptedAsync(1);

        var starts = await Task.WhenAll(operators.Select(o => Task.Run(() => House.Get<StartRecording>().ExecuteAsync(new(register, null, Guid.NewGuid()), o, Never))));
        starts.ShouldAllBe(s => s.Succeeded);
        (await House.ScalarAsync<long>("SELECT count(*) FROM recordings")).ShouldBe(1, "whoever comes second joins");
        var recording = (await ViewAsync(register, operators[0])).Recording!.Id;
        var taken = await Task.WhenAll(AllParts.Select((part, i) => Task.Run(() => TakeAsync(register, recording, part, operators[i % 4], device: $"Alat {i}"))));

        taken.ShouldAllBe(t => t.Succeeded && t.Value.ReplacedAt == null);
        var view = await ViewAsync(register, operators[0]);
        view.Recording!.IsComplete.ShouldBeTrue();
        view.Recording.Parts[RecordingPart.Photo].StaffName.ShouldBe("Beni");
        view.Recording.Parts.Values.Select(p => p.Device).Distinct().Count().ShouldBe(6);
        (await TrailAsync(recording)).Order().ShouldBe(["recording.part_taken", "recording.part_taken", "recording.part_taken", "recording.part_taken", "recording.part_taken", "recording.part_taken", "recording.started"]);
    }

    [Fact]
    public async Task TakePart_SamePartByTwo_IsTheLastOnesWhoIsToldOfTheFirst()
    {
        var (ani, beni) = (await OperatorAsync("Ani"), await OperatorAsync("Beni"));
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);
        await TakeAsync(register, recording, RecordingPart.Photo, ani);

        var again = await TakeAsync(register, recording, RecordingPart.Photo, ani, device: "Kamera 1");
        var second = await TakeAsync(register, recording, RecordingPart.Photo, beni, device: "Kamera 2");

        again.Value.ReplacedAt.ShouldBeNull("one's own note is simply corrected");
        second.Value.ReplacedName.ShouldBe("Ani");
        second.Value.ReplacedAt.ShouldBe(House.Time.GetUtcNow());
        var note = (await ViewAsync(register, ani)).Recording!.Parts[RecordingPart.Photo];
        (note.StaffName, note.Device).ShouldBe(("Beni", "Kamera 2"));
    }

    [Fact]
    public async Task TakePart_DoubleClick_IsOneNote()
    {
        var ani = await OperatorAsync("Ani");
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);
        var command = new TakePart.Command(register, recording, RecordingPart.Photo, null, null, Guid.NewGuid());

        var all = await House.FiftyAtOnceAsync(_ => House.Get<TakePart>().ExecuteAsync(command, ani, Never));

        all.ShouldAllBe(r => r.Succeeded);
        all.Count(r => !r.Value.Already).ShouldBe(1);
        (await TrailAsync(recording)).Count(v => v == "recording.part_taken").ShouldBe(1);
    }

    [Fact]
    public async Task TakePart_Excepted_NeedsAReason()
    {
        var ani = await OperatorAsync("Ani");
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);

        (await TakeAsync(register, recording, RecordingPart.Iris, ani, exception: " ")).Error.ShouldBe(ApplicationErrors.ExceptionReasonRequired);
        (await TakeAsync(register, recording, RecordingPart.Iris, ani, exception: "ibu 0812 3456 7890")).Error.Code.ShouldBe("reason_personal_data");
        (await TakeAsync(register, recording, RecordingPart.Data, ani, exception: "Alat rusak")).Error.ShouldBe(ApplicationErrors.CannotBeExcepted);
        (await TakeAsync(register, recording, RecordingPart.Iris, ani, exception: "Mata tidak dapat direkam")).Succeeded.ShouldBeTrue();
        (await TakeAsync(register, recording, RecordingPart.Signature, ani, exception: "tangan kanan digips")).Succeeded.ShouldBeTrue();

        var parts = (await ViewAsync(register, ani)).Recording!.Parts;
        parts[RecordingPart.Iris].Exception.ShouldBe(new LocalizedText("Mata tidak dapat direkam", "The eyes cannot be recorded"));
        parts[RecordingPart.Signature].Exception.ShouldBe(new LocalizedText("tangan kanan digips"));
        parts.Keys.ShouldNotContain(RecordingPart.Data);
        await using var db = House.Db();
        (await db.AuditEvents.Where(e => e.SubjectId == recording && e.Detail != null).OrderBy(e => e.Id).Select(e => e.Detail).ToListAsync()).ShouldBe(["iris excepted", "signature excepted"]);
    }

    [Theory]
    [InlineData("cancel")]
    [InlineData("reject")]
    [InlineData("free")]
    [InlineData("lapse")]
    public async Task End_WithARecordingBegun_GivesItUpToo(string how)
    {
        var ani = await OperatorAsync("Ani");
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);
        var application = await ApplicationAsync(register);
        House.Time.Advance(how == "lapse" ? TimeSpan.FromDays(90) : TimeSpan.Zero);

        var done = how switch
        {
            "cancel" => (await House.Get<CancelApplication>().ExecuteAsync(new(application.Id, Guid.NewGuid()), Actor.Resident(application.Id), Never)).Succeeded,
            "reject" => (await House.Get<RejectApplication>().ExecuteAsync(new(new(register, null, Guid.NewGuid()), "Bukan penduduk kecamatan ini"), Supervisor, Never)).Succeeded,
            "free" => (await House.Get<FreeNik>().ExecuteAsync(new(application.Id, application.Version, "NIK dipakai orang lain", Guid.NewGuid()), Supervisor, Never)).Succeeded,
            _ => (await House.Get<LapseApplications>().ExecuteAsync(Actor.System, Never)).Value == 1,
        };

        done.ShouldBeTrue();
        (await TrailAsync(recording)).ShouldBe(["recording.started", "recording.given_up"]);
        (await House.ScalarAsync<long>("SELECT count(*) FROM recordings WHERE is_open")).ShouldBe(0);
    }

    [Fact]
    public async Task Complete_Whole_EndsTheVisitTellsThePersonAndLetsThemBookAgain()
    {
        var (ani, beni) = (await OperatorAsync("Ani"), await OperatorAsync("Beni"));
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);
        foreach (var part in AllParts)
        {
            (await CompleteAsync(register, recording, ani)).Error.ShouldBe(ApplicationErrors.RecordingIncomplete);
            await TakeAsync(register, recording, part, part == RecordingPart.Data ? beni : ani);
        }

        House.Time.Advance(TimeSpan.FromMinutes(8));
        (await CompleteAsync(register, recording, ani)).Value.State.ShouldBe(ApplicationState.Recorded);

        var application = await ApplicationAsync(register);
        application.RecordedBy.Order().ShouldBe(new[] { ani.StaffId!.Value, beni.StaffId!.Value }.Order());
        var visit = await AppointmentOfAsync(register);
        (visit.State, visit.IsLive).ShouldBe((AppointmentState.Served, false));
        (await TrailAsync(application.Id)).ShouldContain("application.recorded");
        var view = await ViewAsync(register, ani);
        (view.CanRecord, view.Recording!.Time.Minutes, view.Recording.Time.Pace).ShouldBe((false, 8, RecordingPace.NoStandard));
        await using var db = House.Db();
        var message = await db.Outbox.SingleAsync(m => m.Event == MessageEvent.Recorded);
        House.Get<MessageComposer>().BodyOf(message).ShouldContain("perekaman selesai");
        House.Get<MessageComposer>().BodyOf(message).ShouldContain("https://ektp.example/k/");

        // Sent back: a new time can be booked, for nothing of the old visit stands in its way.
        (await House.Get<ReturnRecording>().ExecuteAsync(new(new(register, null, Guid.NewGuid()), ["Foto tidak jelas"], null), Supervisor, Never)).Succeeded.ShouldBeTrue();
        var slot = (await House.SlotsAsync())[^1];
        (await House.Get<BookFollowUp>().ExecuteAsync(new(application.Id, slot.Start, Guid.NewGuid()), Actor.Resident(application.Id), Never)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Complete_Twice_IsOneRecordingAndOneMessage()
    {
        var ani = await OperatorAsync("Ani");
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);
        foreach (var part in AllParts)
        {
            await TakeAsync(register, recording, part, ani);
        }

        var command = Guid.NewGuid();
        var all = await House.FiftyAtOnceAsync(i => CompleteAsync(register, recording, ani, command: i % 2 == 0 ? command : Guid.NewGuid()));

        all.Count(r => r.Succeeded && !r.Value.Already).ShouldBe(1);
        all.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == ApplicationErrors.WrongState || r.Error == AccessErrors.StalePage);
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE event = 'Recorded'")).ShouldBe(1);
        (await ApplicationAsync(register)).History.Count(e => e.State == ApplicationState.Recorded).ShouldBe(1);
    }

    [Fact]
    public async Task Complete_FromAStalePage_IsTold()
    {
        var ani = await OperatorAsync("Ani");
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);
        foreach (var part in AllParts)
        {
            await TakeAsync(register, recording, part, ani);
        }

        var seen = (await ViewAsync(register, ani)).Version;
        await House.RunAsync($"UPDATE applications SET active_at = active_at WHERE register = '{register.Value}'");

        (await CompleteAsync(register, recording, ani, seen)).Error.ShouldBe(AccessErrors.StalePage);
        (await CompleteAsync(register, recording, ani, (await ViewAsync(register, ani)).Version)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Complete_BeforeTheAppointment_GivesThePlaceBack()
    {
        var ani = await OperatorAsync("Ani");
        var register = await AcceptedAsync(1, checkedIn: false);
        (await House.ScalarAsync<long>("SELECT sum(taken) FROM slot_occupancies")).ShouldBe(1);
        var recording = await StartAsync(register, ani);
        foreach (var part in AllParts)
        {
            await TakeAsync(register, recording, part, ani);
        }

        (await CompleteAsync(register, recording, ani)).Succeeded.ShouldBeTrue();

        (await AppointmentOfAsync(register)).State.ShouldBe(AppointmentState.Cancelled);
        (await House.ScalarAsync<long>("SELECT sum(taken) FROM slot_occupancies")).ShouldBe(0);
    }

    [Fact]
    public async Task GiveUp_ThePowerFailed_ANewOneBeginsEmptyAndTheOldPageIsTold()
    {
        var ani = await OperatorAsync("Ani");
        var register = await AcceptedAsync(1);
        var first = await StartAsync(register, ani);
        await TakeAsync(register, first, RecordingPart.Photo, ani);

        (await GiveUpAsync(register, first, ani, left: false)).Value.State.ShouldBe(ApplicationState.DossierAccepted);
        (await ViewAsync(register, ani)).Recording.ShouldBeNull();
        var second = await StartAsync(register, ani);

        second.ShouldNotBe(first);
        (await TakeAsync(register, first, RecordingPart.Iris, ani)).Error.ShouldBe(ApplicationErrors.WrongState);
        (await ViewAsync(register, ani)).Recording!.Parts.ShouldBeEmpty();
        (await AppointmentOfAsync(register)).State.ShouldBe(AppointmentState.CheckedIn, "the person is still here");
        (await TrailAsync(first)).ShouldBe(["recording.started", "recording.part_taken", "recording.given_up"]);
    }

    [Fact]
    public async Task GiveUp_ThePersonLeft_FreesTheAppointment()
    {
        var ani = await OperatorAsync("Ani");
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);

        (await GiveUpAsync(register, recording, ani, left: true)).Succeeded.ShouldBeTrue();

        (await AppointmentOfAsync(register)).State.ShouldBe(AppointmentState.Cancelled);
        var application = await House.ApplicationIdAsync(register);
        (await House.Get<BookFollowUp>().ExecuteAsync(new(application, (await House.SlotsAsync())[^1].Start, Guid.NewGuid()), Actor.Resident(application), Never)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Recording_OfAnotherOfficeOrBeforeTheDossier_IsRefused()
    {
        var ani = await OperatorAsync("Ani");
        var elsewhere = Somebody(StaffRole.Operator, OfficeCode.Parse("64.72.04").Value);
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);
        var (booked, _) = await BookTodayAsync(House.Person(2));

        (await House.Get<ViewRecording>().ExecuteAsync(new(register), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await TakeAsync(register, recording, RecordingPart.Photo, elsewhere)).Error.ShouldBe(AccessErrors.NotFound);
        (await CompleteAsync(register, recording, Registrar)).Error.ShouldBe(AccessErrors.Forbidden);
        (await House.Get<StartRecording>().ExecuteAsync(new(booked.Register, null, Guid.NewGuid()), ani, Never)).Error.ShouldBe(ApplicationErrors.WrongState);
        (await TakeAsync(booked.Register, recording, RecordingPart.Photo, ani)).Error.ShouldBe(ApplicationErrors.WrongState, "somebody else's recording");
    }

    [Fact]
    public async Task TakePart_WithdrawnMeanwhile_IsTold()
    {
        var ani = await OperatorAsync("Ani");
        var register = await AcceptedAsync(1);
        var recording = await StartAsync(register, ani);
        var application = await House.ApplicationIdAsync(register);
        (await House.Get<CancelApplication>().ExecuteAsync(new(application, Guid.NewGuid()), Actor.Resident(application), Never)).Succeeded.ShouldBeTrue();

        (await TakeAsync(register, recording, RecordingPart.Photo, ani)).Error.ShouldBe(ApplicationErrors.WrongState);
    }

    private Task<Result<StepOutcome>> GiveUpAsync(RegisterNumber register, Guid recording, Actor actor, bool left) =>
        House.Get<GiveUpRecording>().ExecuteAsync(new(new(register, null, Guid.NewGuid()), recording, left), actor, Never);
}
