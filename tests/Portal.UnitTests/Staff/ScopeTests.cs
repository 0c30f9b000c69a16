using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.UnitTests.Staff;

public sealed class ScopeTests
{
    private static readonly Scope s_office = Scope.Of(OfficeCode.Parse("36.72.03").Value);
    private static readonly Scope s_neighbour = Scope.Of(OfficeCode.Parse("36.72.04").Value);
    private static readonly Scope s_far = Scope.Of(OfficeCode.Parse("64.72.04").Value);
    private static readonly Scope s_city = Scope.OfRegency("36.72");

    [Fact]
    public void Contains_EveryPair_IsAsDrawnByHand()
    {
        Scope[] all = [Scope.Installation, s_city, Scope.OfRegency("64.72"), s_office, s_neighbour, s_far];

        Within(Scope.Installation).ShouldBe(all);
        Within(s_city).ShouldBe([s_city, s_office, s_neighbour]);
        Within(s_office).ShouldBe([s_office]);

        Scope[] Within(Scope outer) => [.. all.Where(outer.Contains)];
    }

    [Fact]
    public void RefusalFor_AccountWithARoleElsewhere_IsBeyondScope()
    {
        var admin = Actor.Staff(Guid.NewGuid(), [new(StaffRole.Admin, s_city)]);

        StaffAccountRules.RefusalFor(admin, Permission.ManageStaff, [new(StaffRole.Operator, s_office), new(StaffRole.Checker, s_neighbour)]).ShouldBeNull();
        StaffAccountRules.RefusalFor(admin, Permission.ManageStaff, [new(StaffRole.Operator, s_office), new(StaffRole.Checker, s_far)]).ShouldBe(StaffErrors.BeyondScope);
        StaffAccountRules.RefusalFor(admin, Permission.ManageStaff, [new(StaffRole.Operator, s_far)]).ShouldBe(AccessErrors.NotFound);
        StaffAccountRules.RefusalFor(admin, Permission.ManageStaff, []).ShouldBe(AccessErrors.NotFound);
        StaffAccountRules.RefusalFor(Actor.Staff(Guid.NewGuid(), [new(StaffRole.Operator, s_city)]), Permission.ManageStaff, []).ShouldBe(AccessErrors.Forbidden);
    }
}
