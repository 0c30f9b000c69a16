using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Booking;

/// <summary>The choice of a time on one day.</summary>
public sealed partial class SlotChoices
{
    private const string Wire = "yyyy-MM-dd'T'HH:mm:sszzz";
    private const int Noon = 12;

    private FreeSlot? _first;

    [Parameter, EditorRequired]
    public required IReadOnlyList<FreeSlot> Slots { get; set; }

    [Inject]
    private IStringLocalizer<BookingTexts> T { get; set; } = null!;

    [Inject]
    private ReaderFormat Format { get; set; } = null!;

    private IEnumerable<(string Name, string Title, List<FreeSlot> Slots)> Groups =>
        from slot in Slots
        group slot by slot.Start.Hour < Noon into half
        let title = half.Key ? T["Time.Morning", LanguageFormat.Zone(half.First().Start)] : T["Time.Afternoon", LanguageFormat.Zone(half.First().Start)]
        select (half.Key ? "am" : "pm", title.Value, half.ToList());

    /// <summary>Reads a posted choice.</summary>
    public static Result<DateTimeOffset> Read(string typed)
    {
        if (typed.Length == 0)
        {
            return BookingErrors.SlotRequired;
        }

        return DateTimeOffset.TryParseExact(typed, Wire, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) ? start : BookingErrors.SlotUnknown;
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _first = Slots.FirstOrDefault(s => s.Free > 0);

    private static string ValueOf(FreeSlot slot) => slot.Start.ToString(Wire, CultureInfo.InvariantCulture);

    // The first free one carries the bare name, so that the error summary's link lands on it.
    private string IdOf(FreeSlot slot) => ReferenceEquals(slot, _first) ? Name : $"{Name}-{slot.Start:HHmm}";
}
