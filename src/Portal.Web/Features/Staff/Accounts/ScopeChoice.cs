using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;

namespace Portal.Web.Features.Staff.Accounts;

/// <summary>Where a role may be given, as it is chosen on the page.</summary>
/// <param name="Scope">The scope.</param>
/// <param name="Name">"Pulomerak", "Kota Cilegon"; the empty string for the installation.</param>
public sealed record ScopeChoice(Scope Scope, string Name)
{
    // An installation has no code of its own.
    private const string Everywhere = "*";

    /// <summary>As it stands in a form.</summary>
    public string Key => KeyOf(Scope);

    public static string KeyOf(Scope scope) => scope.Kind == ScopeKind.Installation ? Everywhere : scope.Code;

    /// <summary>Every place in which <paramref name="actor"/> may give roles, the widest first.</summary>
    public static IReadOnlyList<ScopeChoice> For(Actor actor, IReadOnlyList<OfficeEntry> offices) =>
        [.. All(offices).Where(choice => actor.MayWithin(Permission.ManageStaff, choice.Scope))];

    /// <summary>Every place there is, the widest first.</summary>
    public static IEnumerable<ScopeChoice> All(IReadOnlyList<OfficeEntry> offices) =>
    [
        new(Scope.Installation, ""),
        .. offices.GroupBy(o => o.Code.RegencyCode).Select(g => new ScopeChoice(Scope.OfRegency(g.Key), g.First().Office.Regency)),
        .. offices.Select(o => new ScopeChoice(Scope.Of(o.Code), o.Office.Name)),
    ];
}
