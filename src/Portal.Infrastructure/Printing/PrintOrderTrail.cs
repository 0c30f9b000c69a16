using Portal.Core.Audit;

namespace Portal.Infrastructure.Printing;

/// <summary>What the trail says of the print order.</summary>
internal static class PrintOrderTrail
{
    /// <summary>Only the acts that put a card before others.</summary>
    public static IQueryable<AuditEvent> Jumps(this IQueryable<AuditEvent> events) =>
        events.Where(e => e.Verb == AuditVerbs.PriorityGiven || e.Verb == AuditVerbs.PrintOrderJumped);
}
