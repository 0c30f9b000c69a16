using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Privacy;

/// <summary>What a data key is for.</summary>
public enum KeyPurpose
{
    /// <summary>Encrypts fields.</summary>
    Field,

    /// <summary>Hashes NIK and phone for lookup.</summary>
    Lookup,

    /// <summary>Permutes register numbers; never rotated, or numbers would repeat.</summary>
    Register,

    /// <summary>Makes residents' links and hashes one-time codes; never rotated: a link is made again from it whenever it is sent. A single link is revoked by its version.</summary>
    Link,
}

/// <summary>
/// The keys that protect data. They live in the database, each encrypted under the master key, so that the master key
/// can change by rewrapping a handful of rows. The newest key of a purpose writes; older ones still read.
/// </summary>
public sealed class KeyRing(IDbContextFactory<PortalDbContext> databases, MasterKey master, TimeProvider time)
{
    /// <summary>Advisory lock: shared by whoever writes a lookup hash, exclusive while lookup hashes are replaced.</summary>
    public const long LookupLock = 0x504F5254414C02;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private volatile Keys? _keys;
    private long _loadedAt;

    /// <summary>The key that writes, and its id.</summary>
    public (short Id, byte[] Key) Current(KeyPurpose purpose)
    {
        var keys = Loaded;
        var id = keys.Newest[purpose];
        return (id, keys.ById[id]);
    }

    /// <summary>A key by its id, or null when it is unknown even after asking the database again.</summary>
    public byte[]? Find(short id)
    {
        if (Loaded.ById.TryGetValue(id, out var key))
        {
            return key;
        }

        // Another node may have rotated since.
        Reload();
        return Loaded.ById.GetValueOrDefault(id);
    }

    /// <summary>The key of register numbers.</summary>
    public RegisterNumberKey Register => Loaded.Register;

    private Keys Loaded
    {
        get
        {
            if (_keys is not { } keys)
            {
                return Reload();
            }

            // Searches must find what another node has hashed anew; whoever writes a hash asks the database itself.
            if (time.GetElapsedTime(Volatile.Read(ref _loadedAt)) > Fresh && _refreshing.Wait(TimeSpan.Zero))
            {
                _ = RefreshAsync();
            }

            return keys;
        }
    }

    /// <summary>Reads the keys, making those of a new database.</summary>
    public Keys Reload()
    {
        using var db = databases.CreateDbContext();
        var rows = db.DataKeys.AsNoTracking().OrderBy(k => k.Id).ToList();
        if (rows.Count == 0)
        {
            rows = MakeFirst(db);
        }

        return Load(rows);
    }

    private async Task RefreshAsync()
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            Load(await db.DataKeys.AsNoTracking().OrderBy(k => k.Id).ToListAsync());
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or ObjectDisposedException)
        {
            // The database is away; the keys in hand still open everything they could.
        }
        finally
        {
            _refreshing.Release();
        }
    }

    private Keys Load(List<DataKey> rows)
    {
        Volatile.Write(ref _loadedAt, time.GetTimestamp());
        return _keys = Read(rows);
    }

    private Keys Read(List<DataKey> rows) => new(rows.ToFrozenDictionary(k => k.Id, Unwrap), rows.GroupBy(r => Enum.Parse<KeyPurpose>(r.Purpose)).ToFrozenDictionary(g => g.Key, g => g.Max(k => k.Id)));

    /// <summary>
    /// Keeps lookup keys from being replaced until the transaction ends, and makes sure that this node hashes with the
    /// current one. To be called before a hash is written.
    /// </summary>
    public async Task ShareLookupAsync(PortalDbContext db, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({LookupLock})", ct);
        var purpose = nameof(KeyPurpose.Lookup);
        await EnsureLookupAsync(db, await db.DataKeys.Where(k => k.Purpose == purpose).MaxAsync(k => k.Id, ct), ct);
    }

    /// <summary>
    /// Reads the keys again unless <paramref name="id"/> is the one this node hashes with; many callers read once. It
    /// reads through the caller's own connection: waiting for a second one while holding the first could starve the pool.
    /// </summary>
    public async Task EnsureLookupAsync(PortalDbContext db, short id, CancellationToken ct)
    {
        if (Current(KeyPurpose.Lookup).Id == id)
        {
            return;
        }

        await _refreshing.WaitAsync(ct);
        try
        {
            if (Current(KeyPurpose.Lookup).Id != id)
            {
                Load(await db.DataKeys.AsNoTracking().OrderBy(k => k.Id).ToListAsync(ct));
            }
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>A fresh key, wrapped, for the caller to add in a transaction of its own.</summary>
    public DataKey Make(short id, KeyPurpose purpose)
    {
        var wrapped = new byte[NonceLength + MasterKey.Length + TagLength];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceLength));
        Span<byte> fresh = stackalloc byte[MasterKey.Length];
        RandomNumberGenerator.Fill(fresh);
        using var aes = new AesGcm(master.Bytes, TagLength);
        aes.Encrypt(wrapped.AsSpan(0, NonceLength), fresh, wrapped.AsSpan(NonceLength, MasterKey.Length), wrapped.AsSpan(NonceLength + MasterKey.Length), Context(id, purpose.ToString()));
        return new DataKey { Id = id, Purpose = purpose.ToString(), Wrapped = wrapped, CreatedAt = time.GetUtcNow() };
    }

    private List<DataKey> MakeFirst(PortalDbContext db)
    {
        List<DataKey> rows = [.. Enum.GetValues<KeyPurpose>().Select((purpose, i) => Make((short)(i + 1), purpose))];
        db.DataKeys.AddRange(rows);
        try
        {
            db.SaveChanges();
            return rows;
        }
        catch (DbUpdateException)
        {
            // Another node made them in the same moment; its keys are the ones.
            db.ChangeTracker.Clear();
            var theirs = db.DataKeys.AsNoTracking().OrderBy(k => k.Id).ToList();
            return theirs.Count > 0 ? theirs : throw new InvalidOperationException("The data keys could neither be made nor read.");
        }
    }

    /// <summary>The bytes of a wrapped key.</summary>
    /// <exception cref="InvalidOperationException">It was wrapped under another master key.</exception>
    public byte[] Unwrap(DataKey row)
    {
        var key = new byte[MasterKey.Length];
        using var aes = new AesGcm(master.Bytes, TagLength);
        try
        {
            aes.Decrypt(row.Wrapped.AsSpan(0, NonceLength), row.Wrapped.AsSpan(NonceLength, MasterKey.Length), row.Wrapped.AsSpan(NonceLength + MasterKey.Length), key, Context(row.Id, row.Purpose));
        }
        catch (AuthenticationTagMismatchException wrong)
        {
            throw new InvalidOperationException("Portal__MasterKey is not the key this database was made with. Put the right one back; nothing was changed.", wrong);
        }

        return key;
    }

    private static byte[] Context(short id, string purpose) => Encoding.UTF8.GetBytes($"data-key:{id}:{purpose}");

    /// <summary>A loaded set of keys.</summary>
    /// <param name="ById">Every key.</param>
    /// <param name="Newest">The id that writes, per purpose.</param>
    public sealed record Keys(FrozenDictionary<short, byte[]> ById, FrozenDictionary<KeyPurpose, short> Newest)
    {
        internal RegisterNumberKey Register { get; } = new(ById[Newest[KeyPurpose.Register]]);
    }
}
