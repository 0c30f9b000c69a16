using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Demo;

/// <summary>What filling the portal came to.</summary>
/// <param name="Accounts">Staff accounts made now.</param>
/// <param name="Applications">Applications made now; 0 when the people were there already.</param>
public sealed record DemoResult(IReadOnlyList<DemoAccount> Accounts, int Applications);

/// <summary>Fills a portal with invented people. A second run finds them there and changes nothing.</summary>
public static class DemoData
{
    // The fourth office, Pulomerak in the seed: months without blangko are what it is known for.
    private const int OfficeInShortage = 3;

    /// <param name="connectionString">The database, migrated, with its offices.</param>
    /// <param name="key">The master key of the database.</param>
    /// <param name="options">The portal's settings.</param>
    /// <param name="now">Everything happens before this moment.</param>
    /// <param name="ct">Stops between two acts.</param>
    public static async Task<DemoResult> LoadAsync(string connectionString, MasterKey key, PortalOptions options, DateTimeOffset now, CancellationToken ct)
    {
        // A container of its own: the clock of the running portal is nobody's to turn back.
        var clock = new DemoClock(now);
        var unlimited = new PortalOptions { PublicBaseUrl = options.PublicBaseUrl, RateLimits = false, Jobs = false };
        await using var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddPortalInfrastructure(connectionString, key, unlimited).BuildServiceProvider();
        var offices = await services.GetRequiredService<OfficeDirectory>().GetAsync(ct);
        var staff = new DemoStaff(services);
        var accounts = await staff.CreateAsync(offices, ct);
        var applications = 0;
        for (var i = 0; i < offices.Offices.Count; i++)
        {
            var office = offices.Offices[i];
            if (await AnyoneAsync(services, office, ct))
            {
                continue;
            }

            var actors = await staff.ActorsAsync(office, ct);
            var visits = new DemoVisits(services, clock, office, actors[StaffRole.Registrar], new DemoCards(services, office, actors), scarce: i == OfficeInShortage, i * DemoVisits.PeopleApart, now);
            await visits.RunAsync(ct);
            applications += visits.Made;
        }

        return new(accounts, applications);
    }

    /// <summary>An office that has applications already, the demo's or real ones, gets no more.</summary>
    private static async Task<bool> AnyoneAsync(IServiceProvider services, OfficeEntry office, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
        return await db.Applications.AnyAsync(a => a.OfficeCode == office.Code, ct);
    }
}
