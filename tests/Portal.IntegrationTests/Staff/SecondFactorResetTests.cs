using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

/// <summary>A lost authenticator is replaced by two persons, or by one where there is no second.</summary>
public sealed class SecondFactorResetTests : IAsyncLifetime
{
    private House _house = null!;
    private Actor _admin = null!;
    private Actor _supervisor = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _admin = await _house.AdminAsync();
        _supervisor = await _house.HireAsync("camat", new RoleAssignment(StaffRole.Supervisor, Scope.Of(House.Pulomerak)));
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Reset_ConfirmedByASecondPerson_LetsThemSetUpANewOne()
    {
        var second = await _house.AdminAsync("admin.dua");
        var session = await _house.EnterAsync(_supervisor);
        var before = await SecretAsync();
        (await AskAsync(_admin, alone: true)).ShouldBe("staff_reset_not_alone");
        (await AskAsync(_admin)).ShouldBeNull();
        (await AskAsync(second)).ShouldBe("staff_reset_pending");
        (await DecideAsync(_admin, true)).ShouldBe("same_person");
        (await DecideAsync(_supervisor, true)).ShouldBe("same_person", "nobody confirms for themselves");
        (await _house.StandingAsync(_supervisor, session)).ShouldNotBeNull();

        (await DecideAsync(second, true)).ShouldBeNull();

        var member = await _house.MemberAsync(_supervisor);
        member.TwoFactorEnabled.ShouldBeFalse();
        (await SecretAsync()).ShouldNotBe(before);
        (await _house.StandingAsync(_supervisor, session)).ShouldBeNull();
        (await DecideAsync(second, true)).ShouldBe("staff_reset_over");
        (await _house.TrailAsync(_supervisor)).ShouldBe(["staff.created", "staff.second_factor_reset_asked", "staff.second_factor_reset"]);
        var again = (await _house.StandingAsync(_supervisor, await _house.EnterAsync(_supervisor)))!;
        again.MustSetSecondFactor.ShouldBeTrue();
        again.Actor.Assignments.ShouldBeEmpty();
    }

    [Fact]
    public async Task Reset_WhenNobodyElseCould_IsDoneAloneAndReviewed()
    {
        (await AskAsync(_admin, alone: true)).ShouldBeNull();

        (await _house.MemberAsync(_supervisor)).TwoFactorEnabled.ShouldBeFalse();
        await using var db = _house.Db();
        var act = await db.LoneActs.SingleAsync();
        act.ShouldSatisfyAllConditions(a => a.Verb.ShouldBe("staff.second_factor_reset"), a => a.OfficeCode.ShouldBe(House.Pulomerak), a => a.StaffId.ShouldBe(_admin.StaffId), a => a.SubjectId.ShouldBe(_supervisor.StaffId!.Value));
    }

    [Fact]
    public async Task Recover_OnTheServer_LetsTheOnlyAdminSetUpANewOneAndIsInTheTrail()
    {
        var session = await _house.EnterAsync(_admin);
        (await RecoverAsync("admin", _admin)).ShouldBe("forbidden", "an administrator asks a second person");
        (await RecoverAsync("siapa", Actor.System)).ShouldBe("not_found");

        (await RecoverAsync(" Admin ", Actor.System)).ShouldBeNull();

        (await _house.StandingAsync(_admin, session)).ShouldBeNull();
        var again = (await _house.StandingAsync(_admin, await _house.EnterAsync(_admin)))!;
        again.MustSetSecondFactor.ShouldBeTrue();
        again.Actor.Assignments.ShouldBeEmpty();
        (await RecoverAsync("admin", Actor.System)).ShouldBe("staff_no_second_factor");
        await using var db = _house.Db();
        var trail = await db.AuditEvents.SingleAsync(e => e.Verb == "staff.second_factor_reset");
        (trail.ActorKind, trail.StaffId, trail.SubjectId, trail.Detail).ShouldBe((ActorKind.System, null, _admin.StaffId, "server"));
    }

    [Fact]
    public async Task Recover_WhileARequestWaits_LeavesNothingToConfirm()
    {
        var second = await _house.AdminAsync("admin.dua");
        (await AskAsync(_admin)).ShouldBeNull();
        (await RecoverAsync("camat", Actor.System)).ShouldBeNull();

        (await DecideAsync(second, true)).ShouldBe("staff_reset_over");
    }

