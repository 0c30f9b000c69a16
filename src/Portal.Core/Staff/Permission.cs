namespace Portal.Core.Staff;

/// <summary>
/// One entry per use case. A new entry does not compile until <see cref="PermissionTable.HoldersOf"/> names who holds it.
/// </summary>
public enum Permission
{
    /// <summary>See offices, their villages and services.</summary>
    ViewPublicInfo,

    /// <summary>See free places.</summary>
    FindFreeSlots,

    /// <summary>Keep a place for ten minutes while filling in the form.</summary>
    HoldPlace,

    /// <summary>Keep the answers typed so far with the held place.</summary>
    SaveAnswers,

    /// <summary>Turn a held or named place into an appointment and a register number.</summary>
    BookAppointment,

    /// <summary>Where an application stands, without personal data.</summary>
    TrackApplication,

    /// <summary>Ask for one's own link again by register number and a code sent to the phone on file.</summary>
    RecoverLink,

    /// <summary>One's own application through one's own link.</summary>
    ViewOwnApplication,

    /// <summary>Book another appointment for an existing application.</summary>
    BookFollowUp,

    /// <summary>Move an appointment to another slot.</summary>
    RescheduleAppointment,

    /// <summary>Withdraw an application and free its place.</summary>
    CancelApplication,

    /// <summary>Ask for a one-time code to change phone or channel.</summary>
    RequestContactCode,

    /// <summary>Change phone or channel with that code.</summary>
    ChangeContact,

    /// <summary>Change phone or channel at the desk, after checking who the person is.</summary>
    ChangeContactAtDesk,

    /// <summary>Today's appointments of an office.</summary>
    ViewToday,

    /// <summary>Search applications by name, register number or NIK.</summary>
    FindApplications,

    /// <summary>One application, personal data masked.</summary>
    ViewApplication,

    /// <summary>The receipt of an application, to print again.</summary>
    ReprintReceipt,

    /// <summary>Note that the person has arrived, and take that back.</summary>
    CheckIn,

    /// <summary>Note that the person did not come, and take that back.</summary>
    MarkNoShow,

    /// <summary>Register someone who came without an appointment.</summary>
    RegisterWalkIn,

    /// <summary>See a NIK, birth date or phone in full; needs a reason and is audited.</summary>
    UnmaskPersonalData,

    /// <summary>Free a NIK that somebody else has used.</summary>
    FreeNik,

    /// <summary>The messages of an office and what became of them.</summary>
    ViewMessages,

    /// <summary>Create staff accounts and their role assignments.</summary>
    ManageStaff,

    /// <summary>Set offices, hours and rules.</summary>
    ManageOffices,

    /// <summary>Work that the house does by itself: expiring holds, dispatching messages, lapsing, purging.</summary>
    RunJobs,

    /// <summary>Replace the keys that protect personal data.</summary>
    RotateKeys,
}
