using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.Access;

namespace Portal.Web.Features.Staff.SignIn;

/// <summary>What follows a correct password.</summary>
public enum SignInStep
{
    /// <summary>Signed in.</summary>
    Done,

    /// <summary>The authenticator app's code is asked for.</summary>
    Code,
}

/// <summary>Signs staff in. Every outcome is noted; unknown name, wrong password and an account that is deactivated or locked get one answer.</summary>
public sealed class StaffSignIn(UserManager<StaffMember> users, StaffSignInManager sessions, StaffTrail trail, UnknownNames unknown, SignInQueue queue, StationDesk station)
{
    private const int RecoveryCodeLength = 10;

    private static readonly Error LockedOut = StaffErrors.LockedOut((int)StaffAccountRules.ClosedFor.TotalMinutes);

    // Checked when there is no account, so that the answer takes as long as for one.
    private static readonly string NobodysHash = new PasswordHasher<StaffMember>().HashPassword(new StaffMember(), Guid.NewGuid().ToString());

    public async Task<Result<SignInStep>> WithPasswordAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var name = userName.Trim().ToLowerInvariant();
        // Nothing longer can be right, and hashing it would be work for nothing.
        if (name.Length > 40 || password.Length > StaffAccountRules.LongestPassword)
        {
            return StaffErrors.SignInFailed;
        }

        using var turn = await queue.EnterAsync(name, cancellationToken);
        if (await users.FindByNameAsync(name) is not { IsActive: true, LockedAt: null } member)
        {
            return await RefuseUnknownAsync(name, password, cancellationToken);
        }

        var result = await sessions.PasswordSignInAsync(member, password, isPersistent: false, lockoutOnFailure: true);
        if (result.RequiresTwoFactor)
        {
            return SignInStep.Code;
        }

