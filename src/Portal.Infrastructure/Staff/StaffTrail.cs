using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>
/// Notes sign-ins and what people do to their own account. Identity saves in a context of its own, so these notes
/// cannot share its transaction; they are written right after.
/// </summary>
public sealed class StaffTrail(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    /// <summary>Notes an act of a signed-in member of staff.</summary>
    public Task NoteAsync(string verb, Guid staff, CancellationToken cancellationToken) =>
        AddAsync(verb, Actor.Staff(staff, []), staff, cancellationToken);

    /// <summary>Notes a failed try; the account it was aimed at, if there is one, but never what was typed.</summary>
    public Task NoteFailureAsync(string verb, Guid? staff, CancellationToken cancellationToken) =>
        AddAsync(verb, Actor.Visitor, staff, cancellationToken);

    private async Task AddAsync(string verb, Actor actor, Guid? subject, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        db.AuditEvents.Add(AuditEvent.Of(verb, actor, time.GetUtcNow(), subjectId: subject));
        await db.SaveChangesAsync(cancellationToken);
    }
}
