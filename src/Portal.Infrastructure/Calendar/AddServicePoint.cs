using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Calendar;

/// <summary>Opens another service point of an office, with the hours and rules that its hall has now. The hall stays the first.</summary>
public sealed class AddServicePoint(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageCalendar;

    /// <summary>Which office, and what it is called; the command id makes a double click one act.</summary>
    public sealed record Command(OfficeCode Office, LocalizedText Name, Guid CommandId);

    /// <summary>Returns the id of the point; or not_found, point_name, point_name_taken.</summary>
    public async Task<Result<Guid>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if (ServicePoint.FaultOf(command.Name) is { } fault)
        {
            return fault;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var code = command.Office.Value;
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM offices WHERE code = {code} FOR NO KEY UPDATE", ct);
        if (await db.AuditEvents.Where(e => e.CommandId == command.CommandId).Select(e => e.SubjectId).SingleOrDefaultAsync(ct) is { } done)
        {
            return done;
        }

        var points = await db.ServicePoints.AsNoTracking().Where(p => p.OfficeCode == command.Office).ToListAsync(ct);
        if (points.MinBy(p => p.Id) is not { } hall)
        {
            return AccessErrors.NotFound;
        }

        var name = ServicePoint.Clean(command.Name);
        if (points.Exists(p => p.ClosedFrom is null && p.Name.Indonesian.Equals(name.Indonesian, StringComparison.OrdinalIgnoreCase)))
        {
            return CalendarErrors.NameTaken;
        }

        var now = time.GetUtcNow();
        var zone = (await directory.GetAsync(ct))[command.Office].Calendar.Zone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var holds = hall.Later.LastOrDefault(p => p.From <= today);
        var point = new ServicePoint(Guid.CreateVersion7(now), command.Office, name, holds?.Hours ?? hall.Hours, holds?.Slots ?? hall.Slots);
        db.ServicePoints.Add(point);
        CalendarHistory.Add(db, null, point, zone, actor, now, command.CommandId);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CalendarPointAdded, actor, now, command.Office, point.Id, commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        await CalendarDesk.TellNodesAsync(db, ct);
        await transaction.CommitAsync(ct);
        directory.Invalidate();
        return point.Id;
    }
}
