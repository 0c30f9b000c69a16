using Portal.Web.Startup;

namespace Portal.Web.Features.Staff.Access;

/// <summary>Who may reach an endpoint, before any question of roles.</summary>
public enum RouteAccess
{
    /// <summary>Nobody: an endpoint that no list names.</summary>
    Denied,

    /// <summary>Anyone: resident pages, the hall, machines, assets.</summary>
    Public,

    /// <summary>The pages of signing in.</summary>
    SignIn,

    /// <summary>Whoever is signed in: the own account, circuits.</summary>
    SignedIn,

    /// <summary>Whoever holds the permission that the page names by <see cref="StaffPageAttribute"/>.</summary>
    Permission,
}

/// <summary>
/// The one list of what is open. An endpoint that is not on it is closed, so that forgetting an attribute closes a
/// page instead of opening it.
/// </summary>
public static class RouteAccessRules
{
    // First segments of routes, after an optional "en". Kept as the house's promise to the outside names them.
    private static readonly HashSet<string> PublicSegments = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "layanan", "daftar", "status", "k", "pengaduan", "stok", "verifikasi", "jadwal", "survei", "kinerja", "galat",
        "papan", "kiosk",
    };

    private static readonly HashSet<string> SignInRoutes = new(StringComparer.OrdinalIgnoreCase)
    {
        "petugas/masuk", "petugas/masuk/kode", "petugas/masuk/pemulihan", "petugas/ganti", "petugas/undangan/{token}",
    };

    private static readonly HashSet<string> AccountRoutes = new(StringComparer.OrdinalIgnoreCase)
    {
        "petugas", "petugas/totp", "petugas/sandi", "petugas/keluar", "petugas/kunci", "petugas/kunci/buka",
    };

    // What a locked session may still reach, beside the pages of signing in: to be opened, and to leave.
    private static readonly HashSet<string> LockedRoutes = new(StringComparer.OrdinalIgnoreCase) { "petugas/keluar", "petugas/kunci", "petugas/kunci/buka" };

    /// <summary>Who may reach the endpoint of a route pattern such as <c>/en/status/{register}</c>.</summary>
    public static RouteAccess Of(string? pattern)
    {
        var route = (pattern ?? "").Trim('/');
        if (SignInRoutes.Contains(route))
        {
            return RouteAccess.SignIn;
        }

        if (AccountRoutes.Contains(route))
        {
            return RouteAccess.SignedIn;
        }

        var segments = route.Split('/');
        if (segments[0].Equals("petugas", StringComparison.OrdinalIgnoreCase))
        {
            return RouteAccess.Permission;
        }

        // Circuits and what their script asks for; there are no anonymous circuits.
        if (segments[0] is "_blazor" or "_framework")
        {
            return RouteAccess.SignedIn;
        }

        if (Paths.IsMachine("/" + route))
        {
            return RouteAccess.Public;
        }

        var first = segments[0].Equals("en", StringComparison.OrdinalIgnoreCase) ? segments.ElementAtOrDefault(1) ?? "" : segments[0];
        return PublicSegments.Contains(first) ? RouteAccess.Public : RouteAccess.Denied;
    }

    /// <summary>True for what somebody whose session is locked may still reach.</summary>
    public static bool OpensLocked(PathString path) => IsOf(SignInRoutes, path) || IsOf(LockedRoutes, path);

    /// <summary>True for the pages of signing in.</summary>
    public static bool IsSignIn(PathString path) => IsOf(SignInRoutes, path);

    // The one route with a parameter among them is an invitation.
    private static bool IsOf(HashSet<string> routes, PathString path) =>
        routes.Contains((path.Value ?? "").Trim('/')) || (ReferenceEquals(routes, SignInRoutes) && path.StartsWithSegments("/petugas/undangan"));

    /// <summary>True for the pages that a member with an open duty (password, second factor) may still see.</summary>
    public static bool IsAccount(PathString path) => AccountRoutes.Contains((path.Value ?? "").Trim('/')) && !path.Equals("/petugas", StringComparison.OrdinalIgnoreCase);
}
