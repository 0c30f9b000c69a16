using Portal.Web.Startup;

namespace Portal.Web.Features.Staff.SignIn;

/// <summary>Where to go after signing in: an address within the staff pages, never another site.</summary>
public static class StaffReturn
{
    /// <summary>Leads to the first page that this member of staff may open.</summary>
    public const string Home = "/petugas";

    public static string To(string? asked) =>
        asked is not null
        && asked.StartsWith('/')
        && !asked.StartsWith("//", StringComparison.Ordinal)
        && !asked.Contains('\\')
        && !asked.Contains("..", StringComparison.Ordinal)
        && asked.All(c => c is > ' ' and < '\x7f')
        && Paths.IsStaff(asked.Split('?', '#')[0])
            ? asked
            : Home;

    /// <summary>The address of a sign-in page that keeps where to go afterwards.</summary>
    public static string Keep(string page, string? asked) =>
        string.IsNullOrEmpty(asked) ? page : $"{page}?returnUrl={Uri.EscapeDataString(To(asked))}";
}
