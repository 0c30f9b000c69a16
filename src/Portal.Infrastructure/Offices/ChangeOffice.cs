using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Offices;

/// <summary>Changes name, regency, time zone, contact and letters of an office.</summary>
public sealed class ChangeOffice(OfficeEditor editor) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageOffices;

    /// <summary>What was seen of <see cref="OfficeIdentity.Form"/>, and what was typed over it.</summary>
    public sealed record Command(OfficeCode Office, IReadOnlyDictionary<string, string> Seen, IReadOnlyDictionary<string, string> Typed, Guid CommandId);

    /// <summary>Returns success; or forbidden, not_found, stale_page for each field that changed meanwhile, time_zone_in_use, every fault of what was typed.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        editor.ChangeAsync(command.Office, AuditVerbs.OfficeChanged, command.CommandId, async (work, token) =>
        {
            var before = work.Office.Identity;
            var merged = OfficeIdentity.Form.Merge(before, command.Seen, command.Typed);
            if (!merged.TryGet(out var after))
            {
                return Result<string?>.Refused(merged.Errors);
            }

            if (after.TimeZone != before.TimeZone && await HasAppointmentsAheadAsync(work.Db, command.Office, work.Now, token))
            {
                return OfficeErrors.TimeZoneInUse;
            }

            var changes = OfficeIdentity.Form.Changes(before, after);
            work.Office.Describe(after);
            work.Note(OfficeSubjects.Office, changes);
            return changes.Count == 0 ? null : string.Join(' ', changes.Select(c => c.Field));
        }, actor, ct);

    // They were told the old time.
    private static Task<bool> HasAppointmentsAheadAsync(PortalDbContext db, OfficeCode office, DateTimeOffset now, CancellationToken ct) =>
        db.Appointments.AnyAsync(a => a.IsLive && a.StartAt > now && db.Applications.Any(p => p.Id == a.ApplicationId && p.OfficeCode == office), ct);
}
