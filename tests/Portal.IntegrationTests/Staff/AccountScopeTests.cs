using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

/// <summary>Who may see and administer whose account, by the scope of both.</summary>
public sealed class AccountScopeTests : IAsyncLifetime
{
    private static readonly Scope s_office = Scope.Of(House.Pulomerak);
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Manage_ByScope_ReachesWhatLiesWhollyWithin()
    {
        var here = await _house.OperatorAsync();
        var both = await _house.HireAsync("dua.kantor", new(StaffRole.Operator, s_office), new(StaffRole.Registrar, Scope.Of(Accounts.Samarinda)));
        var everywhere = await _house.HireAsync("semua", new RoleAssignment(StaffRole.Operator, Scope.Installation));
        var office = await _house.AdminAsync("admin.kantor", s_office);
        var city = await _house.AdminAsync("admin.kota", Scope.OfRegency("36.72"));
        var elsewhere = await _house.AdminAsync("admin.lain", Scope.Of(Accounts.Samarinda));
        var root = await _house.AdminAsync();

        (await LockAsync(elsewhere, here)).ShouldBe("not_found");
        (await LockAsync(office, both)).ShouldBe("staff_beyond_scope", "it may be seen, but the other office's role is not theirs to touch");
        (await LockAsync(office, everywhere)).ShouldBe("not_found");
        (await LockAsync(office, city)).ShouldBe("not_found");
        (await LockAsync(city, office)).ShouldBeNull();
        (await LockAsync(office, here)).ShouldBeNull();
        (await LockAsync(root, both)).ShouldBeNull();
        (await LockAsync(root, everywhere)).ShouldBeNull();
    }

    [Fact]
    public async Task GiveRole_BeyondTheOwn_IsForbidden()
    {
        var here = await _house.OperatorAsync();
        var office = await _house.AdminAsync("admin.kantor", s_office);

        (await ChangeAsync(office, here, new RoleAssignment(StaffRole.Operator, Scope.OfRegency("36.72")))).ShouldBe("forbidden");
        (await ChangeAsync(office, here, new RoleAssignment(StaffRole.Admin, Scope.Installation))).ShouldBe("forbidden");
        (await ChangeAsync(office, here, new(StaffRole.Operator, s_office), new(StaffRole.Registrar, Scope.Of(Accounts.Samarinda)))).ShouldBe("forbidden");
        (await ChangeAsync(office, here, new RoleAssignment(StaffRole.Operator, Scope.Of(OfficeCode.Parse("99.99.99").Value)))).ShouldBe("scope_unknown");
        (await ChangeAsync(office, here, new(StaffRole.Operator, s_office), new(StaffRole.Admin, s_office))).ShouldBeNull();
        (await _house.MemberAsync(here)).Roles.ShouldBe([new(StaffRole.Operator, s_office), new(StaffRole.Admin, s_office)], ignoreOrder: true);
        (await _house.TrailAsync(here)).ShouldBe(["staff.created", "staff.changed"]);
    }

    [Fact]
    public async Task List_BySupervisorOfAnOffice_ShowsThatOfficeOnly()
    {
        await _house.OperatorAsync();
        await _house.OperatorAsync("operator.lain", Accounts.Samarinda);
        await _house.AdminAsync();
        var supervisor = await _house.HireAsync("camat", new RoleAssignment(StaffRole.Supervisor, s_office));

        var seen = (await _house.Get<ViewStaffAccounts>().ExecuteAsync(new(), supervisor, default)).Value;

        seen.Rows.Select(r => r.UserName).ShouldBe(["operator", "camat"], ignoreOrder: true);
        seen.Total.ShouldBe(2);
        var account = (await _house.Get<ViewStaffAccount>().ExecuteAsync(new(seen.Rows.Single(r => r.UserName == "operator").Id), supervisor, default)).Value;
        account.MayManage.ShouldBeFalse();
        (await LockAsync(supervisor, Actor.Staff(account.Id, []))).ShouldBe("forbidden");
    }

