using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

/// <summary>Accounts of invented staff in a house of their own.</summary>
internal static class Accounts
{
    public static readonly OfficeCode Samarinda = OfficeCode.Parse("64.72.04").Value;

    /// <summary>The password of everybody hired here.</summary>
    public const string Password = "tiga kucing di atas pagar";

    // Made once: hashing is slow on purpose.
    private static readonly Lazy<string> s_hash = new(() => new PasswordHasher<StaffMember>().HashPassword(new StaffMember(), Password));

    /// <summary>Somebody in work: password chosen, second factor set up where a role needs one.</summary>
    public static async Task<Actor> HireAsync(this House house, string userName, params RoleAssignment[] roles)
    {
        var created = (await house.Get<CreateStaff>().ExecuteAsync(new(userName, "Petugas Uji", roles), Actor.System, default)).Value;
        await using var db = house.Db();
        var member = await db.Users.Include(u => u.Assignments).SingleAsync(u => u.Id == created.Id);
        (member.MustChangePassword, member.PasswordHash) = (false, s_hash.Value);
        member.TwoFactorEnabled = member.NeedsSecondFactor;
        await db.SaveChangesAsync();
        return Actor.Staff(created.Id, roles);
    }

    public static Task<Actor> AdminAsync(this House house, string userName = "admin", Scope? scope = null) => house.HireAsync(userName, new RoleAssignment(StaffRole.Admin, scope ?? Scope.Installation));

    public static Task<Actor> OperatorAsync(this House house, string userName = "operator", OfficeCode? office = null) => house.HireAsync(userName, new RoleAssignment(StaffRole.Operator, Scope.Of(office ?? House.Pulomerak)));

    public static async Task<StaffMember> MemberAsync(this House house, Actor staff)
    {
        await using var db = house.Db();
        return await db.Users.AsNoTracking().Include(u => u.Assignments).SingleAsync(u => u.Id == staff.StaffId);
    }

    /// <summary>A command on the account as it stands now.</summary>
    public static async Task<AccountCommand> CommandAsync(this House house, Actor staff) => new(staff.StaffId!.Value, (await house.MemberAsync(staff)).Edition, Guid.NewGuid());

    /// <summary>Signs in, as after password and second factor; returns the session.</summary>
    public static Task<Guid> EnterAsync(this House house, Actor staff, byte[]? device = null, Guid? present = null) =>
        house.Get<StationDesk>().EnterAsync(staff.StaffId!.Value, device, BrowserWords.Of("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0"), present, default);

    /// <summary>What every act asks.</summary>
    public static async Task<StaffStanding?> StandingAsync(this House house, Actor staff, Guid session)
    {
        var member = await house.MemberAsync(staff);
        return await house.Get<StaffDirectory>().FindAsync(new(new System.Security.Claims.ClaimsIdentity(
            [
                new(System.Security.Claims.ClaimTypes.NameIdentifier, member.Id.ToString()),
                new(StaffDirectory.StampClaim, member.SecurityStamp!),
                new(StaffDirectory.SessionClaim, session.ToString()),
            ],
            "test")));
    }

    public static async Task<IReadOnlyList<string>> TrailAsync(this House house, Actor staff)
    {
        await using var db = house.Db();
        return await db.AuditEvents.Where(e => e.SubjectId == staff.StaffId).OrderBy(e => e.Id).Select(e => e.Verb).ToListAsync();
    }
}
