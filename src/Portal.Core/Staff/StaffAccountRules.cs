using System.Security.Cryptography;
using Portal.Core.Shared;

namespace Portal.Core.Staff;

/// <summary>What a staff account's name and password must be.</summary>
public static class StaffAccountRules
{
    /// <summary>Least number of characters of a password, inclusive. Length is the only strength asked for (NIST SP 800-63B).</summary>
    public const int ShortestPassword = 12;

    /// <summary>Largest number of characters of a password, inclusive: hashing a novel would be a way to keep the server busy.</summary>
    public const int LongestPassword = 128;

    /// <summary>Wrong tries after which an account is closed for a while.</summary>
    public const int MaxTries = 5;

    /// <summary>How long it stays closed.</summary>
    public static readonly TimeSpan ClosedFor = TimeSpan.FromMinutes(15);

    // Without the letters and digits that are mistaken for each other on paper.
    private const string PasswordAlphabet = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int GeneratedLength = 20;
    private const int GroupLength = 5;

    /// <summary>The user name as it is kept: trimmed, lower case, 3 to 40 of <c>a-z 0-9 . - _</c>; otherwise <c>user_name_invalid</c>.</summary>
    public static Result<string> CleanUserName(string? text)
    {
        var name = (text ?? "").Trim().ToLowerInvariant();
        return name.Length is >= 3 and <= 40 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_')
            ? name
            : StaffErrors.UserNameInvalid;
    }

    /// <summary>
    /// Null when <paramref name="actor"/> may do <paramref name="permission"/> to an account with these roles: every one of them lies within the
    /// actor's own scope. Otherwise forbidden for who holds the permission nowhere, <c>staff_beyond_scope</c> where the account may be seen, and not_found.
    /// </summary>
    public static Error? RefusalFor(Actor actor, Permission permission, IReadOnlyCollection<RoleAssignment> roles)
    {
        if (actor.RefusalFor(permission) is { } refusal)
        {
            return refusal;
        }

        // An account without a role belongs to nobody but the installation.
        if (roles.Count == 0 ? actor.MayEverywhere(permission) : roles.All(r => actor.MayWithin(permission, r.Scope)))
        {
            return null;
        }

        return MaySee(actor, roles) ? StaffErrors.BeyondScope : AccessErrors.NotFound;
    }

    /// <summary>True when one of the roles lies within a scope in which <paramref name="actor"/> may see accounts.</summary>
    public static bool MaySee(Actor actor, IReadOnlyCollection<RoleAssignment> roles) =>
        actor.MayEverywhere(Permission.ViewStaff) || roles.Any(r => actor.MayWithin(Permission.ViewStaff, r.Scope));

    /// <summary>Null when <paramref name="actor"/> may give or take every one of these roles: nobody gives what reaches further than the own right to give. At least one role: otherwise <c>role_required</c>.</summary>
    public static Error? RefusalOfRoles(Actor actor, IReadOnlyCollection<RoleAssignment> roles) =>
        roles.Count == 0 ? StaffErrors.RoleRequired
        : roles.All(r => actor.MayWithin(Permission.ManageStaff, r.Scope)) ? null
        : AccessErrors.Forbidden;

    /// <summary>Checks a password somebody chose.</summary>
    /// <param name="password">The new password.</param>
    /// <param name="again">The same, typed a second time.</param>
    /// <param name="present">The password until now.</param>
    /// <param name="userName">The user name it must not hold.</param>
    /// <returns>Done, or all of <c>password_too_short</c>, <c>password_too_long</c>, <c>password_too_easy</c>, <c>password_mismatch</c> that apply.</returns>
    public static Result CheckPassword(string password, string again, string present, string userName)
    {
        List<Error> errors = [];
        if (password.Length < ShortestPassword)
        {
            errors.Add(StaffErrors.PasswordTooShort(ShortestPassword));
        }
        else if (password.Length > LongestPassword)
        {
            errors.Add(StaffErrors.PasswordTooLong(LongestPassword));
        }
        else if (password == present || password.Contains(userName, StringComparison.OrdinalIgnoreCase) || password.Distinct().Count() < 5)
        {
            errors.Add(StaffErrors.PasswordTooEasy);
        }

        if (password != again)
        {
            errors.Add(StaffErrors.PasswordMismatch);
        }

        return errors.Count > 0 ? Result.Refused(errors) : Result.Ok;
    }

    /// <summary>A random password to be read from paper once: twenty signs in groups of five, about 99 bits.</summary>
    public static string NewPassword()
    {
        var signs = RandomNumberGenerator.GetString(PasswordAlphabet, GeneratedLength);
        return string.Join('-', signs.Chunk(GroupLength).Select(group => new string(group)));
    }
}
