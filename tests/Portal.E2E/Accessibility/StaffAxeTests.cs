using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Portal.Core.Staff;
using Portal.E2E.Pages;
using Portal.E2E.Support;

namespace Portal.E2E.Accessibility;

/// <summary>Every staff page on an office computer.</summary>
public sealed class StaffAxeTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    private static readonly Dictionary<string, Func<DeskWorld, string>> s_signedIn = new(StringComparer.Ordinal)
    {
        ["/petugas/hari-ini"] = _ => "/petugas/hari-ini",
        ["/petugas/cari"] = _ => "/petugas/cari",
        ["/petugas/daftar-langsung"] = _ => "/petugas/daftar-langsung",
        ["/petugas/berkas/{RegisterText}"] = w => $"/petugas/berkas/{w.Register}",
        ["/petugas/pesan"] = _ => "/petugas/pesan",
        ["/petugas/sandi"] = _ => "/petugas/sandi",
        ["/petugas/totp"] = _ => "/petugas/totp",
        ["/petugas/cetak/{RegisterText}"] = w => $"/petugas/cetak/{w.Register}",
    };

    // Shown only on the way through a sign-in; SignIn_EveryStep looks at them.
    private static readonly string[] s_onTheWay = ["/petugas/masuk", "/petugas/masuk/kode", "/petugas/masuk/pemulihan"];

    [Fact]
    public void Table_EveryStaffRoute_HasAnEntry() =>
        world.Portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => route.StartsWith("/petugas", StringComparison.Ordinal))
            .Distinct().Order()
            .ShouldBe(s_signedIn.Keys.Concat(s_onTheWay).Order());

    [Fact]
    public async Task Look_EveryStaffPage_IsAccessibleOnAnOfficeComputer()
    {
        await using var desk = await world.SignInAsync(StaffRole.Supervisor, StaffRole.Registrar);
        foreach (var (route, address) in s_signedIn)
        {
            (await desk.Page.GotoAsync(address(world)))!.Status.ShouldBe(200, route);
            if (await desk.Page.Locator("[data-interactive]").CountAsync() > 0)
            {
                await desk.Page.HearAsync();
            }

            await desk.Page.TakePictureAsync("staff-page-" + route.Split('/')[2], whole: false);
            (await desk.Page.FaultsAsync()).ShouldBeEmpty(route);
            (await desk.Page.TooWideAsync()).ShouldBeEmpty(route);
        }
    }

    [Fact]
    public async Task SignIn_EveryStep_IsAccessibleOnAnOfficeComputer()
    {
        await using var desk = await world.Portal.OpenAsync(Screen.Desk);
        foreach (var route in s_onTheWay)
        {
            await desk.Page.GotoAsync(route);
            (await desk.Page.FaultsAsync()).ShouldBeEmpty(route);
            (await desk.Page.TooWideAsync()).ShouldBeEmpty(route);
        }
    }
}
