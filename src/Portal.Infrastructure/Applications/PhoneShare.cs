using Microsoft.EntityFrameworkCore;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>Holds the office's limit of people per phone where an application that exists takes another phone.</summary>
public sealed class PhoneShare(PersonalDataVault vault, KeyRing ring)
{
    /// <summary>Null while the office allows one more person on this phone; outside a transaction only a forecast.</summary>
    public async Task<Error?> RefusalForAsync(PortalDbContext db, PhoneNumber phone, Guid application, OfficeEntry office, CancellationToken ct)
    {
        var hash = vault.HashOf(phone);
        var people = await db.Applications.CountAsync(a => a.IsOpen && a.Id != application && a.Person!.PhoneHash == hash, ct);
        return people >= office.Rules.PeoplePerPhone ? BookingErrors.PhoneBookingsLimit(office.Rules.PeoplePerPhone) : null;
    }

    /// <summary>
    /// Makes everybody who takes this phone wait in line until the transaction ends, so that a count afterwards holds,
    /// and keeps the lookup keys from being replaced meanwhile.
    /// </summary>
    public async Task LockAsync(PortalDbContext db, PhoneNumber phone, CancellationToken ct)
    {
        await ring.ShareLookupAsync(db, ct);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({BitConverter.ToInt64(vault.HashOf(phone))})", ct);
    }
}
