using Microsoft.AspNetCore.Components;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.PublicInfo;
using Portal.Web.Shared;

namespace Portal.Web.Features.PublicInfo;

/// <summary>What both service pages share: the chosen office travels in the address as <c>?kantor=</c>.</summary>
public abstract class ServicesPageBase : ResidentPage
{
    [Inject]
    private ViewServices ViewServices { get; set; } = null!;

    /// <summary>The office's code as it stands in the address.</summary>
    [SupplyParameterFromQuery(Name = "kantor")]
    public string? Kantor { get; set; }

    /// <summary>Null until it is loaded: a component is rendered once before that.</summary>
    private protected ServiceList? List { get; private set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        OfficeCode? asked = null;
        if (!string.IsNullOrWhiteSpace(Kantor))
        {
            if (OfficeCode.TryParse(Kantor, out var code))
            {
                asked = code;
            }
            else
            {
                Refuse(BookingErrors.OfficeUnknown);
            }
        }

        var list = await ViewServices.ExecuteAsync(new(asked), Actor.Visitor, Aborted);
        if (Refuse(list))
        {
            // An old link to an office that has left still shows what holds everywhere.
            list = await ViewServices.ExecuteAsync(new(null), Actor.Visitor, Aborted);
        }

        List = list.Value;
    }

    /// <summary>A path with the chosen office.</summary>
    private protected string WithOffice(string path) =>
        List?.Office is { } office ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}kantor={office.Code}" : path;
}
