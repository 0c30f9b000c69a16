using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Privacy;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Handovers;

/// <summary>A handover that stands, for the page and its receipt.</summary>
/// <param name="To">Who took the card.</param>
/// <param name="Check">By what the person was recognised.</param>
/// <param name="Note">What was written beside it, or null.</param>
/// <param name="At">When, with the office's offset.</param>
/// <param name="By">Name of who handed it over; null when the account is gone.</param>
public sealed record HandoverLine(HandedTo To, IdentityCheck Check, string? Note, DateTimeOffset At, string? By);

/// <summary>A card at the desk where it is collected.</summary>
/// <param name="Register">The application's number.</param>
/// <param name="Version">Its row version, to be sent back with an act.</param>
/// <param name="Office">Its office.</param>
/// <param name="Name">The holder; null after erasure.</param>
/// <param name="Village">Name of the village.</param>
/// <param name="Service">What was asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when, with the office's offset.</param>
/// <param name="Appointment">Start of the live appointment, with the office's offset, or null.</param>
/// <param name="PhoneMasked">The phone a code would go to; null when none can be sent.</param>
/// <param name="CodeUntil">Until when the last code counts, exclusive, with the office's offset; null when there is none.</param>
/// <param name="Handover">How it was handed over; null before.</param>
/// <param name="CanUndo">True while this actor may take the last step back.</param>
/// <param name="StatusUrl">What the receipt's QR code holds.</param>
public sealed record Pickup(
    RegisterNumber Register,
    uint Version,
    OfficeCode Office,
    string? Name,
    string Village,
    ServiceSlug Service,
    ApplicationState State,
    DateTimeOffset Since,
    DateTimeOffset? Appointment,
    string? PhoneMasked,
    DateTimeOffset? CodeUntil,
    HandoverLine? Handover,
    bool CanUndo,
    string StatusUrl);

/// <summary>The card that somebody has come for, and how it was handed over.</summary>
public sealed class ViewPickup(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, DelegateCodes codes, PublicLinks links, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.HandOverCard;

    /// <summary>Which card.</summary>
    public sealed record Query(RegisterNumber Register);

    /// <summary>Returns the card, or not_found.</summary>
    public async Task<Result<Pickup>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, query.Register, Permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result<Pickup>.Refused(found.Errors);
        }

        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        var now = time.GetUtcNow();
        var appointment = await OwnRecords.LiveAppointmentAsync(db, application.Id, ct);
        var handover = await db.Handovers.AsNoTracking().Where(h => h.ApplicationId == application.Id && !h.TakenBack)
            .Select(h => new { Line = h, By = db.Users.Where(u => u.Id == h.StaffId).Select(u => u.DisplayName).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        var code = await db.Codes.AsNoTracking().Where(c => c.ApplicationId == application.Id && c.Purpose == CodePurpose.Delegate && c.UsedAt == null && c.ExpiresAt > now)
            .OrderByDescending(c => c.ExpiresAt).Select(c => (DateTimeOffset?)c.ExpiresAt).FirstOrDefaultAsync(ct);
        return new Pickup(
            application.Register,
            application.Version,
            application.OfficeCode,
            application.Name,
            office.NameOf(application.VillageCode),
            application.Service,
            application.State,
            office.Local(application.StateSince),
            appointment is null ? null : office.Local(appointment.StartAt),
            codes.CanSendTo(application) ? vault.PhoneOf(application)?.Masked : null,
            code is { } until ? office.Local(until) : null,
            handover is null ? null : new HandoverLine(handover.Line.To, handover.Line.Check, handover.Line.Note, office.Local(handover.Line.At), handover.By),
            application.CanUndo(actor, now),
            links.Status(application.Register));
    }
}
