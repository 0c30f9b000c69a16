using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Audit;

/// <summary>Whose trail somebody may read.</summary>
internal static class AuditAccess
{
    /// <summary>
    /// Null when the actor may read the trail of an office, or of the installation; otherwise the refusal. Whoever reads that of some
    /// office must not learn that there is another one, nor what the installation's holds.
    /// </summary>
    public static Error? RefusalForTrail(this Actor actor, OfficeCode? office) => office is { } code
        ? actor.RefusalFor(Permission.ViewAudit, code)
        : actor.MayEverywhere(Permission.ViewAudit) ? null : actor.MaySomewhere(Permission.ViewAudit) ? AccessErrors.NotFound : AccessErrors.Forbidden;
}
