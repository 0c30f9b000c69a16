using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Privacy;

/// <summary>Deletes what was only kept for a while: drafts with typed answers, one-time codes, answers to machines.</summary>
public sealed class PurgeExpired(IDbContextFactory<PortalDbContext> databases, IdempotentAnswers answers, TimeProvider time) : IUseCase
{
    // A code that has run out still answers "expired", rather than "wrong", on the same day.
    private static readonly TimeSpan CodesKeptFor = TimeSpan.FromDays(1);

    // Long enough to know a message that the provider sends a second time.
    private static readonly TimeSpan InboundKeptFor = TimeSpan.FromDays(30);

    private static readonly TimeSpan SessionsKeptFor = TimeSpan.FromDays(90);

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many rows were deleted.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var codesUntil = now - CodesKeptFor;
        await using var db = await databases.CreateDbContextAsync(ct);

        // A draft that still counts as a place is left to the sweep, which gives the place back.
        var drafts = await db.Drafts.Where(d => d.KeepUntil <= now && !d.HoldsPlace).ExecuteDeleteAsync(ct);
        var codes = await db.Codes.Where(c => c.ExpiresAt <= codesUntil).ExecuteDeleteAsync(ct);
        var inbound = await db.InboundMessages.Where(m => m.ReceivedAt <= now - InboundKeptFor).ExecuteDeleteAsync(ct);
        // Who was signed in where is shown to its owner, and no longer than it can matter.
        var sessions = await db.StaffSessions.Where(s => s.LastSeenAt <= now - SessionsKeptFor).ExecuteDeleteAsync(ct);
        return drafts + codes + inbound + sessions + await answers.PurgeAsync(ct);
    }
}
