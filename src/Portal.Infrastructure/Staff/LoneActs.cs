using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>Notes, inside the caller's transaction, that one person acted where two are needed.</summary>
internal static class LoneActs
{
    /// <summary>Adds the act to the reviews that are due by the end of the next working day.</summary>
    /// <param name="db">The caller's context, in its transaction.</param>
    /// <param name="office">The office.</param>
    /// <param name="verb">The verb of the audit trail.</param>
    /// <param name="subject">The record it was done to.</param>
    /// <param name="reason">Why alone; already cleaned.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    public static void Add(PortalDbContext db, OfficeEntry office, string verb, Guid subject, string reason, Actor actor, DateTimeOffset now) =>
        db.LoneActs.Add(new LoneAct(Guid.CreateVersion7(now), office.Code, verb, subject, reason, office.Calendar.AddWorkingDays(office.Calendar.LocalDay(now), 1), actor, now));
}
