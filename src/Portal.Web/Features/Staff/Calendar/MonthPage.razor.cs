using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Infrastructure.Calendar;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.Stock;

namespace Portal.Web.Features.Staff.Calendar;

/// <summary>A month or a week of a service point, and the times of one day.</summary>
public sealed partial class MonthPage
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private ElementReference _heading;
    private CalendarDay? _day;
    private DateOnly? _focused;

    [SupplyParameterFromQuery(Name = "bulan")]
    public string? MonthOf { get; set; }

    [SupplyParameterFromQuery(Name = "minggu")]
    public string? WeekOf { get; set; }

    [SupplyParameterFromQuery(Name = "hari")]
    public string? DayText { get; set; }

    private bool Weekly => TypedNumber.DayOf(WeekOf) is not null;

    private DateOnly? ShownDay => TypedNumber.DayOf(DayText);

    /// <summary>The day around which is shown.</summary>
    private DateOnly Picked => TypedNumber.DayOf(WeekOf) ?? MonthStart ?? ShownDay ?? LocalToday;

    private DateOnly? MonthStart => TypedNumber.DayOf(MonthOf + "-01");

    private DateOnly LocalToday => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Time.GetUtcNow(), Zone).DateTime);

    private DateOnly First => Weekly ? Monday(Picked) : new DateOnly(Picked.Year, Picked.Month, 1);

    private DateOnly Before => Weekly ? First.AddDays(-7) : First.AddMonths(-1);

    private DateOnly After => Weekly ? First.AddDays(7) : First.AddMonths(1);

    /// <inheritdoc />
    protected override ViewCalendar.Query QueryOf(OfficeCode office, Guid? point)
    {
        var from = Weekly ? First : Monday(First);
        var days = Weekly ? 7 : ((After.AddDays(-1).DayNumber - from.DayNumber) / 7 * 7) + 7;
        return new(office, point, from, days, ShownDay);
    }

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        // A day of another month is shown all the same.
        _day = Calendar?.Days.FirstOrDefault(d => d.Day == ShownDay);
        if (Calendar is { } calendar && ShownDay is { } day && _day is null)
        {
            _day = (await Viewer.ExecuteAsync(new(Office!.Code, calendar.Point.Id, day, 1), Actor, Gone)).Value.Days[0];
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _ = KeepFreshAsync(Fresh, Time, LoadAsync);
        }

        // Whoever has chosen a day goes on reading there.
        if (ShownDay != _focused && RendererInfo.IsInteractive)
        {
            var chosen = _focused is not null || !firstRender;
            _focused = ShownDay;
            if (chosen)
            {
                await _heading.TryFocusAsync();
            }
        }
    }

    [Inject]
    private ViewCalendar Viewer { get; set; } = null!;

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    private static string MonthText(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    private string To(DateOnly first) => PointLink("/petugas/kalender", Weekly ? ("minggu", Iso(first)) : ("bulan", MonthText(first)));

    private string DayLink(CalendarDay day) => PointLink("/petugas/kalender", Weekly ? ("minggu", Iso(First)) : ("bulan", MonthText(First)), ("hari", Iso(day.Day)));

    private string NameOf(DateOnly first) => Weekly
        ? C["Week.Name", Format.ShortDay(first), Format.ShortDay(first.AddDays(6))]
        : $"{Format.Month(first.Month)} {Format.Number(first.Year, grouped: false)}";

    private static string HoursOf(CalendarDay day) => HoursText.Write(day.Hours);

    private string NoteOf(CalendarDay day)
    {
        List<string> notes = [];
        if (day.Holiday is { } holiday)
        {
            notes.Add(C[$"Holiday.{holiday.Kind}", holiday.Name?.Indonesian ?? ""]);
        }

        if (day.Closure is { } closure)
        {
            notes.Add(C["Note.Closed", closure.Reason.Indonesian]);
        }
        else if (day.Extra.Count > 0)
        {
            notes.Add(C["Note.Extra"]);
        }

        if (day.ReleasesAt is { } at && day.Day >= Calendar!.Today)
        {
            notes.Add(C[day.Announced ? "Note.Announced" : "Note.Release", $"{Format.ShortDay(DateOnly.FromDateTime(at.DateTime))} {Format.Clock(TimeOnly.FromDateTime(at.DateTime))}"]);
        }

        return string.Join("; ", notes);
    }

    private string ClassOf(CalendarDay day)
    {
        var load = day.Closure is not null || day.Holiday is not null && day.Hours.Count == 0 ? "shut" : day.Hours.Count == 0 ? "rest" : day.Free == 0 ? "full" : "open";
        return $"{load}{(day.Day == Calendar!.Today ? " today" : "")}{(day.Day.Month == First.Month ? "" : " beside")}{(day.Day == ShownDay ? " shown" : "")}";
    }
}
