using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>One line of the trail, with names of staff and numbers of applications; residents stay unnamed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Verb">What was done.</param>
/// <param name="ActorKind">What kind of actor did it.</param>
/// <param name="StaffId">Which member of staff, or null.</param>
/// <param name="By">Their name; null for anybody else, or when the account is gone.</param>
/// <param name="SubjectId">The record, or null.</param>
/// <param name="Register">The application that the record is or belongs to; null where it is none of this office's.</param>
/// <param name="Member">The member of staff whose account it was done to; null for none.</param>
/// <param name="Reason">The reason given, or null.</param>
/// <param name="Detail">A machine-readable detail, or null.</param>
public sealed record AuditLine(long Id, DateTimeOffset At, string Verb, ActorKind ActorKind, Guid? StaffId, string? By, Guid? SubjectId, RegisterNumber? Register, string? Member, string? Reason, string? Detail);

/// <summary>A place between two lines: what comes next is older.</summary>
/// <param name="At">The moment of the line before it, UTC.</param>
/// <param name="Id">Its id.</param>
public readonly record struct AuditPlace(DateTimeOffset At, long Id);

/// <summary>What is looked for in the trail.</summary>
/// <param name="Office">Whose trail; null for that of the installation.</param>
/// <param name="Staff">Who did it; null for anyone.</param>
/// <param name="Record">A register number, or the id of a record; blank for any.</param>
/// <param name="Verbs">What was done; empty for anything.</param>
/// <param name="From">First day, inclusive, by the office's clock (Jakarta's for the installation); null for no bound.</param>
/// <param name="Through">Last day, inclusive.</param>
public sealed record AuditFilter(OfficeCode? Office, Guid? Staff = null, string? Record = null, IReadOnlyList<string>? Verbs = null, DateOnly? From = null, DateOnly? Through = null);

/// <summary>The events that match a filter, not read yet.</summary>
internal sealed record AuditMatches(IQueryable<AuditEvent> Events);

/// <summary>Reads lines of one chain.</summary>
internal static class AuditLines
{
    private static readonly TimeZoneInfo Capital = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    /// <summary>The events that match; or not_found, audit_record_invalid, audit_record_unknown, audit_period_backwards.</summary>
    public static async Task<Result<AuditMatches>> FindAsync(PortalDbContext db, AuditFilter filter, OfficeCatalogue offices, CancellationToken ct)
    {
        var zone = Capital;
        if (filter.Office is { } code)
        {
            if (offices.Find(code) is not { } office)
            {
                return AccessErrors.NotFound;
            }

            zone = office.Calendar.Zone;
        }

        if (filter.From > filter.Through)
        {
            return AuditErrors.PeriodBackwards;
        }

        var events = Of(db, filter.Office);
        if (filter.Staff is { } staff)
        {
            events = events.Where(e => e.StaffId == staff);
        }

        if (filter.Verbs is [var only])
        {
            events = events.Where(e => e.Verb == only);
        }
        else if (filter.Verbs is { Count: > 1 } verbs)
        {
            events = events.Where(e => verbs.Contains(e.Verb));
        }

        if (filter.From is { } from)
        {
            var start = StartOf(from, zone);
            events = events.Where(e => e.At >= start);
        }

        if (filter.Through is { } through && through < DateOnly.MaxValue)
        {
            var end = StartOf(through.AddDays(1), zone);
            events = events.Where(e => e.At < end);
        }

        if (string.IsNullOrWhiteSpace(filter.Record))
        {
            return new AuditMatches(events);
        }

        var records = await RecordsAsync(db, filter, ct);
        return records.TryGet(out var ids) ? new AuditMatches(events.Where(e => ids.Contains(e.SubjectId!.Value))) : Result<AuditMatches>.Refused(records.Errors);
    }

    /// <summary>All events of one chain.</summary>
    public static IQueryable<AuditEvent> Of(PortalDbContext db, OfficeCode? office) =>
        office is { } code ? db.AuditEvents.AsNoTracking().Where(e => e.OfficeCode == code) : db.AuditEvents.AsNoTracking().Where(e => e.OfficeCode == null);

