using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>One application found, with enough to tell two people of one name apart.</summary>
/// <param name="Register">Its number.</param>
/// <param name="Office">The office.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="BirthYear">Year of birth; null after erasure.</param>
/// <param name="Village">Name of the home village.</param>
/// <param name="Service">What is asked for.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Since">Since when, with the office's offset.</param>
/// <param name="AppointmentStart">Start of the live appointment, with the office's offset, or null.</param>
public sealed record FoundApplication(RegisterNumber Register, OfficeCode Office, string? Name, int? BirthYear, string Village, ServiceSlug Service, ApplicationState State, DateTimeOffset Since, DateTimeOffset? AppointmentStart);

/// <summary>What was found.</summary>
/// <param name="Rows">The best matches.</param>
/// <param name="More">True when there are more than these; the name should be typed in full.</param>
public sealed record FoundApplications(IReadOnlyList<FoundApplication> Rows, bool More);

/// <summary>Finds applications by register number, by NIK (exactly, through its keyed hash) or by a name, also misspelt.</summary>
public sealed class FindApplications(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault) : IUseCase
{
    private const int Limit = 50;
    private const int ShortestName = 3;
    private const int NikDigits = 16;
    private const int RegisterDigits = 10;
    private const string Field = "search";

    /// <inheritdoc />
    public static Permission Permission => Permission.FindApplications;

    /// <summary>What was typed or scanned.</summary>
    public sealed record Query(string Text);

    /// <summary>Returns at most fifty applications of the offices that the actor may see, best match first.</summary>
    public async Task<Result<FoundApplications>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var catalogue = await directory.GetAsync(ct);
        var offices = actor.OfficesWith(Permission, catalogue.Offices.Select(o => o.Code)).ToList();
        await using var db = await databases.CreateDbContextAsync(ct);
        var matches = db.Applications.AsNoTracking().Where(a => offices.Contains(a.OfficeCode));
        if (Narrow(ref matches, query.Text) is { } unreadable)
        {
            return unreadable;
        }

        var applications = await matches.Take(Limit + 1).ToListAsync(ct);
        var ids = applications.Select(a => a.Id).ToList();
        var appointments = await db.Appointments.AsNoTracking().Where(v => ids.Contains(v.ApplicationId) && v.IsLive).ToDictionaryAsync(v => v.ApplicationId, v => v.StartAt, ct);
        return new FoundApplications([.. applications.Take(Limit).Select(a => Row(a, catalogue[a.OfficeCode], appointments))], applications.Count > Limit);
    }

    private Error? Narrow(ref IQueryable<CardApplication> applications, string text)
    {
        var digits = text.Count(char.IsAsciiDigit);
        if (text.Contains('/') || digits == RegisterDigits)
        {
            var parsed = RegisterNumber.Parse(text, Field);
            if (!parsed.TryGet(out var register))
            {
                return parsed.Error;
            }

            applications = applications.Where(a => a.Register == register).OrderBy(a => a.Id);
            return null;
        }

        if (digits == NikDigits)
        {
            var parsed = Nik.Parse(text, Field);
            if (!parsed.TryGet(out var nik))
            {
                return parsed.Error;
            }

            var hash = vault.HashOf(nik);
            applications = applications.Where(a => a.Person!.NikHash == hash).OrderByDescending(a => a.CreatedAt);
            return null;
        }

        if (digits > 0)
        {
            return StaffErrors.SearchNumber;
        }

        var name = PersonName.ForSearch(text);
        if (name.Length < ShortestName)
        {
            return StaffErrors.SearchTooShort(ShortestName);
        }

        // Only letters, digits and single blanks are left, so nothing in the pattern needs escaping.
        var pattern = $"%{name}%";
        applications = applications
            .Where(a => EF.Functions.Like(a.NameSearch!, pattern) || EF.Functions.TrigramsAreSimilar(a.NameSearch!, name))
            .OrderByDescending(a => EF.Functions.TrigramsSimilarity(a.NameSearch!, name)).ThenByDescending(a => a.CreatedAt);
        return null;
    }

    private FoundApplication Row(CardApplication a, OfficeEntry office, Dictionary<Guid, DateTimeOffset> appointments)
    {
        return new FoundApplication(
            a.Register,
            a.OfficeCode,
            a.Name,
            a.Person is null ? null : vault.BirthDateOf(a).Year,
            office.NameOf(a.VillageCode),
            a.Service,
            a.State,
            office.Local(a.StateSince),
            appointments.TryGetValue(a.Id, out var start) ? office.Local(start) : null);
    }
}
