using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Tracking;

/// <summary>Where an application stands, for anyone who has its number; no personal data at all.</summary>
public sealed partial class StatusPage
{
    /// <summary>As it stands in the address: people type it there, too.</summary>
    [Parameter]
    public string Register { get; set; } = "";

    [Inject]
    private StatusReader Reading { get; set; } = null!;

    private StatusFacts? Shown { get; set; }

    private bool IsUnknown => Errors.Contains(ApplicationErrors.UnknownRegister);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var facts = Http.Features.Get<ReadStatus>()?.Facts ?? await Reading.ReadAsync(Register, Aborted);
        if (!Refuse(facts))
        {
            Shown = facts.Value;
        }
    }

    private static string SourceKey(StatusSource source) => source switch
    {
        StatusSource.Office => "Source.Office",
        StatusSource.Centre => "Source.Centre",
        StatusSource.Phone => "Source.Phone",
    };

    private string By(StatusFacts shown) => shown.Advice.By switch
    {
        ExpectedBy.Appointment => Format.Moment(shown.Application.AppointmentStart!.Value),
        ExpectedBy.Resident => S["By.Resident"],
        _ when shown.Promise is { } promise => S["By.OfficePromise", promise.Read(Language, Common)],
        _ => S["By.OfficePromise.None"],
    };
}
