using Microsoft.EntityFrameworkCore;
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
    public async Task<Result<Registered>> RegisterAsync(PortalDbContext db, BookingDetails details, OfficeEntry office, Intake intake, DateTimeOffset now, CancellationToken ct)
    {
        var phoneHash = details.Phone is { } phone ? vault.HashOf(phone) : null;

        // Shared with other registrations, exclusive against a replacement of the lookup keys; and people who share a
        // phone queue up for the count below. Locks first: the next statement must see what they waited for.
        await (phoneHash is null
            ? db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({KeyRing.LookupLock})", ct)
            : db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock_shared({KeyRing.LookupLock}), pg_advisory_xact_lock({BitConverter.ToInt64(phoneHash)})", ct));
        var facts = await db.Database.SqlQuery<Facts>(
            $"""
            SELECT (SELECT max(id) FROM data_keys WHERE purpose = 'Lookup') AS key,
                   nextval('register_number_seq') AS sequence,
                   (SELECT count(*)::int FROM applications WHERE phone_hash = {phoneHash} AND is_open) AS people
            """).SingleAsync(ct);
        if (facts.key != vault.LookupKeyId)
        {
            // Another node has replaced the key since this one read it.
            await ring.EnsureLookupAsync(db, facts.key, ct);
            phoneHash = details.Phone is { } again ? vault.HashOf(again) : null;
            facts = facts with { people = await db.Applications.CountAsync(a => a.IsOpen && a.Person!.PhoneHash == phoneHash, ct) };
        }

        if (phoneHash is not null && facts.people >= office.Rules.PeoplePerPhone)
        {
            return BookingErrors.PhoneBookingsLimit(office.Rules.PeoplePerPhone);
        }

        var id = Guid.CreateVersion7(now);
        var link = vault.LinkCode(id, 1);
        var application = CardApplication.Submit(
            id,
            RegisterNumber.FromSequence(facts.sequence, ring.Register),
            details,
            vault.Seal(id, details.Nik, details.BirthDate, details.Phone),
            PersonalDataVault.LinkHash(link),
            intake,
            now);
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

#pragma warning disable IDE1006 // Named as the columns are.
    private sealed record Facts(short key, long sequence, int people);
#pragma warning restore IDE1006
}
