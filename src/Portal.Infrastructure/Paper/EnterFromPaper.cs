using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Paper;

/// <summary>Keys in somebody who was taken down on paper: with the number on their slip, and when they came.</summary>
public sealed class EnterFromPaper(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, ApplicationRegistrar registrar, AppointmentMessages messages, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.EnterFromPaper;

    /// <summary>What stands on the paper.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Slip">The register number on the slip, typed or scanned.</param>
    /// <param name="Ticket">The number of the ticket.</param>
    /// <param name="Day">The day of arrival, in the office's own time.</param>
    /// <param name="Clock">The time of arrival.</param>
    /// <param name="Service">What is asked for.</param>
    /// <param name="Answers">What was taken down.</param>
    /// <param name="Language">Language of messages.</param>
    /// <param name="CommandId">Makes a double click one registration.</param>
    public sealed record Command(OfficeCode Office, string? Slip, int? Ticket, DateOnly? Day, TimeOnly? Clock, ServiceSlug Service, BookingAnswers Answers, Language Language, Guid CommandId);

    /// <summary>Returns the register number, or every fault of the answers.</summary>
    public Task<Result<RegisterNumber>> ExecuteAsync(Command command, Actor actor, CancellationToken ct) => Retry.OnConflictAsync<Result<RegisterNumber>>(async () =>
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return BookingErrors.OfficeUnknown;
        }

        var slip = RegisterNumber.Parse(command.Slip);
        var now = time.GetUtcNow();
        var came = command is { Day: { } day, Clock: { } clock } ? office.Calendar.InstantOf(day, clock).ToUniversalTime() : (DateTimeOffset?)null;
        var details = BookingDetails.Check(command.Answers, office.Code, office.VillageCodes, command.Service, command.Language, command.Day ?? office.Calendar.LocalDay(now), office.Calendar.LocalDay(now));
        if (!slip.Succeeded || !details.Succeeded || came is null || came > now)
        {
            return Result<RegisterNumber>.Refused([.. slip.Errors, .. came is null || came > now ? [PaperErrors.ArrivalTime] : Array.Empty<Error>(), .. details.Errors]);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Two who key in the same slip wait for each other here.
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM paper_numbers WHERE register = {slip.Value.Value} FOR UPDATE", ct);
        if (await db.AuditEvents.AnyAsync(e => e.CommandId == command.CommandId, ct))
        {
            return slip.Value;
        }

        var number = await db.PaperNumbers.SingleOrDefaultAsync(n => n.Register == slip.Value, ct);
        if (await RefusalAsync(db, number, command, office, came.Value, ct) is { } wrong)
        {
            return wrong;
        }

        // Every slip was given out at its own moment: of two in one minute, the earlier ticket came first.
        var order = came.Value.AddMilliseconds(number!.Ticket);
        var registration = await registrar.RegisterFromPaperAsync(db, details.Value, office, number.Register, order > now ? now : order, now, ct);
        if (!registration.TryGet(out var registered))
        {
            return Result<RegisterNumber>.Refused(registration.Errors);
        }

        var application = registered.Application;
        number.Use(application, now);
        var appointment = Appointment.ForWalkIn(Guid.CreateVersion7(now), application, office.Hall.Point.Id, command.Day!.Value, application.CreatedAt);
        db.Appointments.Add(appointment);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.PaperEntered, actor, now, office.Code, application.Id, commandId: command.CommandId));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationSubmitted, actor, now, office.Code, application.Id));
        if (office.Calendar.LocalDay(now) == command.Day)
        {
            messages.Add(db, application, appointment, office, MessageEvent.BookingConfirmed, appointment.Id.ToString("N"), now);
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (ApplicationRegistrar.RefusalFor(e) is { } taken)
        {
            return taken;
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        await transaction.CommitAsync(ct);
        return application.Register;
    });

    private static async Task<Error?> RefusalAsync(PortalDbContext db, PaperNumber? number, Command command, OfficeEntry office, DateTimeOffset came, CancellationToken ct)
    {
        if (number is null)
        {
            return ApplicationErrors.PaperNumberUnknown;
        }

        if (number.OfficeCode != office.Code)
        {
            return PaperErrors.OtherOffice;
        }

        if (number.ApplicationId is not null)
        {
            return ApplicationErrors.PaperNumberUsed;
        }

        if (number.Ticket != command.Ticket)
        {
            return PaperErrors.TicketDiffers;
        }

        var printed = await db.PaperBlocks.Where(b => b.Id == number.BlockId).Select(b => b.MadeAt).SingleAsync(ct);
        // People write minutes, not seconds.
        return came.AddMinutes(1) <= printed ? PaperErrors.ArrivalTime : null;
    }
}
