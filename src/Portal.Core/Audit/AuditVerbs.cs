namespace Portal.Core.Audit;

/// <summary>Every verb of the audit trail. A test holds this list against docs/audit-events.md.</summary>
public static class AuditVerbs
{
    public const string ApplicationSubmitted = "application.submitted";
    public const string ApplicationCancelled = "application.cancelled";
    public const string ApplicationLapsed = "application.lapsed";
    public const string ApplicationViewed = "application.viewed";
    public const string ApplicationNikFreed = "application.nik_freed";
    public const string ApplicationUnmasked = "application.unmasked";
    public const string ApplicationCodeRequested = "application.code_requested";
    public const string ApplicationContactChanged = "application.contact_changed";
    public const string ApplicationLinkRenewed = "application.link_renewed";
    public const string ReceiptReprinted = "application.receipt_reprinted";
    public const string AppointmentBooked = "appointment.booked";
    public const string AppointmentMoved = "appointment.moved";
    public const string AppointmentCheckedIn = "appointment.checked_in";
    public const string AppointmentCheckInUndone = "appointment.check_in_undone";
    public const string AppointmentNoShow = "appointment.no_show";
    public const string AppointmentNoShowUndone = "appointment.no_show_undone";
    public const string KeysRotated = "keys.rotated";
    public const string StaffCreated = "staff.created";
    public const string StaffSignedIn = "staff.signed_in";
    public const string StaffSignInFailed = "staff.sign_in_failed";
    public const string StaffLockedOut = "staff.locked_out";
    public const string StaffSecondFactorSet = "staff.second_factor_set";
    public const string StaffRecoveryCodeUsed = "staff.recovery_code_used";
    public const string StaffPasswordChanged = "staff.password_changed";
}
