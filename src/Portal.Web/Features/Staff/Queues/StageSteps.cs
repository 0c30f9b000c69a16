using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Web.Features.Staff.Desk;

namespace Portal.Web.Features.Staff.Queues;

/// <summary>The next step of an application, as staff take it.</summary>
/// <param name="Page">The page on which it is taken, written as in that page's route.</param>
/// <param name="Text">Text key of the button.</param>
/// <param name="Permission">Who may take it.</param>
public sealed record StageStep(string Page, string Text, Permission Permission)
{
    private const string Register = "{RegisterText}";

    /// <summary>True for a page about this one application; otherwise many are worked on there together.</summary>
    public bool IsOwn => Page.Contains(Register, StringComparison.Ordinal);

    /// <summary>The page's address for an application.</summary>
    public string For(RegisterNumber register) => Page.Replace(Register, register.Value, StringComparison.Ordinal);
}

/// <summary>Which page takes an application on from where it stands: one line a state.</summary>
public static class StageSteps
{
    /// <summary>The next step; null once it has ended.</summary>
    public static StageStep? Of(ApplicationState state) => state switch
    {
        ApplicationState.Submitted or ApplicationState.DossierReturned => new("/petugas/penelitian/{RegisterText}", "Step.Dossier", Permission.CheckDossier),
        ApplicationState.DossierAccepted or ApplicationState.RecordingReturned => new("/petugas/perekaman/{RegisterText}", "Step.Record", Permission.RecordApplicant),
        ApplicationState.Recorded => new("/petugas/pemeriksaan/{RegisterText}", "Step.Confirm", Permission.ConfirmData),
        ApplicationState.Verified => new("/petugas/pusat", "Step.Send", Permission.SendToCentre),
        ApplicationState.SentToCentre => new("/petugas/pusat/kabar/{RegisterText}", "Step.Report", Permission.ReportFromCentre),
        ApplicationState.DuplicateFound or ApplicationState.CentreFailed => new("/petugas/masalah/{RegisterText}", "Step.Resolve", Permission.ResolveCentreProblem),
        ApplicationState.PrintReady or ApplicationState.Printing => new("/petugas/pencetakan", "Step.Print", Permission.PrintCards),
        ApplicationState.PrintedElsewhere => new("/petugas/kiriman", "Step.Receive", Permission.ReceiveBundles),
        ApplicationState.Printed => new("/petugas/mutu", "Step.Quality", Permission.CheckQuality),
        ApplicationState.ReadyForPickup => new("/petugas/penyerahan/{RegisterText}", "Step.HandOver", Permission.HandOverCard),
        ApplicationState.Collected or ApplicationState.Cancelled or ApplicationState.Rejected or ApplicationState.Lapsed => null,
    };

    /// <summary>The next step, if this actor may take it in this office and its page is there.</summary>
    public static StageStep? For(Actor actor, OfficeCode office, ApplicationState state, StaffRoutes routes) =>
        Of(state) is { } step && actor.May(step.Permission, office) && routes.Has(step.Page) ? step : null;

    /// <summary>Where a scanned number leads: to the page of its next step, or to its file where that is a page about many or nothing is to be done.</summary>
    public static string AddressOf(Actor actor, OfficeCode office, ApplicationState state, RegisterNumber register, StaffRoutes routes) =>
        For(actor, office, state, routes) is { IsOwn: true } step ? step.For(register) : $"/petugas/berkas/{register}";
}
