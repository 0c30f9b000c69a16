using System.Collections.Frozen;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Web.Features.Staff.Access;

namespace Portal.Web.Features.Staff.Desk;

/// <summary>Which staff pages there are, so that nothing leads to a page that is not there.</summary>
public sealed class StaffRoutes(EndpointDataSource endpoints)
{
    private FrozenSet<string>? _routes;

    /// <summary>True when a page has this address; a query is not looked at, a parameter is written as in the page's own route: <c>/petugas/berkas/{RegisterText}</c>.</summary>
    public bool Has(string path) => Routes.Contains(path.Split('?')[0].Trim('/'));

    /// <summary>Who may open the page of a route, or null when there is no such page.</summary>
    public Permission? PermissionOf(string path) => endpoints.Endpoints.OfType<RouteEndpoint>()
        .FirstOrDefault(e => (e.RoutePattern.RawText ?? "").Trim('/').Equals(path.Trim('/'), StringComparison.OrdinalIgnoreCase) && e.Metadata.GetMetadata<StaffPageAttribute>() is not null)
        ?.Metadata.GetMetadata<StaffPageAttribute>()!.Permission;

    /// <summary>
    /// The first page of the navigation that this member of staff may open; their own password where there is none. Whoever sets up
    /// offices begins with the steps of that only while residents know of none of them.
    /// </summary>
    public string FirstFor(Actor actor, OfficeCatalogue offices) =>
        StaffLinks.All.FirstOrDefault(link => actor.MaySomewhere(link.Permission) && Has(link.Path) && !(link.Path == StaffLinks.Start && offices.Public.Any(o => actor.May(link.Permission, o.Code))))?.Path ?? "/petugas/sandi";

    // Asked at the first page: by then every endpoint is mapped.
    private FrozenSet<string> Routes => _routes ??= endpoints.Endpoints.OfType<RouteEndpoint>()
        .Select(e => (e.RoutePattern.RawText ?? "").Trim('/'))
        .Where(route => route.StartsWith("petugas", StringComparison.OrdinalIgnoreCase))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
