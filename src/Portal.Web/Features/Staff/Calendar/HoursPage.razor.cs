using Microsoft.AspNetCore.Components;
using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Infrastructure.Calendar;
using Portal.Web.Features.Staff.Stock;

namespace Portal.Web.Features.Staff.Calendar;

/// <summary>Hours and rules of a service point, from a day on; its name; and another point beside it.</summary>
public sealed partial class HoursPage
{
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private readonly Dictionary<DayOfWeek, string> _hours = Week.ToDictionary(d => d, _ => "");
    private string _minutes = "";
    private string _stations = "";
    private string _share = "";
    private string _horizon = "";
    private string _release = "";
    private string _from = "";
    private string _name = "";
    private string _nameEnglish = "";
    private string _newName = "";
    private string _closedFrom = "";
    private bool _adding;
    private bool _closing;
    private Guid? _filled;
    private Guid _addCommand = Guid.NewGuid();

    [Inject]
    private AddServicePoint Add { get; set; } = null!;

    private string? Online => Typed() is { } rules ? C["Field.WalkIn.Hint", rules.OnlineCapacity].Value : null;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        await base.LoadAsync();
        if (Calendar is { } calendar && _filled != calendar.Point.Id)
        {
            _filled = calendar.Point.Id;
            Fill(calendar.Today.AddDays(1), calendar.Hours, calendar.Rules);
            (_name, _nameEnglish) = (calendar.Point.Name.Indonesian, calendar.Point.Name.English ?? "");
        }
    }

    private void Fill(DateOnly from, IReadOnlyList<OpeningHours> hours, SlotRules rules)
    {
        foreach (var day in Week)
        {
            _hours[day] = HoursText.Write(hours.Where(h => h.Day == day));
        }

        (_minutes, _stations, _share, _horizon) = ($"{rules.SlotMinutes}", $"{rules.Stations}", $"{rules.WalkInSharePercent}", $"{rules.HorizonDays}");
        (_release, _from) = (Format.Clock(rules.ReleasesAt), Iso(from));
    }

    private void Type(DayOfWeek day, ChangeEventArgs typed) => _hours[day] = $"{typed.Value}";

    private SlotRules? Typed() => TypedNumber.Of(_stations) is { } stations and >= 1 and <= 50 && TypedNumber.Of(_share) is { } share and >= 0 and <= 100 ? new SlotRules(15, stations, share, 1, TimeOnly.MinValue) : null;

    private async Task PlanAsync()
    {
        (_adding, _closing) = (false, false);
        List<Error> errors = [];
        List<OpeningHours> hours = [];
        foreach (var day in Week)
        {
            var parsed = HoursText.Parse(day, _hours[day]);
            errors.AddRange(parsed.Errors);
            hours.AddRange(parsed.TryGet(out var intervals) ? intervals : []);
        }

        var release = HoursText.TimeOf(_release);
        if (release is null)
        {
            errors.Add(CalendarErrors.Times("releasesAt"));
        }

        // What is no number at all is out of every range.
        static int Number(string typed) => TypedNumber.Of(typed) ?? -1;
        var rules = new SlotRules(Number(_minutes), Number(_stations), Number(_share), Number(_horizon), release ?? TimeOnly.MinValue);
        errors.AddRange(ServicePoint.FaultsOf(hours, rules).Where(e => hours.Count > 0 || e.Code != CalendarErrors.NoHours.Code || errors.Count == 0));
        if (TypedNumber.DayOf(_from) is not { } from)
        {
            errors.Add(CalendarErrors.Day("from"));
            Faults = errors;
        }
        else if (errors.Count > 0)
        {
            Faults = errors;
        }
        else
        {
            await AskAsync(new CalendarChange.PlanFrom(new PointPlan(from, hours, rules)), always: true);
        }
    }

    private Task RenameAsync()
    {
        (_adding, _closing) = (false, false);
        return AskAsync(new CalendarChange.Rename(new LocalizedText(_name.Trim(), string.IsNullOrWhiteSpace(_nameEnglish) ? null : _nameEnglish.Trim())));
    }

    private Task CloseForGoodAsync()
    {
        (_adding, _closing) = (false, true);
        return AskAsync(new CalendarChange.CloseForGood(TypedNumber.DayOf(_closedFrom)));
    }

    private async Task AddAsync()
    {
        (_adding, _closing) = (true, false);
        var added = await Add.ExecuteAsync(new(Office!.Code, new LocalizedText(_newName.Trim()), _addCommand), await ActAsAsync(), Gone);
        Faults = added.Errors;
        if (added.TryGet(out var id))
        {
            (_newName, _addCommand) = ("", Guid.NewGuid());
            Navigation.NavigateTo(With(("titik", id)));
        }
    }

    private string TitleOf(CalendarChange change) => change switch
    {
        CalendarChange.PlanFrom { Plan.From: var from } => C["Hours.Review", Format.Day(from)],
        CalendarChange.CloseForGood { From: { } from } => C["Point.Review", Format.Day(from)],
        _ => C["Review.Title"],
    };
}
