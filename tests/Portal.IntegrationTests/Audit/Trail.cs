using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Persistence;
using Portal.IntegrationTests.Support;
using Portal.Tests;

namespace Portal.IntegrationTests.Audit;

/// <summary>What tests of the trail have in common.</summary>
internal static class Trail
{
    public static readonly OfficeCode Samarinda = OfficeCode.Parse("64.72.04").Value;
    public static readonly Actor Supervisor = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Supervisor, Scope.Of(House.Pulomerak))]);
    public static readonly Actor Admin = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);

    /// <summary>Takes the database's own guard away, as only its owner can.</summary>
    public const string Unguarded = "ALTER TABLE audit_events DISABLE TRIGGER USER; ALTER TABLE audit_seals DISABLE TRIGGER USER; ";

    /// <summary>Writes events of one office, each in a transaction of its own.</summary>
    public static async Task<IReadOnlyList<long>> WriteAsync(this House house, int count, OfficeCode? office)
    {
        List<long> ids = [];
        for (var i = 0; i < count; i++)
        {
            await using var db = house.Db();
            var audited = AuditEvent.Of(AuditVerbs.StockReceived, Actor.System, house.Time.GetUtcNow(), office, detail: $"{i}");
            db.AuditEvents.Add(audited);
            await db.SaveChangesAsync();
            ids.Add(audited.Id);
        }

        return ids;
    }

    public static async Task<int> SealAsync(this House house) => (await house.Get<SealAuditTrail>().ExecuteAsync(Actor.System, default)).Value;

    public static async Task<AuditChain> ChainAsync(this House house, OfficeCode? office, bool whole = true) =>
        (await house.Get<ViewAuditChain>().ExecuteAsync(new(office, whole), Admin, default)).Value;

    /// <summary>What must hold after anything: every event is under exactly one seal or waits, and every chain follows.</summary>
    public static async Task ShouldBeWholeAsync(this House house, bool nothingWaits = true)
    {
        await using var db = house.Db();
        var under = (await db.AuditSeals.Select(s => s.EventIds).ToListAsync()).SelectMany(ids => ids).ToList();
        under.ShouldBeUnique();
        var waiting = await db.UnsealedEvents.Select(u => u.EventId).ToListAsync();
        under.Concat(waiting).Order().ShouldBe(await db.AuditEvents.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync());
        if (nothingWaits)
        {
            waiting.ShouldBeEmpty();
        }

        foreach (var chain in await db.AuditSeals.Select(s => s.Chain).Distinct().ToListAsync())
        {
            var found = await house.ChainAsync(OfficeCode.TryParse(chain, out var office) ? office : null);
            (found.Walk.Finding, found.Walk.Seals).ShouldBe((null, await db.AuditSeals.CountAsync(s => s.Chain == chain)));
        }
    }

    // The usual one may serve a portal on this very machine.
    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    /// <summary>What <c>./portal doctor</c> says of the house's database.</summary>
    public static async Task<(int Code, string Said)> DoctorAsync(this House house)
    {
        var folder = TemporaryFolder.Create();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["PORTAL_DATA"] = folder,
            ["PORTAL_PORT"] = $"{FreePort()}",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ConnectionStrings:Portal"] = house.ConnectionString,
            ["Portal:MasterKey"] = Convert.ToBase64String(new byte[32]),
        }).Build();
        var said = new StringWriter();
        var code = await new DoctorCommand(TimeProvider.System).RunAsync(said, configuration, CancellationToken.None);
        TemporaryFolder.Remove(folder);
        return (code, said.ToString());
    }
}
