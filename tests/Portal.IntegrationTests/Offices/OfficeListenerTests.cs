using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Offices;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Offices;

/// <summary>What one node changes about offices, the others know at once. The clock of the house stands, so nothing grows old by itself.</summary>
public sealed class OfficeListenerTests : IAsyncLifetime
{
    private static readonly Actor s_admin = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);
    private static readonly OfficeCode s_new = OfficeCode.Parse("36.72.09").Value;

    private House _house = null!;
    private ServiceProvider _other = null!;
    private OfficeListener _listener = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _other = _house.OtherNode();
        _listener = ActivatorUtilities.CreateInstance<OfficeListener>(_other);
        await _listener.StartAsync(default);
        while (await _house.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' AND state = 'idle'") == 0)
        {
            await Task.Delay(20);
        }
    }

    public async Task DisposeAsync()
    {
        await _listener.StopAsync(default);
        _listener.Dispose();
        await _other.DisposeAsync();
        await _house.DisposeAsync();
    }

    [Fact]
    public async Task Edit_OfAnOffice_IsKnownToTheOtherNodeWithinSeconds()
    {
        await ShouldSeeAsync(c => c[House.Pulomerak].Office.Name == "Pulomerak");
        var seen = (await _house.Get<ViewOffice>().ExecuteAsync(new(House.Pulomerak), s_admin, default)).Value.Identity;

        (await _house.Get<ChangeOffice>().ExecuteAsync(new(House.Pulomerak, seen, new Dictionary<string, string>(seen) { ["name"] = "Pulo Merak" }, Guid.NewGuid()), s_admin, default)).Succeeded.ShouldBeTrue();

        await ShouldSeeAsync(c => c[House.Pulomerak].Office.Name == "Pulo Merak");
    }

    [Fact]
    public async Task Create_AnOffice_IsKnownToTheOtherNodeWithinSeconds()
    {
        await ShouldSeeAsync(c => c.Find(s_new) is null);

        (await _house.Get<CreateOffice>().ExecuteAsync(new("36.72.09", new Dictionary<string, string> { ["name"] = "Umpama", ["regency"] = "Kota Cilegon" }, "1001 Contoh", Guid.NewGuid()), s_admin, default)).Succeeded.ShouldBeTrue();

        await ShouldSeeAsync(c => c.Find(s_new) is not null);
    }

    [Fact]
    public async Task Close_ADay_IsKnownToTheOtherNodeWithinSeconds()
    {
        var day = new DateOnly(2026, 12, 8);
        await ShouldSeeAsync(c => c[House.Pulomerak].Calendar.IsOpenOn(day));
        var hall = (await _house.Get<OfficeDirectory>().GetAsync())[House.Pulomerak].Hall.Point.Id;

        (await _house.Get<ChangeCalendar>().ExecuteAsync(new(House.Pulomerak, hall, new CalendarChange.CloseDays(day, day, new LocalizedText("Listrik padam", "Power cut")), 0, [], Guid.NewGuid()),
            Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Supervisor, Scope.Of(House.Pulomerak))]), default)).Succeeded.ShouldBeTrue();

        await ShouldSeeAsync(c => !c[House.Pulomerak].Calendar.IsOpenOn(day));
    }

    private async Task ShouldSeeAsync(Func<OfficeCatalogue, bool> expected)
    {
        var directory = _other.GetRequiredService<OfficeDirectory>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (!expected(await directory.GetAsync(default)) && !patience.IsCancellationRequested)
        {
            await Task.Delay(20);
        }

        expected(await directory.GetAsync(default)).ShouldBeTrue("the other node knows it");
    }
}
