using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;

namespace Portal.Infrastructure.Demo;

/// <summary>A demo account as it is printed, once.</summary>
/// <param name="UserName">What to type.</param>
/// <param name="Password">What to type.</param>
/// <param name="TotpSecret">For an authenticator app; null for roles that need no second factor.</param>
/// <param name="Role">The role.</param>
/// <param name="Where">Office, regency, or the whole installation.</param>
public sealed record DemoAccount(string UserName, string Password, string? TotpSecret, StaffRole Role, string Where);

/// <summary>One account per role and office, an admin of a regency and one of the installation.</summary>
internal sealed class DemoStaff(IServiceProvider services)
{
    // Far from the numbers of the residents.
    private const int FirstStaffPerson = 800_000;

    private static readonly StaffRole[] OfficeRoles = [StaffRole.Registrar, StaffRole.Checker, StaffRole.Operator, StaffRole.PrintOperator, StaffRole.Supervisor];

    /// <summary>Makes the accounts that are missing.</summary>
    /// <returns>Those made now; passwords of earlier ones are kept nowhere.</returns>
    public async Task<IReadOnlyList<DemoAccount>> CreateAsync(OfficeCatalogue offices, CancellationToken ct)
    {
        List<(string UserName, RoleAssignment Role, string Where)> wanted = [];
        foreach (var office in offices.Offices)
        {
            wanted.AddRange(OfficeRoles.Select(role => (UserNameOf(role, office), new RoleAssignment(role, Scope.Of(office.Code)), $"Kec. {office.Office.Name}")));
        }

        var regency = offices.Offices[^1];
        wanted.Add(($"admin.{regency.Code.RegencyCode}", new(StaffRole.Admin, Scope.OfRegency(regency.Code.RegencyCode)), regency.Office.Regency));
        wanted.Add(("admin.demo", new(StaffRole.Admin, Scope.Installation), "semua kantor"));

        List<DemoAccount> made = [];
        var create = services.GetRequiredService<CreateStaff>();
        foreach (var (userName, role, where) in wanted)
        {
            var name = InventedPeople.At(FirstStaffPerson + made.Count).Name;
            var created = await create.ExecuteAsync(new(userName, name, [role]), Actor.System, ct);
            if (created.TryGet(out var account))
            {
                made.Add(new(userName, account.Password, await ReadyAsync(account.Id, ct), role.Role, where));
            }
            else if (created.Error != StaffErrors.UserNameTaken)
            {
                throw new InvalidOperationException($"The demo account {userName} was refused: {created.Error.Code}.");
            }
        }

        return made;
    }

    /// <summary>Those who do the demo's work at an office: one person per role, so that two persons are two persons.</summary>
    public async Task<IReadOnlyDictionary<StaffRole, Actor>> ActorsAsync(OfficeEntry office, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
        Dictionary<StaffRole, Actor> actors = [];
        foreach (var role in OfficeRoles)
        {
            var userName = UserNameOf(role, office);
            var id = await db.Users.Where(u => u.UserName == userName).Select(u => u.Id).SingleAsync(ct);
            actors[role] = Actor.Staff(id, [new RoleAssignment(role, Scope.Of(office.Code))]);
        }

        return actors;
    }

    /// <summary>Spares whoever tries the demo the first sign-in of a new colleague: the printed password and secret work at once.</summary>
    private async Task<string?> ReadyAsync(Guid id, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
        var member = await db.Users.Include(u => u.Assignments).SingleAsync(u => u.Id == id, ct);
        member.MustChangePassword = false;
        member.TwoFactorEnabled = member.NeedsSecondFactor;
        await db.SaveChangesAsync(ct);
        return member.NeedsSecondFactor
            ? services.GetRequiredService<StaffSecrets>().Open(id, StaffSecrets.AuthenticatorKey, await db.UserTokens.Where(t => t.UserId == id && t.Name == StaffSecrets.AuthenticatorKey).Select(t => t.Value).SingleAsync(ct))
            : null;
    }

    private static string UserNameOf(StaffRole role, OfficeEntry office) => role switch
    {
        StaffRole.Registrar => "register",
        StaffRole.Checker => "kasi",
        StaffRole.Operator => "operator",
        StaffRole.PrintOperator => "cetak",
        StaffRole.Supervisor => "camat",
        StaffRole.Admin => "admin",
    } + "." + Slug(office.Office.Name);

    private static string Slug(string name)
    {
        var slug = new StringBuilder();
        foreach (var letter in name.ToLower(CultureInfo.InvariantCulture))
        {
            slug.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        }

        return slug.ToString();
    }
}
