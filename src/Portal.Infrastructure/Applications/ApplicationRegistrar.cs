using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>A new application together with the code of its own link.</summary>
public sealed record Registered(CardApplication Application, string LinkCode);

/// <summary>
/// Registers an application inside the caller's transaction: the same rules and the same numbers whether it comes
/// from a page, the API or the desk.
/// </summary>
public sealed class ApplicationRegistrar(PersonalDataVault vault, KeyRing ring)
{
    /// <summary>
    /// Adds the application to the context; the caller adds the rest, saves and commits. One NIK's second open
    /// application is refused by the database when saving: see <see cref="RefusalFor"/>.
    /// </summary>
    public Task<Result<Registered>> RegisterAsync(PortalDbContext db, BookingDetails details, OfficeEntry office, Intake intake, DateTimeOffset now, CancellationToken ct) =>
        RegisterAsync(db, details, office, (id, next, person, link) => CardApplication.Submit(id, RegisterNumber.FromSequence(next(), ring.Register), details, person, link, intake, now), drawsNumber: true, now, ct);

    /// <summary>The same for somebody who was taken down on paper, under the number of the slip.</summary>
    public Task<Result<Registered>> RegisterFromPaperAsync(PortalDbContext db, BookingDetails details, OfficeEntry office, RegisterNumber slip, DateTimeOffset came, DateTimeOffset now, CancellationToken ct) =>
        RegisterAsync(db, details, office, (id, _, person, link) => CardApplication.FromPaper(id, slip, details, person, link, came, now), drawsNumber: false, now, ct);

    /// <summary>Register numbers that nobody else gets, in the order they were drawn.</summary>
    public async Task<IReadOnlyList<RegisterNumber>> ReserveAsync(PortalDbContext db, int count, CancellationToken ct)
    {
        var drawn = await db.Database.SqlQuery<long>($"SELECT nextval('register_number_seq') AS \"Value\" FROM generate_series(1, {count})").ToListAsync(ct);
        return [.. drawn.Select(sequence => RegisterNumber.FromSequence(sequence, ring.Register))];
    }

    /// <summary>
    /// Makes an application of an office's old list under a reserved number; the caller sends it with many others. Whoever imports
    /// holds the lock of the lookup keys for the whole list; the limit of people per phone does not count: lists carry the village
    /// head's number for many.
    /// </summary>
    public CardApplication MakeImported(BookingDetails details, RegisterNumber register, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return CardApplication.Submit(id, register, details, vault.Seal(id, details.Nik, details.BirthDate, details.Phone), PersonalDataVault.LinkHash(vault.LinkCode(id, 1)), Intake.Import, now);
    }

    private async Task<Result<Registered>> RegisterAsync(PortalDbContext db, BookingDetails details, OfficeEntry office, Func<Guid, Func<long>, SealedPerson, byte[], CardApplication> make, bool drawsNumber, DateTimeOffset now, CancellationToken ct)
    {
        var phoneHash = details.Phone is { } phone ? vault.HashOf(phone) : null;

        var facts = await LockAndLookAsync(db, phoneHash, drawsNumber, ct);
        if (facts.Key != vault.LookupKeyId)
        {
            // Another node has replaced the key since this one read it.
            await ring.EnsureLookupAsync(db, facts.Key, ct);
            phoneHash = details.Phone is { } again ? vault.HashOf(again) : null;
            facts = facts with { People = await db.Applications.CountAsync(a => a.IsOpen && a.Person!.PhoneHash == phoneHash, ct) };
        }

        if (phoneHash is not null && facts.People >= office.Rules.PeoplePerPhone)
        {
            return BookingErrors.PhoneBookingsLimit(office.Rules.PeoplePerPhone);
        }

        var id = Guid.CreateVersion7(now);
        var link = vault.LinkCode(id, 1);
        var application = make(id, () => facts.Sequence, vault.Seal(id, details.Nik, details.BirthDate, details.Phone), PersonalDataVault.LinkHash(link));
        db.Applications.Add(application);
        return new Registered(application, link);
    }

    /// <summary>The refusal behind a violated constraint, or null when it is none of ours.</summary>
    public static Error? RefusalFor(Exception exception) => Retry.ViolatedUnique(exception) switch
    {
        CardApplicationMapping.OneOpenPerNik or Booking.AppointmentMapping.OneLivePerNik => BookingErrors.AlreadyBooked,
        Booking.AppointmentMapping.OneLivePerApplication => BookingErrors.HasAppointment,
        _ => null,
    };

    /// <summary>
    /// Takes the locks of a registration, then reads what it depends on. Shared with other registrations, exclusive against
    /// a replacement of the lookup keys; and people who share a phone queue up for the count. Two statements, so that the
    /// second sees what the first has waited for, in one round trip and past EF's query pipeline, for every booking pays it.
    /// </summary>
    private static async Task<Facts> LockAndLookAsync(PortalDbContext db, byte[]? phoneHash, bool drawsNumber, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction());
        var locks = new NpgsqlBatchCommand(phoneHash is null ? "SELECT pg_advisory_xact_lock_shared($1)" : "SELECT pg_advisory_xact_lock_shared($1), pg_advisory_xact_lock($2)");
        locks.Parameters.Add(new NpgsqlParameter<long> { TypedValue = KeyRing.LookupLock });
        if (phoneHash is not null)
        {
            locks.Parameters.Add(new NpgsqlParameter<long> { TypedValue = BitConverter.ToInt64(phoneHash) });
        }

        var look = new NpgsqlBatchCommand(
            """
            SELECT (SELECT max(id) FROM data_keys WHERE purpose = 'Lookup'),
                   CASE WHEN $2 THEN nextval('register_number_seq') ELSE 0 END,
                   (SELECT count(*)::int FROM applications WHERE phone_hash = $1 AND is_open)
            """);
        look.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bytea, Value = (object?)phoneHash ?? DBNull.Value });
        look.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = drawsNumber });
        batch.BatchCommands.Add(locks);
        batch.BatchCommands.Add(look);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return new(reader.GetInt16(0), reader.GetInt64(1), reader.GetInt32(2));
    }

    private sealed record Facts(short Key, long Sequence, int People);
}
