using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Infrastructure.Applications;
using Portal.Web.Shared;

namespace Portal.Web.Features.OwnLink;

/// <summary>The resident's own view of an application.</summary>
public sealed partial class OwnPage
{
    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private StatusAdvice Advice { get; set; } = null!;

    /// <summary>The appointment that still counts, or null.</summary>
    private OwnAppointment? Visit => Own!.Appointment is { State: AppointmentState.Booked or AppointmentState.CheckedIn } visit ? visit : null;

    private string VisitText => Own!.Appointment switch
    {
        { State: AppointmentState.NoShow } => "Own.Missed",
        _ when Own.CanBook => "Own.NoVisit",
        _ => "Own.NoVisitNeeded",
    };

    /// <summary>How to go on without losing the place.</summary>
    private string ContinueText => Own!.State switch
    {
        ApplicationState.Rejected => "Continue.Rejected",
        ApplicationState.RecordingReturned => "Continue.RecordingReturned",
        _ when Visit is not null => "Continue.DossierReturned.Visit",
        _ => "Continue.DossierReturned",
    };

    /// <summary>What was just done, told once by the address that the act led to.</summary>
    private string? DoneText => Http.Request.Query["selesai"].ToString() switch
    {
        "jadwal" => "Done.Moved",
        "janji" => "Done.Booked",
        "batal" => "Done.Cancelled",
        "kontak" => "Done.Contact",
        "tautan" => "Done.Link",
        _ => null,
    };

    private List<TimelineEntry> Entries
    {
        get
        {
            var history = Own!.History;
            List<TimelineEntry> entries = [];
            for (var i = 0; i < history.Count; i++)
            {
                var current = i == history.Count - 1;
                entries.Add(new(
                    S[StatusGuide.For(history[i].State, VisitOutlook.None).What],
                    current ? TimelineState.Current : TimelineState.Done,
                    Format.Moment(history[i].At),
                    S[$"Source.{history[i].Source}"],
                    history[i].TakenBack ? T["Own.TakenBack"].Value : null));
            }

            if (StatusGuide.UsualNext(Own.State) is { } next)
            {
                entries.Add(new(S[StatusGuide.For(next, VisitOutlook.None).What], TimelineState.Next));
            }

            return entries;
        }
    }

    /// <inheritdoc />
    protected override Task LoadAsync()
    {
        Advice = StatusGuide.For(Own!.State, StatusGuide.OutlookOf(Visit?.Start, Time.GetUtcNow()), Own.WaitsForBlangko);
        return base.LoadAsync();
    }
}