    [Fact]
    public async Task Reset_NotDecidedWithinADay_IsAskedAnew()
    {
        var second = await _house.AdminAsync("admin.dua");
        (await AskAsync(_admin)).ShouldBeNull();
        _house.Time.Advance(TimeSpan.FromHours(24));

        (await DecideAsync(second, true)).ShouldBe("staff_reset_over");
        (await AskAsync(_admin)).ShouldBeNull();
        (await DecideAsync(second, false)).ShouldBeNull();
        (await _house.MemberAsync(_supervisor)).TwoFactorEnabled.ShouldBeTrue();
    }

    [Fact]
    public async Task Reset_BySupervisorOfAnotherOffice_DoesNotExist()
    {
        var elsewhere = await _house.HireAsync("camat.lain", new RoleAssignment(StaffRole.Supervisor, Scope.Of(Accounts.Samarinda)));
        (await AskAsync(_admin)).ShouldBeNull();

        (await DecideAsync(elsewhere, true)).ShouldBe("not_found");
    }

    [Fact]
    public async Task Secrets_OfOlderVersions_AreEncryptedAndStillOpen()
    {
        const string old = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        await _house.RunAsync($"UPDATE staff_tokens SET value = '{old}' WHERE user_id = '{_supervisor.StaffId}'");
        await _house.RunAsync($"INSERT INTO staff_tokens (user_id, login_provider, name, value) VALUES ('{_supervisor.StaffId}', '[AspNetUserStore]', 'RecoveryCodes', 'AAAAA-BBBBB;CCCCC-DDDDD')");
        await using var db = _house.Db();
        using (var before = new StaffStore(_house.Db(), _house.Get<StaffSecrets>()))
        {
            (await before.GetAuthenticatorKeyAsync(await _house.MemberAsync(_supervisor), default)).ShouldBe(old);
        }

        (await _house.Get<StaffSecrets>().SealOldAsync(db, default)).ShouldBe(2);

        (await _house.Get<StaffSecrets>().SealOldAsync(db, default)).ShouldBe(0);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM staff_tokens WHERE value NOT LIKE 'v1:%'")).ShouldBe(0);
        using var store = new StaffStore(_house.Db(), _house.Get<StaffSecrets>());
        var member = await store.FindByIdAsync(_supervisor.StaffId!.Value.ToString());
        (await store.GetAuthenticatorKeyAsync(member!, default)).ShouldBe(old);
        (await store.CountCodesAsync(member!, default)).ShouldBe(2);
        (await store.RedeemCodeAsync(member!, "AAAAA-BBBBB", default)).ShouldBeTrue();
        (await store.UpdateAsync(member!, default)).Succeeded.ShouldBeTrue();
        (await _house.ScalarAsync<long>("SELECT count(*) FROM staff_tokens WHERE value NOT LIKE 'v1:%'")).ShouldBe(0);
    }

    [Fact]
    public async Task Identity_SavingWhatItReadBefore_DoesNotUndoAnAdministrator()
    {
        var staff = await _house.OperatorAsync();
        using var store = new StaffStore(_house.Db(), _house.Get<StaffSecrets>());
        var read = (await store.FindByIdAsync(staff.StaffId!.Value.ToString()))!;
        (await _house.Get<ChangeStaffAccount>().ExecuteAsync(new(await _house.CommandAsync(staff), "Nama Baru", [new(StaffRole.Operator, Scope.Of(House.Pulomerak))]), _admin, default)).Succeeded.ShouldBeTrue();
        (await _house.Get<SetPin>().ExecuteAsync(new("482917", "482917", Accounts.Password), staff, default)).Succeeded.ShouldBeTrue();

        read.AccessFailedCount++;
        await store.UpdateAsync(read, default);

        var member = await _house.MemberAsync(staff);
        member.DisplayName.ShouldBe("Nama Baru");
        member.PinHash.ShouldNotBeNull();
    }

    private async Task<string?> RecoverAsync(string userName, Actor actor)
    {
        var result = await _house.Get<RecoverAccount>().ExecuteAsync(new(userName), actor, default);
        return result.Succeeded ? null : result.Error.Code;
    }

    private async Task<string?> AskAsync(Actor by, bool alone = false) => CodeOf(await _house.Get<AskSecondFactorReset>().ExecuteAsync(new(await _house.CommandAsync(_supervisor), "HP hilang di jalan", alone), by, default));

    private async Task<string?> DecideAsync(Actor by, bool confirm) => CodeOf(await _house.Get<DecideSecondFactorReset>().ExecuteAsync(new(await _house.CommandAsync(_supervisor), confirm), by, default));

    private async Task<string> SecretAsync() => await _house.ScalarAsync<string>($"SELECT value FROM staff_tokens WHERE user_id = '{_supervisor.StaffId}' AND name = 'AuthenticatorKey'");

    private static string? CodeOf(Result result) => result.Succeeded ? null : result.Error.Code;
}
