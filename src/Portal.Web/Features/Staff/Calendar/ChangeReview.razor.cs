using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Infrastructure.Calendar;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.Stock;

namespace Portal.Web.Features.Staff.Calendar;

/// <summary>Whom a change touches and what becomes of each, before it is done. Another time may be chosen for everybody.</summary>
public sealed partial class ChangeReview
{
    private ElementReference _heading;
    private Guid? _edited;
    private string _day = "";
    private string _time = "";
    private IReadOnlyList<DateTimeOffset> _free = [];

    /// <summary>What is about to be done.</summary>
    [Parameter, EditorRequired]
    public required string Title { get; set; }

    /// <summary>Whom it touches.</summary>
    [Parameter, EditorRequired]
    public required ChangePreview Preview { get; set; }

    /// <summary>The words on the button.</summary>
    [Parameter, EditorRequired]
    public required string Act { get; set; }

    /// <summary>Whether it closes something.</summary>
    [Parameter]
    public bool Danger { get; set; }

    /// <summary>Whether the people are of several offices.</summary>
    [Parameter]
    public bool Everywhere { get; set; }

    /// <summary>An act is under way.</summary>
    [Parameter]
    public bool Busy { get; set; }

    /// <summary>Does it.</summary>
    [Parameter, EditorRequired]
    public required EventCallback Confirm { get; set; }

    /// <summary>Thinks better of it.</summary>
    [Parameter, EditorRequired]
    public required EventCallback Back { get; set; }

    /// <summary>Another time for somebody; null to let the person choose.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<(Guid Appointment, DateTimeOffset? To)> Wish { get; set; }

    /// <summary>The free times of a day; null where none can be chosen here.</summary>
    [Parameter]
    public Func<DateOnly, Task<IReadOnlyList<DateTimeOffset>>>? Choices { get; set; }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await _heading.TryFocusAsync();
        }
    }

    private string Told(TouchedVisit visit, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, visit.Zone);
        return $"{Format.ShortDay(DateOnly.FromDateTime(local.DateTime))}, {Format.Time(local)}";
    }

    private async Task EditAsync(TouchedVisit visit)
    {
        if (_edited == visit.Move.Appointment)
        {
            _edited = null;
            return;
        }

        _edited = visit.Move.Appointment;
        var local = TimeZoneInfo.ConvertTime(visit.Move.To ?? visit.Move.From, visit.Zone);
        await ShowAsync(DateOnly.FromDateTime(local.DateTime));
    }

    private async Task DayAsync(ChangeEventArgs typed)
    {
        if (TypedNumber.DayOf($"{typed.Value}") is { } day)
        {
            await ShowAsync(day);
        }
    }

    private async Task ShowAsync(DateOnly day)
    {
        (_day, _time) = (day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "");
        _free = Choices is null ? [] : await Choices(day);
    }

    private Task TakeAsync(TouchedVisit visit) =>
        long.TryParse(_time, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && _free.FirstOrDefault(s => s.UtcTicks == ticks) is { Ticks: > 0 } start ? SetAsync(visit, start) : Task.CompletedTask;

    private async Task SetAsync(TouchedVisit visit, DateTimeOffset? to)
    {
        _edited = null;
        await Wish.InvokeAsync((visit.Move.Appointment, to));
    }
}
