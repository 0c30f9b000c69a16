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

    /// <summary>Send a message again, or note that its person was told without one.</summary>
    TellResidents,

    /// <summary>Write a message to a group of residents; it leaves once a second person has approved it.</summary>
    WriteBroadcast,

    /// <summary>Approve what somebody else wrote to a group, or refuse it.</summary>
    ApproveBroadcast,

    /// <summary>Say what messages cost the office, and limit what a day may bring.</summary>
    LimitSpending,

    /// <summary>The work queues of an office: what waits at which stage, and for how long.</summary>
    ViewQueues,

    /// <summary>Check a dossier: accept it, or return it with reasons.</summary>
    CheckDossier,

    /// <summary>Record an applicant: note each part as captured or excepted.</summary>
    RecordApplicant,

    /// <summary>As a second person: confirm the data, or send the recording back.</summary>
    ConfirmData,

    /// <summary>Put verified records into batches and send them to the centre.</summary>
    SendToCentre,

    /// <summary>Enter or import what the centre says.</summary>
    ReportFromCentre,

    /// <summary>Decide on duplicates and failures of the centre.</summary>
    ResolveCentreProblem,

    /// <summary>Refuse an application, with reasons.</summary>
    RejectApplication,

    /// <summary>The print order of an office with its places.</summary>
    ViewPrintOrder,

    /// <summary>Put a card into a priority class, or take it out.</summary>
    GivePriority,

    /// <summary>Take cards from the front of the order and print them.</summary>
    PrintCards,

    /// <summary>Look at a printed card and pass it.</summary>
    CheckQuality,

    /// <summary>Note, receive and count bundles of cards printed elsewhere.</summary>
    ReceiveBundles,

    /// <summary>Send the holder a one-time code for a delegate, and hand the card over.</summary>
    HandOverCard,

    /// <summary>Printed cards that nobody collected, by age and village.</summary>
    ViewUncollected,

    /// <summary>Take one's own last step back within minutes.</summary>
    UndoStep,

    /// <summary>The ledger of blangko, requests and closes of an office.</summary>
    ViewStock,

    /// <summary>Book blangko that came in, and write off loose spoiled ones.</summary>
    MoveBlangko,

    /// <summary>Give blangko to another office or back to the Dinas.</summary>
    TransferBlangko,

    /// <summary>Propose a correction of the ledger, or decide on somebody else's.</summary>
    CorrectStock,

    /// <summary>Ask the Dinas for blangko, and note what it answered.</summary>
    RequestBlangko,

    /// <summary>Count and confirm the daily close.</summary>
    CloseStockDay,

    /// <summary>The public board of blangko.</summary>
    ViewStockBoard,

    /// <summary>The published performance of an office.</summary>
    ViewPerformance,

    /// <summary>Review what one person did where two are needed.</summary>
    ReviewLoneActs,

    /// <summary>Read in the list an office kept before the portal.</summary>
    ImportBacklog,

    /// <summary>Print the paper for power and line cuts, with numbers set aside.</summary>
    PreparePaper,

    /// <summary>Key in what was taken down on paper.</summary>
    EnterFromPaper,

    /// <summary>Staff accounts, their roles, sessions and devices.</summary>
    ViewStaff,

    /// <summary>Create, invite, lock and deactivate staff accounts, and give roles.</summary>
    ManageStaff,

    /// <summary>As a second person: let somebody set up a new second factor.</summary>
    ConfirmSecondFactorReset,

    /// <summary>The own account: sessions, PIN, and taking over a shared station.</summary>
    UseOwnAccount,

    /// <summary>Open a link that was made for a new colleague, or for a forgotten password, and choose a password.</summary>
    AcceptInvitation,

    /// <summary>How an office is set up: names, villages, rules.</summary>
    ViewOffices,

    /// <summary>Open an office, and change its names, villages and rules.</summary>
    ManageOffices,

    /// <summary>The calendar of an office with what is booked.</summary>
    ViewCalendar,

    /// <summary>Change hours and slots, close days, add hours and releases.</summary>
    ManageCalendar,

    /// <summary>Enter national holidays and joint leave; for the whole installation.</summary>
    ManageHolidays,

    /// <summary>The audit trail.</summary>
    ViewAudit,

    /// <summary>Settings of an office or the installation, and who changed them.</summary>
    ViewSettings,

    /// <summary>Change settings.</summary>
    ManageSettings,

    /// <summary>What the house does by itself: when it ran, how it ended, when it runs next.</summary>
    ViewJobs,

    /// <summary>Run such work at once, pause it, or let it go on; for the whole installation.</summary>
    ManageJobs,

    /// <summary>The wording of messages, and which templates of the provider say the same.</summary>
    ViewTemplates,

    /// <summary>Change the wording of messages and what it is mapped to; for the whole installation.</summary>
    ManageMessages,

    /// <summary>Work that the house does by itself: expiring holds, dispatching messages, lapsing, purging.</summary>
    RunJobs,

    /// <summary>Take what the provider of messages reports and passes on, once its signature is checked.</summary>
    HearProvider,

    /// <summary>Replace the keys that protect personal data.</summary>
    RotateKeys,

    /// <summary>Let somebody set up a new second factor, from the server itself.</summary>
    RecoverAccount,
}
