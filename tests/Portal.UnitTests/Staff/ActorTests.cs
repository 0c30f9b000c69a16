using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.UnitTests.Staff;

public sealed class ActorTests
{
    private static readonly OfficeCode Pulomerak = OfficeCode.Parse("36.72.03").Value;
    private static readonly OfficeCode SameCity = OfficeCode.Parse("36.72.01").Value;
    private static readonly OfficeCode Elsewhere = OfficeCode.Parse("64.72.04").Value;

    [Theory]
    [InlineData(ScopeKind.Office, "36.72.03", true, false, false)]
    [InlineData(ScopeKind.Regency, "36.72", true, true, false)]
    [InlineData(ScopeKind.Installation, "", true, true, true)]
    public void May_ScopedRole_HoldsWithinItsScopeOnly(ScopeKind kind, string code, bool here, bool sameCity, bool elsewhere)
    {
        var actor = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, new Scope(kind, code))]);

        actor.May(Permission.CheckIn, Pulomerak).ShouldBe(here);
        actor.May(Permission.CheckIn, SameCity).ShouldBe(sameCity);
        actor.May(Permission.CheckIn, Elsewhere).ShouldBe(elsewhere);
    }

    [Fact]
    public void RefusalFor_OtherOffice_TellsNotFound_WrongRole_TellsForbidden()
    {
        var registrar = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, Scope.Of(Pulomerak))]);
        var printer = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.PrintOperator, Scope.Installation)]);

        registrar.RefusalFor(Permission.CheckIn, Pulomerak).ShouldBeNull();
        registrar.RefusalFor(Permission.CheckIn, Elsewhere).ShouldBe(AccessErrors.NotFound);
        printer.RefusalFor(Permission.CheckIn, Pulomerak).ShouldBe(AccessErrors.Forbidden);
    }

    [Fact]
    public void May_TwoRolesInTwoOffices_DoNotAddUp()
    {
        var actor = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, Scope.Of(Pulomerak)), new RoleAssignment(StaffRole.PrintOperator, Scope.Of(Elsewhere))]);

        actor.May(Permission.RegisterWalkIn, Pulomerak).ShouldBeTrue();
        actor.May(Permission.RegisterWalkIn, Elsewhere).ShouldBeFalse();
    }

    [Fact]
    public void May_Admin_SeesNoPersonalData()
    {
        var admin = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);

        foreach (var permission in new[] { Permission.UnmaskPersonalData, Permission.ViewToday, Permission.FindApplications, Permission.ViewApplication, Permission.ViewMessages })
        {
            admin.May(permission, Pulomerak).ShouldBeFalse(permission.ToString());
        }
    }

    [Fact]
    public void MaySomewhere_NobodyWithoutARole_HoldsAnythingOfTheDesk()
    {
        var stranger = Actor.Staff(Guid.NewGuid(), []);

        foreach (var permission in Enum.GetValues<Permission>())
        {
            stranger.MaySomewhere(permission).ShouldBeFalse(permission.ToString());
            Actor.Visitor.MaySomewhere(permission).ShouldBe(PermissionTable.HoldersOf(permission).HasFlag(Holders.Visitor), permission.ToString());
        }
    }

    [Fact]
    public void HoldersOf_EveryPermission_SomebodyHoldsIt() =>
        Enum.GetValues<Permission>().ShouldAllBe(p => PermissionTable.HoldersOf(p) != Holders.None);
}
