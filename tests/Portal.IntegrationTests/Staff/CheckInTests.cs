using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

public sealed class CheckInTests : DeskFixture
{
    [Fact]
    public async Task CheckIn_ByScannedReceipt_NotesTheArrivalOnce()
    {
        var (booked, appointment) = await BookTodayAsync(House.Person(1));

        var first = await CheckInAsync(booked.Register, Registrar);
        var second = await CheckInAsync(booked.Register, Registrar);

        first.Value.State.ShouldBe(AppointmentState.CheckedIn);
        first.Value.Already.ShouldBeFalse();
        second.Value.Already.ShouldBeTrue();
        (await TrailAsync(appointment.Id)).ShouldBe(["appointment.booked", "appointment.checked_in"]);
    }

    [Fact]
    public async Task CheckIn_FiftyAtOnce_IsOneAct()
    {
        var (_, appointment) = await BookTodayAsync(House.Person(1));
        var command = new DeskCommand(appointment.Id, appointment.Version, Guid.NewGuid());

        var all = await House.FiftyAtOnceAsync(_ => House.Get<CheckIn>().ExecuteAsync(CheckIn.Command.Of(command), Registrar, Never));

        all.ShouldAllBe(r => r.Succeeded);
        all.Count(r => !r.Value.Already).ShouldBe(1);
        (await TrailAsync(appointment.Id)).Count(v => v == "appointment.checked_in").ShouldBe(1);
    }