        return result.Succeeded ? await EnterAsync(member, cancellationToken) : await RefuseAsync(member, result, StaffErrors.SignInFailed, cancellationToken);
    }

    /// <summary>The second step, with six digits of the authenticator app. No browser is remembered: stations are shared.</summary>
    public async Task<Result<SignInStep>> WithCodeAsync(string code, CancellationToken cancellationToken)
    {
        using var turn = await queue.EnterAsync(await NameInCookieAsync(), cancellationToken);
        if (await sessions.GetTwoFactorAuthenticationUserAsync() is not { } member)
        {
            return StaffErrors.SignInExpired;
        }

        var result = await sessions.TwoFactorAuthenticatorSignInAsync(StaffAccount.Digits(code), isPersistent: false, rememberClient: false);
        return result.Succeeded ? await EnterAsync(member, cancellationToken) : await RefuseAsync(member, result, StaffErrors.TotpWrong, cancellationToken);
    }

    /// <summary>The second step, with a recovery code in place of the lost app.</summary>
    public async Task<Result<SignInStep>> WithRecoveryCodeAsync(string code, CancellationToken cancellationToken)
    {
        using var turn = await queue.EnterAsync(await NameInCookieAsync(), cancellationToken);
        if (await sessions.GetTwoFactorAuthenticationUserAsync() is not { } member)
        {
            return StaffErrors.SignInExpired;
        }

        if (await users.IsLockedOutAsync(member))
        {
            return LockedOut;
        }

        var result = await sessions.TwoFactorRecoveryCodeSignInAsync(AsIssued(code));
        if (result.Succeeded)
        {
            await trail.NoteAsync(AuditVerbs.StaffRecoveryCodeUsed, member.Id, cancellationToken);
            return await EnterAsync(member, cancellationToken);
        }

        // Identity counts no tries here, trusting the codes' length; the house counts every wrong secret.
        await users.AccessFailedAsync(member);
        return await RefuseAsync(member, result, StaffErrors.RecoveryCodeWrong, cancellationToken);
    }

    /// <summary>Opens the locked session of this browser to its owner, by PIN or password. Both count wrong tries.</summary>
    public async Task<Result> OpenAsync(StaffStanding owner, string typed, CancellationToken cancellationToken)
    {
        if (typed.Length > StaffAccountRules.LongestPassword)
        {
            return StaffErrors.UnlockWrong;
        }

        using var turn = await queue.EnterAsync(owner.UserName, cancellationToken);
        var opened = StaffPin.IsOne(typed) ? await station.CheckPinAsync(owner.Id, typed, cancellationToken) : await CheckPasswordAsync(owner.Id, typed, cancellationToken);
        if (opened.Succeeded)
        {
            await station.OpenAsync(owner.Session, cancellationToken);
        }

        return opened.Succeeded || opened.Error != StaffErrors.PinWrong ? opened : StaffErrors.UnlockWrong;
    }

    /// <summary>Passes this browser to a colleague who signed in in full on it within half a day.</summary>
    public async Task<Result> SwitchAsync(Guid staff, string pin, CancellationToken cancellationToken)
    {
        using var turn = await queue.EnterAsync(staff.ToString(), cancellationToken);
        var taken = await station.TakeOverAsync(staff, pin, StationBrowser.HashOf(sessions.Context), StaffDirectory.SessionOf(sessions.Context.User), cancellationToken);
        if (!taken.TryGet(out var session))
        {
            return Result.Refused(taken.Errors);
        }

        if (await users.FindByIdAsync(staff.ToString()) is not { IsActive: true, LockedAt: null } member)
        {
            return StaffErrors.SwitchRefused;
        }

        await sessions.ResumeAsync(member, session);
        return Result.Ok;
    }

    private async Task<Result> CheckPasswordAsync(Guid staff, string password, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(staff.ToString()) is not { } member || await users.IsLockedOutAsync(member))
        {
            return LockedOut;
        }

        if (await users.CheckPasswordAsync(member, password))
        {
            return Result.Ok;
        }

        await users.AccessFailedAsync(member);
        var refused = await RefuseAsync(member, SignInResult.Failed, StaffErrors.UnlockWrong, cancellationToken);
        return Result.Refused(refused.Errors);
    }

    /// <summary>True while a correct password waits for its second step.</summary>
    public async Task<bool> AwaitsCodeAsync() => await sessions.GetTwoFactorAuthenticationUserAsync() is not null;

    // Whose turn it is has to be known before the account is read: read earlier, it would not show what the try before did.
    private async Task<string> NameInCookieAsync() =>
        (await sessions.Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal?.FindFirstValue(ClaimTypes.Name) ?? "";

    private async Task<Result<SignInStep>> EnterAsync(StaffMember member, CancellationToken cancellationToken)
    {
        await trail.NoteAsync(AuditVerbs.StaffSignedIn, member.Id, cancellationToken);
        return SignInStep.Done;
    }

    private async Task<Result<SignInStep>> RefuseAsync(StaffMember member, SignInResult result, Error wrong, CancellationToken cancellationToken)
    {
        var closed = result.IsLockedOut || await users.IsLockedOutAsync(member);
        await trail.NoteFailureAsync(closed ? AuditVerbs.StaffLockedOut : AuditVerbs.StaffSignInFailed, member.Id, cancellationToken);
        return closed ? LockedOut : wrong;
    }

    private async Task<Result<SignInStep>> RefuseUnknownAsync(string name, string password, CancellationToken cancellationToken)
    {
        if (unknown.IsClosed(name))
        {
            await trail.NoteFailureAsync(AuditVerbs.StaffLockedOut, null, cancellationToken);
            return LockedOut;
        }

        users.PasswordHasher.VerifyHashedPassword(new StaffMember(), NobodysHash, password);
        var closed = unknown.CountTry(name);
        await trail.NoteFailureAsync(closed ? AuditVerbs.StaffLockedOut : AuditVerbs.StaffSignInFailed, null, cancellationToken);
        return closed ? LockedOut : StaffErrors.SignInFailed;
    }

    // Issued as XXXXX-XXXXX; people type it in any case, with blanks, or without the dash.
    private static string AsIssued(string code)
    {
        var signs = new string([.. code.Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant();
        return signs.Length == RecoveryCodeLength ? $"{signs[..5]}-{signs[5..]}" : signs;
    }
}
