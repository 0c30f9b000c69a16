namespace Portal.Core.Staff;

/// <summary>Everyone who can hold a permission, as flags.</summary>
[Flags]
public enum Holders
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Anyone: a resident without a link, a machine without a key.</summary>
    Visitor = 1,

    /// <summary>The resident whose link it is, for that application only.</summary>
    Resident = 2,

    /// <summary><see cref="StaffRole.Registrar"/>.</summary>
    Registrar = 4,

    /// <summary><see cref="StaffRole.Checker"/>.</summary>
    Checker = 8,

    /// <summary><see cref="StaffRole.Operator"/>.</summary>
    Operator = 16,

    /// <summary><see cref="StaffRole.PrintOperator"/>.</summary>
    PrintOperator = 32,

    /// <summary><see cref="StaffRole.Supervisor"/>.</summary>
    Supervisor = 64,

    /// <summary><see cref="StaffRole.Admin"/>.</summary>
    Admin = 128,

    /// <summary>The portal itself: jobs and the command line of the server.</summary>
    System = 256,

    /// <summary>Everyone with a role in the office's daily work; an admin is not among them.</summary>
    OfficeStaff = Registrar | Checker | Operator | PrintOperator | Supervisor,

    /// <summary>Everyone.</summary>
    Anyone = Visitor | Resident | OfficeStaff | Admin | System,
}

