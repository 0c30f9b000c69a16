using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Booking;

/// <summary>A finished booking.</summary>
/// <param name="Register">The number for the life of the application.</param>
/// <param name="Office">The office.</param>
/// <param name="Start">Start of the appointment, with the office's offset.</param>
/// <param name="LinkCode">The code of the resident's own link.</param>
public sealed record BookedAppointment(RegisterNumber Register, OfficeCode Office, DateTimeOffset Start, string LinkCode);

/// <summary>
/// Books a recording: an application with its register number, an appointment at a slot, the trail and the message,
/// all in one transaction or not at all. From a draft (pages) or in one go (API).
/// </summary>
public sealed class BookAppointment(
    IDbContextFactory<PortalDbContext> databases,
    OfficeDirectory directory,
    PersonalDataVault vault,
    ApplicationRegistrar registrar,
    AppointmentMessages messages,
    TryLimiter tries,
    PortalMetrics metrics,
    TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.BookAppointment;

    /// <summary>What to book.</summary>
    public sealed record Command
    {
        private Command()
        {
        }

        internal Guid? DraftId { get; private init; }

        internal byte[] BrowserHash { get; private init; } = [];

        internal ServiceSlug Service { get; private init; }

        internal OfficeCode Office { get; private init; }

        internal DateTimeOffset Start { get; private init; }

        internal BookingAnswers? Answers { get; private init; }

        internal Language Language { get; private init; }

        internal Intake Intake { get; private init; }

        internal Guid? CommandId { get; private init; }

        /// <summary>Turns a draft into a booking. Sent twice, it answers the same booking twice.</summary>
        public static Command FromDraft(Guid draftId, byte[] browserHash) => new() { DraftId = draftId, BrowserHash = browserHash, Intake = Intake.Web };

        /// <summary>Books without a draft. With a command id, sent twice, it answers the same booking twice.</summary>
        public static Command Direct(ServiceSlug service, OfficeCode office, DateTimeOffset start, BookingAnswers answers, Language language, Intake intake, Guid? commandId = null) =>
            new() { Service = service, Office = office, Start = start, Answers = answers, Language = language, Intake = intake, CommandId = commandId };
    }

    /// <summary>Books, or says every reason against it.</summary>
    public async Task<Result<BookedAppointment>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var booked = command.DraftId is { } draft
            ? await Retry.OnConflictAsync(() => FromDraftAsync(draft, command.BrowserHash, actor, ct))
            : await DirectAsync(command, actor, ct);
        metrics.Booked(booked);
        return booked;
    }

    private async Task<Result<BookedAppointment>> DirectAsync(Command command, Actor actor, CancellationToken ct)
    {
        var catalogue = await directory.GetAsync(ct);
        if (catalogue.Find(command.Office) is not { } office)
        {
            return BookingErrors.OfficeUnknown;
        }

        if (command.CommandId is { } commandId && await DoneBeforeAsync(commandId, office, ct) is { } done)
        {
            return done;
        }

        if (office.BookingRefusal is { } closed)
        {
            return closed;
        }

        var now = time.GetUtcNow();
        var found = SlotChoice.Find(office, command.Start, now);
        var day = found.TryGet(out var choice) ? choice.LocalDay : office.Calendar.LocalDay(command.Start);
        var checkedAnswers = BookingDetails.Check(command.Answers!, office.Code, office.VillageCodes, command.Service, command.Language, day, office.Calendar.LocalDay(now));
        if (!found.Succeeded || !checkedAnswers.Succeeded)
        {
            return Result<BookedAppointment>.Refused([.. found.Errors, .. checkedAnswers.Errors]);
        }

        if (LimitOf(checkedAnswers.Value) is { } tooMany)
        {
            return tooMany;
        }

        Task<Result<BookedAppointment>> Attempt() => SlotChoice.AtAnyPointAsync(office.Points.Count, skip => Retry.OnConflictAsync(() => AtSlotAsync(checkedAnswers.Value, command, skip, actor, ct)));
        var booked = await Attempt();
        return !booked.Succeeded && booked.Error == BookingErrors.SlotFull && await Places.SweepAsync(databases, office, command.Start, time.GetUtcNow(), ct) ? await Attempt() : booked;
    }

    private async Task<Result<BookedAppointment>> AtSlotAsync(BookingDetails details, Command command, int skip, Actor actor, CancellationToken ct)
    {
        // Found anew each time: the calendar may have changed since the last.
        var office = (await directory.GetAsync(ct))[command.Office];
        if (office.BookingRefusal is { } closed)
        {
            return closed;
        }

        var found = SlotChoice.Find(office, command.Start, time.GetUtcNow(), skip);
        if (!found.TryGet(out var choice))
        {
            return Result<BookedAppointment>.Refused(found.Errors);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        // A refused insert ends the whole transaction here, so nothing would ever go back to a savepoint.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var written = await WriteAsync(db, details, choice, command.Intake, actor, ct, commandId: command.CommandId);
        if (!written.Succeeded)
        {
            return written;
        }

        // Last, so that a slot in demand is locked for as short as can be.
        if (!await Places.TakeAsync(db, directory, choice, ct))
        {
            return BookingErrors.SlotFull;
        }

        await transaction.CommitAsync(ct);
        return written;
    }

    private async Task<Result<BookedAppointment>> FromDraftAsync(Guid draftId, byte[] browserHash, Actor actor, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        // A refused insert ends the whole transaction here, so nothing would ever go back to a savepoint.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // The lock makes a double click wait here and then find the draft used. The calendar is kept as it is before it: a change of it that
        // takes this place away comes before or after, never between.
        var draft = await db.Drafts.FromSql(
            $"SELECT *, xmin FROM booking_drafts WHERE id = {draftId} AND keep_calendar(service_point_id) >= 0 FOR UPDATE").SingleOrDefaultAsync(ct);
        if (draft is null || !draft.BrowserHash.AsSpan().SequenceEqual(browserHash))
        {
            return BookingErrors.DraftNotFound;
        }

        var office = (await directory.GetAsync(ct))[draft.OfficeCode];
        if (draft.ApplicationId is { } already)
        {
            return await BookedBeforeAsync(db, already, draft, office, ct);
        }

        if (vault.AnswersOf(draft) is not { } answers)
        {
            return BookingErrors.AnswersMissing;
        }

        var details = BookingDetails.Check(answers, office.Code, office.VillageCodes, draft.Service, draft.Language, draft.LocalDay, office.Calendar.LocalDay(now));
        if (!details.Succeeded)
        {
            return Result<BookedAppointment>.Refused(details.Errors);
        }

        if (!draft.IsHeldAt(now) || draft.StartAt <= now)
        {
            return BookingErrors.HoldExpired;
        }

        if (LimitOf(details.Value) is { } tooMany)
        {
            return tooMany;
        }

        var point = office.Points.First(p => p.Point.Id == draft.ServicePointId);
        var slot = new Slot(draft.StartAt, draft.EndAt, point.Schedule.RulesOn(draft.LocalDay).Capacity);
        var written = await WriteAsync(db, details.Value, new SlotChoice(office, point, slot, draft.LocalDay), Intake.Web, actor, ct, draft);
        if (written.Succeeded)
        {
            await transaction.CommitAsync(ct);
        }

        return written;
    }

    private async Task<Result<BookedAppointment>> WriteAsync(PortalDbContext db, BookingDetails details, SlotChoice choice, Intake intake, Actor actor, CancellationToken ct, BookingDraft? draft = null, Guid? commandId = null)
    {
        var now = time.GetUtcNow();
        var registration = await registrar.RegisterAsync(db, details, choice.Office, intake, now, ct);
        if (!registration.TryGet(out var registered))
        {
            return Result<BookedAppointment>.Refused(registration.Errors);
        }

        var application = registered.Application;
        var appointment = Appointment.At(Guid.CreateVersion7(now), application, choice.Point.Point.Id, choice.Slot, choice.LocalDay);
        var start = TimeZoneInfo.ConvertTime(choice.Slot.Start, choice.Point.Calendar.Zone);
        db.Appointments.Add(appointment);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationSubmitted, actor, now, application.OfficeCode, application.Id));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.AppointmentBooked, actor, now, application.OfficeCode, appointment.Id, commandId: commandId));
        messages.Add(db, application, appointment, choice.Office, MessageEvent.BookingConfirmed, appointment.Id.ToString("N"), now);
        draft?.Use(application.Id);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (ApplicationRegistrar.RefusalFor(e) is { } refusal)
        {
            return refusal;
        }

        return new BookedAppointment(application.Register, application.OfficeCode, start, registered.LinkCode);
    }

    private async Task<BookedAppointment?> DoneBeforeAsync(Guid commandId, OfficeEntry office, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var booked = await (
            from trail in db.AuditEvents
            join appointment in db.Appointments on trail.SubjectId equals appointment.Id
            join application in db.Applications on appointment.ApplicationId equals application.Id
            where trail.CommandId == commandId
            select new { application.Id, application.Register, application.OfficeCode, application.LinkVersion, appointment.StartAt }).SingleOrDefaultAsync(ct);
        return booked is null
            ? null
            : new BookedAppointment(booked.Register, booked.OfficeCode, office.Local(booked.StartAt), vault.LinkCode(booked.Id, booked.LinkVersion));
    }

    private Error? LimitOf(BookingDetails details)
    {
        if (!tries.Allow(TryKind.BookingPerNik, vault.HashOf(details.Nik)))
        {
            return BookingErrors.NikTries;
        }

        return details.Phone is { } phone && !tries.Allow(TryKind.BookingPerPhone, vault.HashOf(phone)) ? AccessErrors.TooManyRequests : null;
    }

    private async Task<Result<BookedAppointment>> BookedBeforeAsync(PortalDbContext db, Guid applicationId, BookingDraft draft, OfficeEntry office, CancellationToken ct)
    {
        var application = await db.Applications.AsNoTracking().SingleAsync(a => a.Id == applicationId, ct);
        return new BookedAppointment(application.Register, application.OfficeCode, office.Local(draft.StartAt), vault.LinkCode(application.Id, application.LinkVersion));
    }
}
