using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Applications;

/// <summary>A receipt to print again.</summary>
/// <param name="Register">The number.</param>
/// <param name="Office">The office.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="Start">Start of the live appointment, with the office's offset, or null.</param>
/// <param name="WalkIn">True when the person came without one.</param>
/// <param name="StatusUrl">What the QR code holds.</param>
/// <param name="Issued">When it is printed, with the office's offset.</param>
public sealed record Receipt(RegisterNumber Register, OfficeCode Office, ServiceSlug Service, string? Name, DateTimeOffset? Start, bool WalkIn, string StatusUrl, DateTimeOffset Issued);

/// <summary>Prints a receipt again for whoever lost it. It never carries the resident's own link: that goes to the phone on file.</summary>
public sealed class ReprintReceipt(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PublicLinks links, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReprintReceipt;

    /// <summary>Of which application.</summary>
    public sealed record Command(RegisterNumber Register);

    /// <summary>Returns what to print, or not_found.</summary>
    public async Task<Result<Receipt>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, command.Register, Permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result<Receipt>.Refused(found.Errors);
        }

        var zone = (await directory.GetAsync(ct))[application.OfficeCode].Calendar.Zone;
        var appointment = await OwnRecords.LiveAppointmentAsync(db, application.Id, ct);
        var now = time.GetUtcNow();
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ReceiptReprinted, actor, now, application.OfficeCode, application.Id));
        await db.SaveChangesAsync(ct);
        return new Receipt(
            application.Register,
            application.OfficeCode,
            application.Service,
            application.Name,
            appointment is null ? null : TimeZoneInfo.ConvertTime(appointment.StartAt, zone),
            appointment?.WalkIn ?? false,
            links.Status(application.Register),
            TimeZoneInfo.ConvertTime(now, zone));
    }
}
