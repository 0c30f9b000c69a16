using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting.Internal;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Staff;
using Portal.Infrastructure.Demo;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;
using Portal.IntegrationTests.Support;
using Portal.Web.Commands;

namespace Portal.IntegrationTests.Demo;

/// <summary>A portal with the demo in it: loading takes seconds, so it is loaded once.</summary>
public sealed class DemoPortal : PortalFactory
{
    /// <summary>What the first run said.</summary>
    public DemoResult Result { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Result = await LoadAsync();
    }

    /// <summary>Runs the demo.</summary>
    public Task<DemoResult> LoadAsync() => DemoData.LoadAsync(ConnectionString, Get<MasterKey>(), Get<PortalOptions>(), Time.GetUtcNow(), CancellationToken.None);
}

public sealed class DemoDataTests(DemoPortal portal) : IClassFixture<DemoPortal>
{
    [Fact]
    public async Task Load_NewPortal_EveryOfficeHasPeopleAtEveryStageAndAWholeTrail()
    {
        await using var db = portal.OpenDb();
        var today = DateOnly.FromDateTime(portal.Time.GetUtcNow().AddHours(7).DateTime);
        foreach (var office in await db.Offices.Select(o => o.Code).ToListAsync())
        {
            var appointments = await db.Appointments.Where(a => a.OfficeCode == office).ToListAsync();
            appointments.Select(a => a.State).Distinct().ShouldBe(Enum.GetValues<AppointmentState>(), ignoreOrder: true);
            appointments.ShouldContain(a => a.WalkIn);
            appointments.Select(a => Math.Sign(a.LocalDay.CompareTo(today))).Distinct().ShouldBe([-1, 0, 1], ignoreOrder: true);
            appointments.Where(a => a.LocalDay > today).ShouldAllBe(a => a.State == AppointmentState.Booked || a.State == AppointmentState.Cancelled);
        }

        var applications = await db.Applications.ToListAsync();
        applications.Count.ShouldBe(portal.Result.Applications);
        applications.ShouldAllBe(a => a.CreatedAt <= portal.Time.GetUtcNow());
        // Cards lie at every desk, and one office has run out of blanks.
        var stages = applications.Select(a => a.State).ToHashSet();
        new[]
        {
            ApplicationState.Submitted, ApplicationState.DossierAccepted, ApplicationState.DossierReturned, ApplicationState.Recorded, ApplicationState.RecordingReturned, ApplicationState.SentToCentre,
            ApplicationState.DuplicateFound, ApplicationState.CentreFailed, ApplicationState.PrintReady, ApplicationState.Printed, ApplicationState.ReadyForPickup, ApplicationState.Collected,
        }.Where(state => !stages.Contains(state)).ShouldBeEmpty();
        (await db.StockLevels.ToListAsync()).ShouldContain(l => l.OnHand == 0 && applications.Any(a => a.OfficeCode == l.OfficeCode && a.State == ApplicationState.PrintReady));
        foreach (var level in await db.StockLevels.ToListAsync())
        {
            (await db.StockEntries.Where(e => e.OfficeCode == level.OfficeCode).SumAsync(e => e.Change)).ShouldBe(level.OnHand);
        }

        var vault = portal.Get<PersonalDataVault>();
        applications.Select(a => vault.NikOf(a).RegionCode).Distinct().Count().ShouldBeGreaterThan(20);
        (await db.AuditEvents.CountAsync(e => e.Verb == "application.submitted")).ShouldBe(applications.Count);
        (await db.SlotOccupancies.SumAsync(s => s.Taken)).ShouldBe(
            await db.Appointments.CountAsync(a => !a.WalkIn && a.State != AppointmentState.Cancelled), "a cancelled appointment has given its place back");
    }

    [Fact]
    public async Task Load_NewPortal_MakesAnAccountPerRoleAndOfficeThatWorksAtOnce()
    {
        var accounts = portal.Result.Accounts;

        accounts.Count.ShouldBe((5 * 5) + 2);
        accounts.Select(a => a.Role).Distinct().ShouldBe(Enum.GetValues<StaffRole>(), ignoreOrder: true);
        accounts.ShouldAllBe(a => a.Password.Length > 12 && (a.TotpSecret != null) == PermissionTable.NeedsSecondFactor(a.Role));
        await using var db = portal.OpenDb();
        (await db.Users.CountAsync(u => u.MustChangePassword && u.UserName != "admin")).ShouldBe(0);
    }

    [Fact]
    public async Task Load_Twice_ChangesNothing()
    {
        var again = await portal.LoadAsync();

        again.Applications.ShouldBe(0);
        again.Accounts.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Production", null, true)]
    [InlineData("Development", "Twilio", true)]
    [InlineData("Development", "Log", false)]
    [InlineData("Development", null, false)]
    public void Refusal_ByEnvironmentAndProvider_SparesRealPeople(string environment, string? provider, bool refused)
    {
        var host = new HostingEnvironment { EnvironmentName = environment };
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("Notifications:Provider", provider)]).Build();

        (DemoCommand.Refusal(host, settings) is not null).ShouldBe(refused);
    }
}
