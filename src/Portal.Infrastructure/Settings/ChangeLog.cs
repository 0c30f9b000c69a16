using Microsoft.EntityFrameworkCore;
using Portal.Core.Settings;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Settings;

/// <summary>Who changed a setting last, and when.</summary>
/// <param name="By">The name of the member of staff; null for the portal itself.</param>
/// <param name="At">When, UTC.</param>
public sealed record LastChange(string? By, DateTimeOffset At);

/// <summary>
/// Writes the history of offices, rules and settings: a row per field, in the transaction of the change itself. Subject and field are
/// stable names that the settings page words; before and after are words already.
/// </summary>
public static class ChangeLog
{
    /// <summary>Notes one change.</summary>
    public static void Add(PortalDbContext db, OfficeCode? office, string subject, string field, string? before, string? after, Actor actor, DateTimeOffset now, Guid? commandId = null) =>
        db.SettingChanges.Add(new SettingChange(office, subject, field, before, after, commandId, actor, now));

    /// <summary>Notes every change of a form.</summary>
    public static void Add(PortalDbContext db, OfficeCode? office, string subject, IEnumerable<FieldChange> changes, Actor actor, DateTimeOffset now, Guid? commandId = null)
    {
        foreach (var change in changes)
        {
            Add(db, office, subject, change.Field, change.Before, change.After, actor, now, commandId);
        }
    }

    /// <summary>The last change of each field of a subject.</summary>
    internal static async Task<IReadOnlyDictionary<string, LastChange>> LastAsync(PortalDbContext db, OfficeCode? office, string subject, CancellationToken ct)
    {
        var latest = await db.SettingChanges.AsNoTracking()
            .Where(c => c.OfficeCode == office && c.Subject == subject)
            .Where(c => !db.SettingChanges.Any(later => later.OfficeCode == c.OfficeCode && later.Subject == c.Subject && later.Field == c.Field && later.Id > c.Id))
            .Select(c => new { c.Field, c.At, By = db.Users.Where(u => u.Id == c.StaffId).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        return latest.ToDictionary(c => c.Field, c => new LastChange(c.By, c.At), StringComparer.Ordinal);
    }
}
