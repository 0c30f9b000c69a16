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

    /// <summary>The six digits of the authenticator app do not fit, or opened something before.</summary>
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

    /// <summary>One of the account's roles reaches further than the actor's own.</summary>
    public static Error BeyondScope { get; } = new("staff_beyond_scope", ErrorKind.Forbidden);

    /// <summary>Nobody locks, deactivates or resets the own account.</summary>
    public static Error OwnAccount { get; } = new("staff_own_account", ErrorKind.Conflict);

    /// <summary>Nobody takes the own last role of an administrator away.</summary>
    public static Error OwnAdminRole { get; } = new("staff_own_admin_role", ErrorKind.Conflict, "roles");

    /// <summary>Without this account nobody could administer the installation.</summary>
    public static Error LastAdmin { get; } = new("staff_last_admin", ErrorKind.Conflict);

    /// <summary>The account is not in the state that this act starts from.</summary>
    public static Error AccountState { get; } = new("staff_account_state", ErrorKind.Conflict);

    /// <summary>The link was used, revoked, has run out, or never was one.</summary>
    public static Error LinkOver { get; } = new("staff_link_over", ErrorKind.Gone);

    /// <summary>The colleague who is to take work over may not do it, or is not there.</summary>
    public static Error Colleague { get; } = new("staff_colleague", ErrorKind.Invalid, "colleague");

    /// <summary>The account has no second factor that could be reset.</summary>
    public static Error NoSecondFactor { get; } = new("staff_no_second_factor", ErrorKind.Conflict);

    /// <summary>A reset of the second factor is asked for already.</summary>
    public static Error ResetPending { get; } = new("staff_reset_pending", ErrorKind.Conflict);

    /// <summary>The request was decided, or nobody decided it in time.</summary>
    public static Error ResetOver { get; } = new("staff_reset_over", ErrorKind.Gone);

    /// <summary>A second person is there to confirm; acting alone is for when there is none.</summary>
    public static Error ResetNotAlone { get; } = new("staff_reset_not_alone", ErrorKind.Conflict);

    /// <summary>Not six digits.</summary>
    public static Error PinDigits { get; } = new("pin_digits", ErrorKind.Invalid, "pin");

    /// <summary>A PIN that others would try first.</summary>
    public static Error PinEasy { get; } = new("pin_easy", ErrorKind.Invalid, "pin");

    /// <summary>The PIN was not typed the same twice.</summary>
    public static Error PinMismatch { get; } = new("pin_mismatch", ErrorKind.Invalid, "pinAgain");

    /// <summary>The PIN is wrong.</summary>
    public static Error PinWrong { get; } = new("pin_wrong", ErrorKind.Invalid, "pin");

    /// <summary>PIN or password, whichever was typed into the one box, is wrong.</summary>
    public static Error UnlockWrong { get; } = new("unlock_wrong", ErrorKind.Invalid, "pin");

    /// <summary>Too many wrong PINs: only the password opens now.</summary>
    public static Error PinClosed { get; } = new("pin_closed", ErrorKind.TooMany, "pin");

    /// <summary>This person has not signed in with password and second factor on this browser within half a day, or has no PIN.</summary>
    public static Error SwitchRefused { get; } = new("switch_refused", ErrorKind.Gone);

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