/// <summary>
/// Who may do what: the only place that says so. Every use case names its <see cref="Permission"/> and asks
/// <see cref="Shared.Actor"/>, which asks this table; a staff member's role counts within its scope only.
/// </summary>
public static class PermissionTable
{
    /// <summary>Everyone who holds <paramref name="permission"/>.</summary>
    public static Holders HoldersOf(Permission permission) => permission switch
    {
        Permission.ViewPublicInfo => Holders.Anyone,
        Permission.FindFreeSlots => Holders.Anyone,
        Permission.HoldPlace => Holders.Visitor,
        Permission.SaveAnswers => Holders.Visitor,
        Permission.BookAppointment => Holders.Visitor,
        Permission.TrackApplication => Holders.Anyone,
        Permission.RecoverLink => Holders.Visitor | Holders.Resident,

        Permission.ViewOwnApplication => Holders.Visitor | Holders.Resident,
        Permission.BookFollowUp => Holders.Resident,
        Permission.RescheduleAppointment => Holders.Resident,
        Permission.CancelApplication => Holders.Resident | Holders.Registrar,
        Permission.RequestContactCode => Holders.Resident,
        Permission.ChangeContact => Holders.Resident,
        Permission.ChangeContactAtDesk => Holders.Registrar | Holders.Supervisor,

        Permission.ViewToday => Holders.OfficeStaff,
        Permission.FindApplications => Holders.OfficeStaff,
        Permission.ViewApplication => Holders.OfficeStaff,
        Permission.ReprintReceipt => Holders.Registrar | Holders.Operator | Holders.Supervisor,
        Permission.CheckIn => Holders.Registrar | Holders.Operator,
        Permission.MarkNoShow => Holders.Registrar | Holders.Supervisor,
        Permission.RegisterWalkIn => Holders.Registrar,
        Permission.UnmaskPersonalData => Holders.Registrar | Holders.Checker | Holders.Supervisor,
        Permission.FreeNik => Holders.Registrar | Holders.Supervisor,
        Permission.ViewMessages => Holders.Registrar | Holders.Supervisor,
        Permission.TellResidents => Holders.Registrar | Holders.Supervisor,
        Permission.WriteBroadcast => Holders.Registrar | Holders.Supervisor,
        Permission.ApproveBroadcast => Holders.Supervisor,
        Permission.LimitSpending => Holders.Supervisor,

        Permission.ViewQueues => Holders.OfficeStaff,
        Permission.CheckDossier => Holders.Checker,
        Permission.RecordApplicant => Holders.Operator,
        Permission.ConfirmData => Holders.Operator | Holders.Checker | Holders.Supervisor,
        Permission.SendToCentre => Holders.Operator,
        Permission.ReportFromCentre => Holders.Operator | Holders.Supervisor,
        Permission.ResolveCentreProblem => Holders.Supervisor,
        Permission.RejectApplication => Holders.Supervisor,
        Permission.ViewPrintOrder => Holders.OfficeStaff,
        Permission.GivePriority => Holders.Supervisor,
        Permission.PrintCards => Holders.PrintOperator,
        Permission.CheckQuality => Holders.PrintOperator | Holders.Registrar,
        Permission.ReceiveBundles => Holders.PrintOperator | Holders.Operator,
        Permission.HandOverCard => Holders.Registrar,
        Permission.ViewUncollected => Holders.Registrar | Holders.Supervisor,
        Permission.UndoStep => Holders.OfficeStaff,

        Permission.ViewStock => Holders.OfficeStaff,
        Permission.MoveBlangko => Holders.PrintOperator | Holders.Supervisor,
        Permission.TransferBlangko => Holders.Supervisor,
        Permission.CorrectStock => Holders.PrintOperator | Holders.Supervisor,
        Permission.RequestBlangko => Holders.PrintOperator | Holders.Supervisor,
        Permission.CloseStockDay => Holders.PrintOperator | Holders.Supervisor,
        Permission.ViewStockBoard => Holders.Anyone,
        Permission.ViewPerformance => Holders.Anyone,
        Permission.ReviewLoneActs => Holders.Supervisor,
        Permission.ImportBacklog => Holders.Supervisor,
        Permission.PreparePaper => Holders.Registrar | Holders.Supervisor,
        Permission.EnterFromPaper => Holders.Registrar,

        Permission.ViewStaff => Holders.Supervisor | Holders.Admin,
        Permission.ManageStaff => Holders.Admin | Holders.System,
        Permission.ConfirmSecondFactorReset => Holders.Supervisor | Holders.Admin,
        Permission.UseOwnAccount => Holders.OfficeStaff | Holders.Admin,
        Permission.AcceptInvitation => Holders.Visitor,
        Permission.ViewOffices => Holders.Supervisor | Holders.Admin,
        Permission.ManageOffices => Holders.Admin | Holders.System,
        Permission.ViewCalendar => Holders.OfficeStaff | Holders.Admin,
        Permission.ManageCalendar => Holders.Supervisor | Holders.Admin,
        Permission.ManageHolidays => Holders.Admin,
        Permission.ViewAudit => Holders.Supervisor | Holders.Admin,
        Permission.ViewSettings => Holders.Supervisor | Holders.Admin,
        Permission.ManageSettings => Holders.Admin,
        Permission.ViewJobs => Holders.Supervisor | Holders.Admin,
        Permission.ManageJobs => Holders.Admin,
        Permission.ViewTemplates => Holders.Supervisor | Holders.Admin,
        Permission.ManageMessages => Holders.Admin,
        Permission.RunJobs => Holders.System,
        Permission.HearProvider => Holders.System,
        Permission.RotateKeys => Holders.System,
        Permission.RecoverAccount => Holders.System,
    };

    /// <summary>The flag of a role.</summary>
    public static Holders FlagOf(StaffRole role) => role switch
    {
        StaffRole.Registrar => Holders.Registrar,
        StaffRole.Checker => Holders.Checker,
        StaffRole.Operator => Holders.Operator,
        StaffRole.PrintOperator => Holders.PrintOperator,
        StaffRole.Supervisor => Holders.Supervisor,
        StaffRole.Admin => Holders.Admin,
    };

    /// <summary>True for roles that must sign in with a second factor.</summary>
    public static bool NeedsSecondFactor(StaffRole role) => role is StaffRole.Supervisor or StaffRole.Admin;
}
