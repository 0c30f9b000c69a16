using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;

namespace Portal.Web.Features.Staff.SignIn;

/// <summary>What a signed-in member of staff does to the own account. Runs over HTTP only: each act renews the cookie.</summary>
public sealed class StaffAccount(UserManager<StaffMember> users, SignInManager<StaffMember> sessions, StaffTrail trail, StationDesk station)
{
    private const int RecoveryCodes = 10;

    /// <summary>The authenticator app of an account.</summary>
    /// <param name="Enabled">True once a code has confirmed it; the secret is then never shown again.</param>
    /// <param name="Secret">What the app needs, base32; null once enabled.</param>
    /// <param name="Address">The same as an address to scan; null once enabled.</param>
    /// <param name="CodesLeft">Recovery codes that are still good.</param>
    public sealed record SecondFactor(bool Enabled, string? Secret, string? Address, int CodesLeft)
    {
        /// <summary>Without the secret, which must not stray into a log.</summary>
        public override string ToString() => $"SecondFactor {Enabled}";
    }

    /// <summary>Six digits as an app shows them, without the blank in the middle.</summary>
    public static string Digits(string typed) => new([.. typed.Where(char.IsAsciiDigit)]);

    public async Task<SecondFactor?> SecondFactorAsync(ClaimsPrincipal principal)
    {
        if (await users.GetUserAsync(principal) is not { } member)
        {
            return null;
        }

        if (member.TwoFactorEnabled)
        {
            return new SecondFactor(true, null, null, await users.CountRecoveryCodesAsync(member));
        }

        var secret = await users.GetAuthenticatorKeyAsync(member);
        if (string.IsNullOrEmpty(secret))
        {
            // An account made by other means than CreateStaff.
            await users.ResetAuthenticatorKeyAsync(member);
            await sessions.RefreshSignInAsync(member);
            secret = await users.GetAuthenticatorKeyAsync(member);
        }

        return new SecondFactor(false, secret, AddressOf(member.UserName!, secret!), 0);
    }

    /// <summary>Turns the second factor on when code and password fit; yields the recovery codes, shown once.</summary>
    /// <param name="principal">Who.</param>
    /// <param name="code">Six digits.</param>
    /// <param name="present">The password; null for whoever has just signed in with it and must set up the second factor.</param>
    /// <param name="cancellationToken">Ends waiting.</param>
    public async Task<Result<IReadOnlyList<string>>> EnableAsync(ClaimsPrincipal principal, string code, string? present, CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(principal) is not { TwoFactorEnabled: false } member)
        {
            return AccessErrors.StalePage;
        }

        if (present is not null && await RefusalOfPasswordAsync(member, present) is { } wrong)
        {
            return wrong;
        }

        if (!await FitsAsync(member, code))
        {
            return StaffErrors.TotpWrong;
        }

        await users.SetTwoFactorEnabledAsync(member, true);
        await station.EndOthersAsync(member.Id, StaffDirectory.SessionOf(principal), cancellationToken);
        return await IssueAsync(member, cancellationToken);
    }

    /// <summary>Replaces the recovery codes; those before stop working.</summary>
    public async Task<Result<IReadOnlyList<string>>> RenewCodesAsync(ClaimsPrincipal principal, string code, CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(principal) is not { TwoFactorEnabled: true } member)
        {
            return AccessErrors.StalePage;
        }

        return await FitsAsync(member, code) ? await IssueAsync(member, cancellationToken) : StaffErrors.TotpWrong;
    }

    public async Task<Result> ChangePasswordAsync(ClaimsPrincipal principal, string present, string chosen, string again, CancellationToken cancellationToken)
    {
        if (await users.GetUserAsync(principal) is not { } member)
        {
            return AccessErrors.Forbidden;
        }

        if (await RefusalOfPasswordAsync(member, present) is { } wrong)
        {
            return wrong;
        }

        var rules = StaffAccountRules.CheckPassword(chosen, again, present, member.UserName!);
        if (!rules.Succeeded)
        {
            return rules;
        }

        member.MustChangePassword = false;
        var changed = await users.ChangePasswordAsync(member, present, chosen);
        if (!changed.Succeeded)
        {
            return AccessErrors.StalePage;
        }

        // The new security stamp ends every other session of this account; this one goes on.
        await sessions.RefreshSignInAsync(member);
        await station.EndOthersAsync(member.Id, StaffDirectory.SessionOf(principal), cancellationToken);
        await trail.NoteAsync(AuditVerbs.StaffPasswordChanged, member.Id, cancellationToken);
        return Result.Ok;
    }

    private async Task<Error?> RefusalOfPasswordAsync(StaffMember member, string present)
    {
        if (await users.IsLockedOutAsync(member))
        {
            return StaffErrors.LockedOut((int)StaffAccountRules.ClosedFor.TotalMinutes);
        }

        if (await users.CheckPasswordAsync(member, present))
        {
            return null;
        }

        await users.AccessFailedAsync(member);
        return StaffErrors.PasswordWrong;
    }

    private async Task<bool> FitsAsync(StaffMember member, string code)
    {
        if (await users.IsLockedOutAsync(member))
        {
            return false;
        }

        if (await users.VerifyTwoFactorTokenAsync(member, users.Options.Tokens.AuthenticatorTokenProvider, Digits(code)))
        {
            return true;
        }

        await users.AccessFailedAsync(member);
        return false;
    }

    private async Task<Result<IReadOnlyList<string>>> IssueAsync(StaffMember member, CancellationToken cancellationToken)
    {
        string[] codes = [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(member, RecoveryCodes) ?? []];
        await sessions.RefreshSignInAsync(member);
        await trail.NoteAsync(AuditVerbs.StaffSecondFactorSet, member.Id, cancellationToken);
        return codes;
    }

    private static string AddressOf(string userName, string secret)
    {
        const string issuer = "Portal KTP-el";
        return $"otpauth://totp/{Uri.EscapeDataString(issuer)}:{Uri.EscapeDataString(userName)}?secret={secret}&issuer={Uri.EscapeDataString(issuer)}&digits=6";
    }
}
