using Portal.Core.Shared;

namespace Portal.Core.Staff;

/// <summary>Refusals of sign-in and of staff accounts. None tells whether an account exists.</summary>
public static class StaffErrors
{
    /// <summary>User name or password is wrong, the account does not exist, or it was deactivated: one answer for all.</summary>
    public static Error SignInFailed { get; } = new("sign_in_failed", ErrorKind.Invalid, "userName");

    /// <summary>Too many wrong tries; argument 0 is how many minutes the account stays closed.</summary>
    public static Error LockedOut(int minutes) => new("staff_locked_out", ErrorKind.TooMany, null, minutes);

    /// <summary>The password step is too long ago, or was never taken.</summary>
    public static Error SignInExpired { get; } = new("sign_in_expired", ErrorKind.Gone);

    /// <summary>The six digits of the authenticator app do not fit.</summary>
    public static Error TotpWrong { get; } = new("totp_wrong", ErrorKind.Invalid, "code");

    /// <summary>Not one of the recovery codes, or used before.</summary>
    public static Error RecoveryCodeWrong { get; } = new("recovery_code_wrong", ErrorKind.Invalid, "code");

    /// <summary>The present password is wrong.</summary>
    public static Error PasswordWrong { get; } = new("password_wrong", ErrorKind.Invalid, "password");

    /// <summary>The new password is too short; argument 0 is the least number of characters.</summary>
    public static Error PasswordTooShort(int least) => new("password_too_short", ErrorKind.Invalid, "newPassword", least);

    /// <summary>The new password is too long; argument 0 is the largest number of characters.</summary>
    public static Error PasswordTooLong(int most) => new("password_too_long", ErrorKind.Invalid, "newPassword", most);

    /// <summary>The new password is the old one, or holds the user name.</summary>
    public static Error PasswordTooEasy { get; } = new("password_too_easy", ErrorKind.Invalid, "newPassword");

    /// <summary>The new password was not typed the same twice.</summary>
    public static Error PasswordMismatch { get; } = new("password_mismatch", ErrorKind.Invalid, "again");

    /// <summary>Not 3 to 40 lower-case letters, digits, dots, dashes or underscores.</summary>
    public static Error UserNameInvalid { get; } = new("user_name_invalid", ErrorKind.Invalid, "userName");

    /// <summary>Somebody has this user name.</summary>
    public static Error UserNameTaken { get; } = new("user_name_taken", ErrorKind.Conflict, "userName");

    /// <summary>An account without a role could do nothing.</summary>
    public static Error RoleRequired { get; } = new("role_required", ErrorKind.Invalid, "roles");

    /// <summary>The scope of a role names no office or regency of this installation.</summary>
    public static Error ScopeUnknown { get; } = new("scope_unknown", ErrorKind.Invalid, "roles");

    /// <summary>The reason is longer than argument 0 characters.</summary>
    public static Error ReasonTooLong(int most) => new("reason_too_long", ErrorKind.Invalid, "reason", most);

    /// <summary>The reason holds what looks like a NIK or a phone number; the trail keeps none.</summary>
    public static Error ReasonPersonalData { get; } = new("reason_personal_data", ErrorKind.Invalid, "reason");

    /// <summary>Fewer letters than a search can work with; argument 0 is the least number.</summary>
    public static Error SearchTooShort(int least) => new("search_too_short", ErrorKind.Invalid, "search", least);

    /// <summary>A number that is neither a register number (10 digits) nor a NIK (16 digits).</summary>
    public static Error SearchNumber { get; } = new("search_number", ErrorKind.Invalid, "search");

    /// <summary>The application has no such value: none was told, or it was erased.</summary>
    public static Error NothingOnFile { get; } = new("nothing_on_file", ErrorKind.NotFound);
}
