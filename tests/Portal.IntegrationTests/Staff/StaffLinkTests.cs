using Microsoft.AspNetCore.Identity;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

/// <summary>The link with which somebody chooses a password.</summary>
public sealed class StaffLinkTests : IAsyncLifetime
{
    private const string Password = "tiga kucing di atas pagar";
    private House _house = null!;
    private Actor _admin = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _admin = await _house.AdminAsync();
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Invite_Accepted_SetsThePasswordOnceAndKeepsNoToken()
    {
        var link = await InviteAsync("baru");
        (await _house.ScalarAsync<long>($"SELECT count(*) FROM staff_links WHERE encode(token_hash, 'escape') LIKE '%{link.Token}%'")).ShouldBe(0);
        link.ToString().ShouldNotContain(link.Token);
        (await ViewAsync(link)).Value.ShouldSatisfyAllConditions(v => v.UserName.ShouldBe("baru"), v => v.Kind.ShouldBe(StaffLinkKind.Invitation));
        (await AcceptAsync(link, "pendek")).Error.Code.ShouldBe("password_too_short");

        (await AcceptAsync(link)).Value.ShouldBe("baru");

        var member = await _house.MemberAsync(Actor.Staff(link.Staff, []));
        member.State.ShouldBe(AccountState.Active);
        member.MustChangePassword.ShouldBeFalse();
        new PasswordHasher<StaffMember>().VerifyHashedPassword(member, member.PasswordHash!, Password).ShouldBe(PasswordVerificationResult.Success);
        (await ViewAsync(link)).Error.ShouldBe(StaffErrors.LinkOver);
        (await AcceptAsync(link)).Error.ShouldBe(StaffErrors.LinkOver);
        (await _house.TrailAsync(Actor.Staff(link.Staff, []))).ShouldBe(["staff.created", "staff.invited", "staff.link_used"]);
    }

    [Fact]
    public async Task Accept_FiftyAtOnce_OneWins()
    {
        var link = await InviteAsync("ramai");

        var answers = await House.FiftyAtOnceAsync(i => AcceptAsync(link, $"{Password} {i}"));

        answers.Count(a => a.Succeeded).ShouldBe(1);
        answers.Where(a => !a.Succeeded).ShouldAllBe(a => a.Error == StaffErrors.LinkOver);
    }

    [Fact]
    public async Task Link_RevokedReissuedOrRunOut_OpensNothing()
    {
        var first = await InviteAsync("lambat");
        var staff = Actor.Staff(first.Staff, []);
        var second = (await _house.Get<IssueStaffLink>().ExecuteAsync(await _house.CommandAsync(staff), _admin, default)).Value;
        second.Kind.ShouldBe(StaffLinkKind.Invitation);
        (await ViewAsync(first)).Error.ShouldBe(StaffErrors.LinkOver);
        (await _house.Get<RevokeStaffLink>().ExecuteAsync(await _house.CommandAsync(staff), _admin, default)).Succeeded.ShouldBeTrue();
        (await ViewAsync(second)).Error.ShouldBe(StaffErrors.LinkOver);
        var third = (await _house.Get<IssueStaffLink>().ExecuteAsync(await _house.CommandAsync(staff), _admin, default)).Value;
        _house.Time.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        (await ViewAsync(third)).Succeeded.ShouldBeTrue();
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        (await AcceptAsync(third)).Error.ShouldBe(StaffErrors.LinkOver);
    }

    [Fact]
    public async Task Reset_OfAColleague_EndsSessionsAndThePasswordAtOnce()
    {
        var staff = await _house.OperatorAsync();
        var session = await _house.EnterAsync(staff);
        (await _house.StandingAsync(staff, session)).ShouldNotBeNull();

        var link = (await _house.Get<IssueStaffLink>().ExecuteAsync(await _house.CommandAsync(staff), _admin, default)).Value;

        link.Kind.ShouldBe(StaffLinkKind.PasswordReset);
        link.ExpiresAt.ShouldBe(_house.Time.GetUtcNow().AddDays(1));
        (await _house.StandingAsync(staff, session)).ShouldBeNull();
        (await _house.MemberAsync(staff)).PasswordHash.ShouldBeNull();
        (await AcceptAsync(link)).Succeeded.ShouldBeTrue();
        (await _house.Get<IssueStaffLink>().ExecuteAsync(await _house.CommandAsync(_admin), _admin, default)).Error.ShouldBe(StaffErrors.OwnAccount);
    }

    [Fact]
    public async Task Link_OfALockedAccount_OpensNothing()
    {
        var link = await InviteAsync("dikunci");
        (await _house.Get<LockStaff>().ExecuteAsync(new(await _house.CommandAsync(Actor.Staff(link.Staff, [])), "salah orang"), _admin, default)).Succeeded.ShouldBeTrue();

        (await AcceptAsync(link)).Error.ShouldBe(StaffErrors.LinkOver);
    }

    private async Task<MadeLink> InviteAsync(string userName) =>
        (await _house.Get<InviteStaff>().ExecuteAsync(new(userName, "Petugas Baru", [new(StaffRole.Operator, Scope.Of(House.Pulomerak))], Guid.NewGuid()), _admin, default)).Value;

    private Task<Result<InvitationView>> ViewAsync(MadeLink link) => _house.Get<ViewInvitation>().ExecuteAsync(new(link.Token), Actor.Visitor, default);

    private Task<Result<string>> AcceptAsync(MadeLink link, string password = Password) => _house.Get<AcceptInvitation>().ExecuteAsync(new(link.Token, password, password), Actor.Visitor, default);
}
