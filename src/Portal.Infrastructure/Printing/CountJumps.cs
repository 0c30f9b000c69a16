using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>How often the print order of an office was jumped.</summary>
/// <param name="Priorities">Cards put into a published priority class.</param>
/// <param name="Scanned">Cards printed by their number although others came before them.</param>
public sealed record Jumps(int Priorities, int Scanned)
{
    /// <summary>All of them.</summary>
    public int All => Priorities + Scanned;
}

/// <summary>Counts the jumps of a time, for the public board: each stands in the trail with a name and a reason.</summary>
public sealed class CountJumps(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewStockBoard;

    /// <summary>Which days of which office, both ends inclusive, as the office's calendar counts days.</summary>
    public sealed record Query(OfficeCode Office, DateOnly From, DateOnly Through);

    /// <summary>Returns the counts, or not_found for an office that does not exist.</summary>
    public async Task<Result<Jumps>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).FindPublic(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var from = office.Calendar.InstantOf(query.From, TimeOnly.MinValue).ToUniversalTime();
        var until = office.Calendar.InstantOf(query.Through.AddDays(1), TimeOnly.MinValue).ToUniversalTime();
        await using var db = await databases.CreateDbContextAsync(ct);
        var counts = await db.AuditEvents
            .Where(e => e.OfficeCode == office.Code && e.At >= from && e.At < until).Jumps()
            .GroupBy(e => e.Verb).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return new Jumps(counts.GetValueOrDefault(AuditVerbs.PriorityGiven), counts.GetValueOrDefault(AuditVerbs.PrintOrderJumped));
    }
}