    [Fact]
    public async Task CheckIn_OfAnotherOffice_IsNotFoundAndOfAnotherRoleForbidden()
    {
        var (booked, appointment) = await BookTodayAsync(House.Person(1));
        var row = CheckIn.Command.Of(new DeskCommand(appointment.Id, appointment.Version, Guid.NewGuid()));

        (await CheckInAsync(booked.Register, Elsewhere)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<CheckIn>().ExecuteAsync(row, Elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await CheckInAsync(booked.Register, Printer)).Error.ShouldBe(AccessErrors.Forbidden);
        (await House.Get<CheckIn>().ExecuteAsync(row, Actor.Visitor, Never)).Error.ShouldBe(AccessErrors.Forbidden);
        (await AppointmentOfAsync(booked.Register)).State.ShouldBe(AppointmentState.Booked);
    }

    [Fact]
    public async Task CheckIn_OnAnotherDay_SaysWhichDay()
    {
        var slots = await House.SlotsAsync();
        var later = slots.First(s => s.Start.Day != slots[0].Start.Day);
        var booked = (await House.BookAsync(House.Person(1), later.Start)).Value;

        var refused = await CheckInAsync(booked.Register, Registrar);

        refused.Error.Code.ShouldBe("appointment_on_other_day");
        refused.Error.Arguments.ShouldBe([DateOnly.FromDateTime(later.Start.DateTime)]);
    }

    [Fact]
    public async Task CheckIn_FromAStalePage_IsTold()
    {
        var (_, appointment) = await BookTodayAsync(House.Person(1));
        await House.Get<CheckIn>().ExecuteAsync(CheckIn.Command.Of(new(appointment.Id, appointment.Version, Guid.NewGuid())), Registrar, Never);
        var undone = await UndoAsync(appointment.Id, null);

        var stale = await House.Get<CheckIn>().ExecuteAsync(CheckIn.Command.Of(new(appointment.Id, appointment.Version, Guid.NewGuid())), Registrar, Never);
        var fresh = await House.Get<CheckIn>().ExecuteAsync(CheckIn.Command.Of(new(appointment.Id, undone.Value.Version, Guid.NewGuid())), Registrar, Never);

        stale.Error.ShouldBe(AccessErrors.StalePage);
        fresh.Value.State.ShouldBe(AppointmentState.CheckedIn);
    }

    [Fact]
    public async Task UndoCheckIn_SameDay_ExpectsThePersonAgain()
    {
        var (booked, appointment) = await BookTodayAsync(House.Person(1));
        var here = await CheckInAsync(booked.Register, Registrar);

        var undone = await UndoAsync(appointment.Id, here.Value.Version);

        undone.Value.State.ShouldBe(AppointmentState.Booked);
        (await AppointmentOfAsync(booked.Register)).CheckedInAt.ShouldBeNull();
    }

    [Fact]
    public async Task MarkNoShow_BeforeItsTime_IsRefusedAndAfterItFreesTheNik()
    {
        var (booked, appointment) = await BookTodayAsync(House.Person(1));
        (await NoShowAsync(appointment)).Error.ShouldBe(BookingErrors.NoAppointment);

        House.Time.UtcNow = appointment.StartAt.AddMinutes(20);
        (await NoShowAsync(appointment)).Value.State.ShouldBe(AppointmentState.NoShow);

        (await AppointmentOfAsync(booked.Register)).IsLive.ShouldBeFalse();
        (await CheckInAsync(booked.Register, Registrar)).Value.State.ShouldBe(AppointmentState.CheckedIn, "who comes late after all is received");
    }

    [Fact]
    public async Task UndoNoShow_AfterANewBooking_IsRefusedClearly()
    {
        var (booked, appointment) = await BookTodayAsync(House.Person(1));
        House.Time.UtcNow = appointment.StartAt.AddMinutes(20);
        var gone = await NoShowAsync(appointment);
        var application = await House.ApplicationIdAsync(booked.Register);
        var slot = (await House.SlotsAsync())[^1];
        (await House.Get<BookFollowUp>().ExecuteAsync(new(application, slot.Start, Guid.NewGuid()), Actor.Resident(application), Never)).Succeeded.ShouldBeTrue();

        var undone = await House.Get<UndoNoShow>().ExecuteAsync(new(appointment.Id, gone.Value.Version, Guid.NewGuid()), Supervisor, Never);

        undone.Error.ShouldBe(BookingErrors.HasAppointment);
    }

    [Fact]
    public async Task UndoNoShow_TheNextDay_IsRefused()
    {
        var (_, appointment) = await BookTodayAsync(House.Person(1));
        House.Time.UtcNow = appointment.StartAt.AddMinutes(20);
        var gone = await NoShowAsync(appointment);
        House.Time.Advance(TimeSpan.FromDays(1));

        var undone = await House.Get<UndoNoShow>().ExecuteAsync(new(appointment.Id, gone.Value.Version, Guid.NewGuid()), Supervisor, Never);

        undone.Error.ShouldBe(BookingErrors.NotToday);
    }

    [Fact]
    public async Task RegisterWalkIn_Twice_IsOneRegistrationAndCheckedIn()
    {
        var command = new RegisterWalkIn.Command(House.Pulomerak, ServiceSlug.New, House.Person(7), Language.Indonesian, Guid.NewGuid());

        var all = await House.FiftyAtOnceAsync(_ => House.Get<RegisterWalkIn>().ExecuteAsync(command, Registrar, Never));

        all.ShouldAllBe(r => r.Succeeded);
        all.Select(r => r.Value).Distinct().Count().ShouldBe(1);
        var appointment = await AppointmentOfAsync(all[0].Value);
        appointment.WalkIn.ShouldBeTrue();
        appointment.State.ShouldBe(AppointmentState.CheckedIn);
        (await House.ScalarAsync<long>("SELECT count(*) FROM applications")).ShouldBe(1);
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages")).ShouldBe(1);
    }

    [Fact]
    public async Task RegisterWalkIn_NikWithAnAppointment_IsRefused()
    {
        await BookTodayAsync(House.Person(1));

        var refused = await House.Get<RegisterWalkIn>().ExecuteAsync(new(House.Pulomerak, ServiceSlug.New, House.Person(1), Language.Indonesian, Guid.NewGuid()), Registrar, Never);

        refused.Error.ShouldBe(BookingErrors.AlreadyBooked);
    }

    [Fact]
    public async Task RegisterWalkIn_ForAnotherOffice_IsNotFound() =>
        (await House.Get<RegisterWalkIn>().ExecuteAsync(new(House.Pulomerak, ServiceSlug.New, House.Person(1), Language.Indonesian, Guid.NewGuid()), Elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);

    [Fact]
    public async Task WalkInDraft_Kept_IsFoundByItsTypistAloneUntilRegistered()
    {
        var draft = WalkInDraft.Empty with { Service = ServiceSlug.Lost, Answers = House.Person(3) with { Nik = "36720" } };
        await House.Get<KeepWalkInDraft>().ExecuteAsync(new(House.Pulomerak, draft), Registrar, Never);
        await House.Get<KeepWalkInDraft>().ExecuteAsync(new(House.Pulomerak, draft with { Answers = House.Person(3) }), Registrar, Never);
        var colleague = Somebody(Portal.Core.Staff.StaffRole.Registrar, House.Pulomerak);

        var own = (await House.Get<FindWalkInDraft>().ExecuteAsync(new(House.Pulomerak), Registrar, Never)).Value;
        own.Service.ShouldBe(ServiceSlug.Lost);
        own.Answers.Nik.ShouldBe(House.Person(3).Nik);
        (await House.Get<FindWalkInDraft>().ExecuteAsync(new(House.Pulomerak), colleague, Never)).Value.Answers.Nik.ShouldBeNull();
        (await House.ScalarAsync<long>("SELECT count(*) FROM booking_drafts")).ShouldBe(1);
        (await House.ScalarAsync<bool>($"SELECT position('{House.Person(3).Nik}'::bytea in answers) = 0 FROM booking_drafts")).ShouldBeTrue("it is encrypted");

        (await House.Get<RegisterWalkIn>().ExecuteAsync(new(House.Pulomerak, own.Service, own.Answers, own.Language, Guid.NewGuid()), Registrar, Never)).Succeeded.ShouldBeTrue();
        (await House.ScalarAsync<long>("SELECT count(*) FROM booking_drafts")).ShouldBe(0);
    }

    private Task<Result<DeskOutcome>> CheckInAsync(RegisterNumber register, Actor actor) =>
        House.Get<CheckIn>().ExecuteAsync(CheckIn.Command.ByRegister(register, Guid.NewGuid()), actor, Never);

    private Task<Result<DeskOutcome>> UndoAsync(Guid appointment, uint? version) =>
        House.Get<UndoCheckIn>().ExecuteAsync(new(appointment, version, Guid.NewGuid()), Registrar, Never);

    private async Task<Result<DeskOutcome>> NoShowAsync(Appointment appointment) =>
        await House.Get<MarkNoShow>().ExecuteAsync(new(appointment.Id, appointment.Version, Guid.NewGuid()), Supervisor, Never);
}
