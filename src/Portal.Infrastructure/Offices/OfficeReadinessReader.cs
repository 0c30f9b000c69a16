using Microsoft.EntityFrameworkCore;
using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Offices;

/// <summary>Tells from the data how far offices are set up; nothing about it is stored.</summary>
internal static class OfficeReadinessReader
{
    public static async Task<IReadOnlyDictionary<OfficeCode, OfficeReadiness>> ReadAsync(PortalDbContext db, IReadOnlyList<OfficeEntry> offices, DateTimeOffset now, CancellationToken ct)
    {
        var codes = offices.Select(o => (OfficeCode?)o.Code).ToList();
        var reviewed = await db.SettingChanges
            .Where(c => codes.Contains(c.OfficeCode) && (c.Subject == OfficeSubjects.Rules || c.Subject == OfficeSubjects.Review || c.Subject.StartsWith(OfficeSubjects.ServicePrefix)))
            .Select(c => c.OfficeCode).Distinct().ToListAsync(ct);
        var staff = (await db.Users.AsNoTracking().Include(u => u.Assignments).Where(u => u.IsActive && u.Assignments.Any(a => a.Role == StaffRole.Registrar || a.Role == StaffRole.Operator)).ToListAsync(ct))
            .ConvertAll(u => u.Assignments.Select(a => a.ToCore()).ToList());
        int With(StaffRole role, OfficeCode office) => staff.Count(roles => roles.Exists(r => r.Role == role && r.Scope.Covers(office)));

        return offices.ToDictionary(o => o.Code, o => new OfficeReadiness(
            o.Villages.Count,
            PlacesOf(o, now),
            o.Rules.Contact is not null,
            o.Office.Letters is { Head.Count: > 0, Signatories.Count: > 0 },
            With(StaffRole.Registrar, o.Code),
            With(StaffRole.Operator, o.Code),
            reviewed.Contains(o.Code)));
    }

    private static int PlacesOf(OfficeEntry office, DateTimeOffset now) => office.Points.Sum(p => SlotPlan.ReleasedDays(p.Schedule, now)
        .Sum(day => SlotPlan.SlotsOn(day, p.Schedule).Count(slot => slot.Start > now) * p.Schedule.RulesOn(day).OnlineCapacity));
}
