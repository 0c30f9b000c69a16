using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Infrastructure.Booking;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Booking;

/// <summary>The days that can be booked, with their free places, and when the next ones are released.</summary>
public sealed partial class DayChoices
{
    [Parameter, EditorRequired]
    public required FreeDays Free { get; set; }

    /// <summary>The Indonesian address of a day's times.</summary>
    [Parameter, EditorRequired]
    public required Func<DateOnly, string> LinkTo { get; set; }

    [Inject]
    private IStringLocalizer<BookingTexts> T { get; set; } = null!;

    [Inject]
    private ReaderLanguage Reader { get; set; } = null!;

    [Inject]
    private ReaderFormat Format { get; set; } = null!;

    private IReadOnlyList<FreeDay> Days => Free.Days;

    private NextRelease? Next => Free.Next;

    private bool AnyFree => Free.Days.Any(d => d.Free > 0);
}
