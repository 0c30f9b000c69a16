using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Tracking;

/// <summary>Where an application stands, for anyone who has its number; no personal data at all.</summary>
public sealed partial class StatusPage
{
    /// <summary>As it stands in the address: people type it there, too.</summary>
    [Parameter]
    public string Register { get; set; } = "";

    [Inject]
    private TrackApplication Track { get; set; } = null!;

    [Inject]
    private OfficeDirectory Directory { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private Facts? Shown { get; set; }

    private bool IsUnknown => Errors.Contains(ApplicationErrors.UnknownRegister);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var number = RegisterNumber.Parse(Register);
        if (Refuse(number))
        {
            return;
        }

        var tracked = await Track.ExecuteAsync(new TrackApplication.Query(number.Value), Actor.Visitor, Aborted);
        if (Refuse(tracked))
        {
            return;
        }

        var application = tracked.Value;
        var office = (await Directory.GetAsync(Aborted))[application.Office];
        Shown = new Facts(application, office, StatusGuide.For(application.State, StatusGuide.OutlookOf(application.AppointmentStart, Time.GetUtcNow())));
    }

    private static string SourceKey(StatusSource source) => source switch
    {
        StatusSource.Office => "Source.Office",
        StatusSource.Centre => "Source.Centre",
        StatusSource.Phone => "Source.Phone",
    };

    private string By(Facts shown) => shown.Advice.By switch
    {
        ExpectedBy.Appointment => Format.Moment(shown.Application.AppointmentStart!.Value),
        ExpectedBy.Resident => S["By.Resident"],
        _ when shown.Office.Rules.Promise is { } promise => S["By.OfficePromise", promise.Read(Language, Common)],
        _ => S["By.OfficePromise.None"],
    };

    private sealed record Facts(TrackedApplication Application, OfficeEntry Office, StatusAdvice Advice);
}
