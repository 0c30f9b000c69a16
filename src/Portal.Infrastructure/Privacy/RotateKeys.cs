using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;

namespace Portal.Infrastructure.Privacy;

/// <summary>
/// Replaces the keys that encrypt and hash personal data, while the portal runs. Encryption moves row by row: old and
/// new values read alike. Lookup hashes move all at once behind a lock that every registration shares, because one
/// person hashed under two keys would look like two.
/// </summary>
public sealed class RotateKeys(IDbContextFactory<PortalDbContext> databases, KeyRing ring, PersonalDataVault vault, StaffSecrets secrets, TimeProvider time) : IUseCase
{
    private const int Batch = 500;

    /// <inheritdoc />
    public static Permission Permission => Permission.RotateKeys;

    /// <summary>Returns how many applications were hashed and encrypted anew.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await AddFieldKeyAsync(ct);
        await RehashAsync(actor, ct);
        return await ReencryptAsync(ct);
    }

    private async Task AddFieldKeyAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({KeyRing.LookupLock})", ct);
        db.DataKeys.Add(ring.Make(await NextIdAsync(db, ct), KeyPurpose.Field));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        ring.Reload();
    }

    private async Task RehashAsync(Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({KeyRing.LookupLock})", ct);
        var key = ring.Make(await NextIdAsync(db, ct), KeyPurpose.Lookup);
        db.DataKeys.Add(key);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.KeysRotated, actor, time.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        var hashes = vault.HashingWith(ring.Unwrap(key));
        for (var last = Guid.Empty; ;)
        {
            // Locked before their visits are read: a follow-up booked meanwhile copies the hash of its application.
            var page = await db.Applications.FromSql($"SELECT *, xmin FROM applications WHERE id > {last} AND nik IS NOT NULL ORDER BY id LIMIT {Batch} FOR UPDATE").ToListAsync(ct);
            if (page.Count == 0)
            {
                break;
            }

            last = page[^1].Id;
            var ids = page.Select(a => a.Id).ToList();
            var visits = (await db.Appointments.Where(v => ids.Contains(v.ApplicationId)).ToListAsync(ct)).ToLookup(v => v.ApplicationId);
            foreach (var application in page)
            {
                var nikHash = hashes.HashOf(vault.NikOf(application));
                application.Reseal(application.Person! with { NikHash = nikHash, PhoneHash = vault.PhoneOf(application) is { } phone ? hashes.HashOf(phone) : null });
                foreach (var visit in visits[application.Id])
                {
                    visit.Rehash(nikHash);
                }
            }

            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }

        await transaction.CommitAsync(ct);
        ring.Reload();
    }

    private async Task<int> ReencryptAsync(CancellationToken ct)
    {
        var current = ring.Current(KeyPurpose.Field).Id;
        var done = 0;
        for (var last = Guid.Empty; ;)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var page = await db.Applications.FromSql($"SELECT *, xmin FROM applications WHERE id > {last} AND nik IS NOT NULL ORDER BY id LIMIT {Batch} FOR UPDATE").ToListAsync(ct);
            if (page.Count == 0)
            {
                await secrets.ReencryptAsync(db, ct);
                await transaction.CommitAsync(ct);
                return done;
            }

            last = page[^1].Id;
            foreach (var application in page.Where(a => IsOld(a.Person!, current)))
            {
                var fresh = vault.Seal(application.Id, vault.NikOf(application), vault.BirthDateOf(application), vault.PhoneOf(application));
                application.Reseal(application.Person! with { Nik = fresh.Nik, BirthDate = fresh.BirthDate, Phone = fresh.Phone });
                done++;
            }

            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
    }

    private static bool IsOld(SealedPerson person, short current) =>
        PersonalDataVault.KeyIdOf(person.Nik) != current || PersonalDataVault.KeyIdOf(person.BirthDate) != current || (person.Phone is { } phone && PersonalDataVault.KeyIdOf(phone) != current);

    private static async Task<short> NextIdAsync(PortalDbContext db, CancellationToken ct) => (short)(await db.DataKeys.MaxAsync(k => k.Id, ct) + 1);
}