    [Fact]
    public async Task List_OfMany_IsSearchedFilteredAndPaged()
    {
        var admin = await _house.AdminAsync();
        for (var i = 0; i < 30; i++)
        {
            await _house.OperatorAsync($"rekam_{i:D2}", i % 2 == 0 ? House.Pulomerak : Accounts.Samarinda);
        }

        var view = _house.Get<ViewStaffAccounts>();
        (await view.ExecuteAsync(new(Skip: 25, Take: 25), admin, default)).Value.ShouldSatisfyAllConditions(l => l.Total.ShouldBe(31), l => l.Rows.Count.ShouldBe(6));
        (await view.ExecuteAsync(new("REKAM_0"), admin, default)).Value.Total.ShouldBe(10);
        (await view.ExecuteAsync(new("%"), admin, default)).Value.Total.ShouldBe(0, "a wildcard is a sign like any other");
        (await view.ExecuteAsync(new(Role: StaffRole.Admin), admin, default)).Value.Total.ShouldBe(1);
        (await view.ExecuteAsync(new(State: AccountState.Deactivated), admin, default)).Value.Total.ShouldBe(0);
        (await view.ExecuteAsync(new(Office: Accounts.Samarinda), admin, default)).Value.Total.ShouldBe(16, "whoever works everywhere works there too");
    }

    [Fact]
    public async Task LastAdmins_WhoResetEachOtherAtOnce_LeaveOneWhoCanSignIn()
    {
        var (first, second) = (await _house.AdminAsync("satu"), await _house.AdminAsync("dua"));
        var (one, two) = (await _house.CommandAsync(first), await _house.CommandAsync(second));
        var issue = _house.Get<IssueStaffLink>();

        var answers = await Task.WhenAll(issue.ExecuteAsync(one, second, default), issue.ExecuteAsync(two, first, default));

        answers.Count(a => a.Succeeded).ShouldBe(1);
        answers.Single(a => !a.Succeeded).Error.ShouldBe(StaffErrors.LastAdmin);
    }

    [Fact]
    public async Task LastAdmin_ByAnyWay_Stays()
    {
        var (first, second) = (await _house.AdminAsync("satu"), await _house.AdminAsync("dua"));
        (await LockAsync(first, first)).ShouldBe("staff_own_account");
        (await DeactivateAsync(first, first)).ShouldBe("staff_own_account");
        (await ChangeAsync(first, first, new RoleAssignment(StaffRole.Supervisor, Scope.Installation))).ShouldBe("staff_own_admin_role");

        // Each deactivates the other in the same moment: one of them is the last.
        var codes = await Task.WhenAll(DeactivateAsync(first, second), DeactivateAsync(second, first));

        codes.Order().ShouldBe([null, "staff_last_admin"]);
        var (left, gone) = codes[0] is null ? (first, second) : (second, first);
        (await ChangeAsync(left, left, new RoleAssignment(StaffRole.Admin, s_office))).ShouldBe("staff_last_admin");
        (await LockAsync(gone, left)).ShouldBe("staff_last_admin");
    }

    [Fact]
    public async Task StalePage_OrSecondClick_ChangesNothing()
    {
        var (admin, staff) = (await _house.AdminAsync(), await _house.OperatorAsync());
        var seen = await _house.CommandAsync(staff);
        (await _house.Get<LockStaff>().ExecuteAsync(new(seen, "HP hilang"), admin, default)).Succeeded.ShouldBeTrue();

        (await _house.Get<LockStaff>().ExecuteAsync(new(seen, "HP hilang"), admin, default)).Succeeded.ShouldBeTrue("the same click once more is the same act");
        (await _house.Get<UnlockStaff>().ExecuteAsync(seen with { CommandId = Guid.NewGuid() }, admin, default)).Error.ShouldBe(AccessErrors.StalePage);
        (await _house.TrailAsync(staff)).ShouldBe(["staff.created", "staff.locked"]);
    }

    private async Task<string?> LockAsync(Actor by, Actor whom) => CodeOf(await _house.Get<LockStaff>().ExecuteAsync(new(await _house.CommandAsync(whom), "alasan uji"), by, default));

    private async Task<string?> DeactivateAsync(Actor by, Actor whom) => CodeOf(await _house.Get<DeactivateStaff>().ExecuteAsync(new(await _house.CommandAsync(whom), "alasan uji", null), by, default));

    private async Task<string?> ChangeAsync(Actor by, Actor whom, params RoleAssignment[] roles) => CodeOf(await _house.Get<ChangeStaffAccount>().ExecuteAsync(new(await _house.CommandAsync(whom), "Petugas Uji", roles), by, default));

    private static string? CodeOf(Result result) => result.Succeeded ? null : result.Error.Code;
}
