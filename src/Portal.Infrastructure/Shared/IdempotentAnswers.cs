using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Shared;

/// <summary>
/// Remembers for a day what a machine was answered. The body is kept as a keyed hash only and the answer encrypted: both
/// hold what must not be read in a dump.
/// </summary>
public sealed class IdempotentAnswers(IDbContextFactory<PortalDbContext> databases, PersonalDataVault vault, TimeProvider time)
{
    /// <summary>How long an answer is given again.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    // Far longer than any request takes: whoever claimed the key and is silent for so long is dead.
    private static readonly TimeSpan PresumedDead = TimeSpan.FromMinutes(1);

    private const string What = "idempotency.answer";

    /// <summary>What became of a claim.</summary>
    public abstract record Claim;

    /// <summary>The caller is to act, then keep or release.</summary>
    public sealed record Mine(byte[] KeyHash, DateTimeOffset Since, Guid CommandId) : Claim;

    /// <summary>Answered before.</summary>
    public sealed record Answered(string Answer) : Claim;

    /// <summary>Another request with this key is being worked on.</summary>
    public sealed record Running : Claim;

    /// <summary>This key came with another body before.</summary>
    public sealed record OtherRequest : Claim;

    /// <summary>Claims a key for a request. The statement lets exactly one of many through.</summary>
    public async Task<Claim> ClaimAsync(byte[] keyHash, byte[] body, CancellationToken ct)
    {
        var now = Rounded(time.GetUtcNow());
        var bodyHash = vault.HashOfRequest(keyHash, body);
        await using var db = await databases.CreateDbContextAsync(ct);
        var claimed = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO idempotency_records (key_hash, body_hash, created_at) VALUES ({keyHash}, {bodyHash}, {now})
            ON CONFLICT (key_hash) DO UPDATE SET body_hash = excluded.body_hash, created_at = excluded.created_at, status = NULL, response = NULL
            WHERE idempotency_records.created_at <= {now - KeptFor}
               OR (idempotency_records.status IS NULL AND idempotency_records.created_at <= {now - PresumedDead} AND idempotency_records.body_hash = excluded.body_hash)
            """,
            ct);
        if (claimed == 1)
        {
            return new Mine(keyHash, now, new Guid(bodyHash.AsSpan(0, 16)));
        }

        var record = await db.IdempotencyRecords.AsNoTracking().SingleOrDefaultAsync(r => r.KeyHash == keyHash, ct);
        return record switch
        {
            null => new Running(), // Released in this very moment; the caller comes again.
            _ when !record.BodyHash.AsSpan().SequenceEqual(bodyHash) => new OtherRequest(),
            { Response: { } response } => new Answered(vault.Open(response, What, OwnerOf(keyHash))),
            _ => new Running(),
        };
    }

    /// <summary>Keeps the answer.</summary>
    public async Task KeepAsync(Mine claim, int status, string answer)
    {
        var response = vault.Seal(answer, What, OwnerOf(claim.KeyHash));
        await using var db = await databases.CreateDbContextAsync();
        await db.IdempotencyRecords.Where(r => r.KeyHash == claim.KeyHash && r.CreatedAt == claim.Since)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, status).SetProperty(r => r.Response, response));
    }

    /// <summary>Gives the key back, so that the request may be tried again.</summary>
    public async Task ReleaseAsync(Mine claim)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            await db.IdempotencyRecords.Where(r => r.KeyHash == claim.KeyHash && r.CreatedAt == claim.Since && r.Status == null).ExecuteDeleteAsync();
        }
        catch (NpgsqlException)
        {
            // The database is away; after a minute the key is free anyway.
        }
    }

    /// <summary>Forgets answers that are a day old. Returns how many.</summary>
    public async Task<int> PurgeAsync(CancellationToken ct)
    {
        var past = time.GetUtcNow() - KeptFor;
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.IdempotencyRecords.Where(r => r.CreatedAt <= past).ExecuteDeleteAsync(ct);
    }

    private static Guid OwnerOf(byte[] keyHash) => new(keyHash.AsSpan(0, 16));

    // PostgreSQL keeps microseconds; the claim is found again by its time.
    private static DateTimeOffset Rounded(DateTimeOffset now) => now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
}
