using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Audit;

/// <summary>A member of staff who stands in a trail.</summary>
public sealed record AuditPerson(Guid Id, string Name);

/// <summary>Who has ever done something in an office, whether or not they still work there.</summary>
public sealed class ViewAuditPeople(IDbContextFactory<PortalDbContext> databases) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewAudit;

    /// <summary>Whose trail; null for that of the installation.</summary>
    public sealed record Query(OfficeCode? Office);

    /// <summary>Returns them by name; or not_found for a trail that is not the actor's.</summary>
    public async Task<Result<AuditPeople>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForTrail(query.Office) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        // From one person to the next in the index: as many steps as people, however long the trail is.
        var office = query.Office?.Value;
        var ids = await (office is null
            ? db.Database.SqlQuery<Guid>(
                $"""
                WITH RECURSIVE people(id) AS (
                    (SELECT staff_id FROM audit_events WHERE office_code IS NULL AND staff_id IS NOT NULL ORDER BY staff_id LIMIT 1)
                    UNION ALL
                    SELECT (SELECT staff_id FROM audit_events WHERE office_code IS NULL AND staff_id > people.id ORDER BY staff_id LIMIT 1) FROM people WHERE people.id IS NOT NULL)
                SELECT id AS "Value" FROM people WHERE id IS NOT NULL
                """)
            : db.Database.SqlQuery<Guid>(
                $"""
                WITH RECURSIVE people(id) AS (
                    (SELECT staff_id FROM audit_events WHERE office_code = {office} AND staff_id IS NOT NULL ORDER BY staff_id LIMIT 1)
                    UNION ALL
                    SELECT (SELECT staff_id FROM audit_events WHERE office_code = {office} AND staff_id > people.id ORDER BY staff_id LIMIT 1) FROM people WHERE people.id IS NOT NULL)
                SELECT id AS "Value" FROM people WHERE id IS NOT NULL
                """)).ToListAsync(ct);
        var people = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Select(u => new AuditPerson(u.Id, u.DisplayName)).ToListAsync(ct);
        return new AuditPeople(people);
    }
}

/// <summary>Members of staff, by name.</summary>
public sealed record AuditPeople(IReadOnlyList<AuditPerson> People);
