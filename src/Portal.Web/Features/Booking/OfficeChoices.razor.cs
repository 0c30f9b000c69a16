using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Infrastructure.Offices;

namespace Portal.Web.Features.Booking;

/// <summary>The choice of an office.</summary>
public sealed partial class OfficeChoices
{
    private List<(string Regency, List<OfficeEntry> Offices)> _groups = [];

    [Parameter, EditorRequired]
    public required IReadOnlyList<OfficeEntry> Offices { get; set; }

    [Inject]
    private IStringLocalizer<BookingTexts> T { get; set; } = null!;

    /// <inheritdoc />
    protected override void OnParametersSet() => _groups =
    [
        .. Offices.GroupBy(o => o.Office.Regency)
            .OrderBy(g => g.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => (g.Key, g.OrderBy(o => o.Office.Name, StringComparer.OrdinalIgnoreCase).ToList())),
    ];

    // The first one carries the bare name, so that the error summary's link lands on it.
    private string IdOf(OfficeEntry office) =>
        ReferenceEquals(office, _groups[0].Offices[0]) ? Name : Name + "-" + office.Code.Value;
}