    /// <summary>The next lines, latest first.</summary>
    public static async Task<IReadOnlyList<AuditLine>> ReadAsync(PortalDbContext db, IQueryable<AuditEvent> events, OfficeCode? office, AuditPlace? after, int take, CancellationToken ct)
    {
        if (after is { } place)
        {
            events = events.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.At, e.Id), ValueTuple.Create(place.At, place.Id)));
        }

        var rows = await events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(take).ToListAsync(ct);
        var subjects = rows.Select(e => e.SubjectId).OfType<Guid>().Distinct().ToList();
        var registers = office is { } code ? await RegistersAsync(db, subjects, code, ct) : [];
        var people = rows.Select(e => e.StaffId).OfType<Guid>().Concat(subjects).Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return rows.ConvertAll(e => new AuditLine(
            e.Id,
            e.At,
            e.Verb,
            e.ActorKind,
            e.StaffId,
            e.StaffId is { } staff ? names.GetValueOrDefault(staff) : null,
            e.SubjectId,
            e.SubjectId is { } record && registers.TryGetValue(record, out var register) ? register : null,
            e.SubjectId is { } member ? names.GetValueOrDefault(member) : null,
            e.Reason,
            e.Detail));
    }

    /// <summary>The application that each record is, or belongs to, where that is one of the office.</summary>
    private static async Task<Dictionary<Guid, RegisterNumber>> RegistersAsync(PortalDbContext db, IReadOnlyList<Guid> subjects, OfficeCode office, CancellationToken ct)
    {
        var own = db.Applications.Where(a => a.OfficeCode == office);
        var found = await own.Where(a => subjects.Contains(a.Id)).Select(a => new { a.Id, a.Register })
            .Concat(db.Appointments.Where(v => subjects.Contains(v.Id)).Join(own, v => v.ApplicationId, a => a.Id, (v, a) => new { v.Id, a.Register }))
            .Concat(db.Recordings.Where(r => subjects.Contains(r.Id)).Join(own, r => r.ApplicationId, a => a.Id, (r, a) => new { r.Id, a.Register }))
            .Concat(db.Outbox.Where(m => subjects.Contains(m.Id)).Join(own, m => m.ApplicationId, a => a.Id, (m, a) => new { m.Id, a.Register }))
            .Concat(db.LoneActs.Where(l => subjects.Contains(l.Id)).Join(own, l => l.SubjectId, a => a.Id, (l, a) => new { l.Id, a.Register }))
            .ToListAsync(ct);
        return found.ToDictionary(f => f.Id, f => f.Register);
    }

    // Everything that was done to an application, its appointments and whatever else hangs on it; or to the one record of an id.
    private static async Task<Result<List<Guid>>> RecordsAsync(PortalDbContext db, AuditFilter filter, CancellationToken ct)
    {
        if (Guid.TryParse(filter.Record, out var id))
        {
            return new List<Guid> { id };
        }

        if (!RegisterNumber.TryParse(filter.Record, out var register))
        {
            return AuditErrors.RecordInvalid;
        }

        var application = await db.Applications.Where(a => a.Register == register && a.OfficeCode == filter.Office).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(ct);
        if (application is not { } whole)
        {
            return AuditErrors.RecordUnknown;
        }

        var parts = await db.Appointments.Where(v => v.ApplicationId == whole).Select(v => v.Id)
            .Concat(db.Recordings.Where(r => r.ApplicationId == whole).Select(r => r.Id))
            .Concat(db.Outbox.Where(m => m.ApplicationId == whole).Select(m => m.Id))
            .Concat(db.LoneActs.Where(l => l.SubjectId == whole).Select(l => l.Id))
            .ToListAsync(ct);
        return parts.Prepend(whole).ToList();
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        // Year 1 east of Greenwich is before all time.
        return day.Year is < 2 or > 9998 ? new DateTimeOffset(local, TimeSpan.Zero) : new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
