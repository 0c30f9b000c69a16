using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Calendar;
using Portal.Web.Features.Staff.Desk;

namespace Portal.Web.Features.Staff.Calendar;

/// <summary>The holidays and joint leave of a year, which all offices share: supervisors read them, an administrator of the installation enters them.</summary>
public sealed partial class HolidaysPage
{
    private readonly Dictionary<Guid, DateTimeOffset?> _wishes = [];
    private HolidayView? _view;
    private HolidayPreview? _preview;
    private IReadOnlyList<Error> _faults = [];
    private ElementReference _box;
    private string _text = "";
    private string _before = "";
    private int _filled;
    private string? _said;
    private string _tone = "";
    private Guid _command = Guid.NewGuid();

    [SupplyParameterFromQuery(Name = "tahun")]
    public string? YearText { get; set; }

    private int ThisYear => TimeZoneInfo.ConvertTime(Time.GetUtcNow(), Zone).Year;

    private int Year => int.TryParse(YearText, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 2000 and < 2100 ? year : ThisYear;

    private bool MayManage => Actor.MayEverywhere(Permission.ManageHolidays);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if ((await View.ExecuteAsync(new(Year), Actor, Gone)).TryGet(out var view))
        {
            _view = view;
            if (_filled != Year)
            {
                (_filled, _text, _before) = (Year, HolidayList.Write(view.Days), HolidayList.Write(view.Days));
                (_preview, _faults, _said, _tone) = (null, [], null, "");
            }
        }
    }

    private IEnumerable<int> Years(HolidayView view) => view.Years.Concat(view.Missing).Append(Year).Append(ThisYear).Append(ThisYear + 1).Distinct().Order();

    private void Back() => _preview = null;

    private async Task AskAsync()
    {
        _wishes.Clear();
        (_said, _tone) = (null, "");
        await TryAsync();
        if (_faults.Count > 0)
        {
            await _box.TryFocusAsync();
        }
    }

    private async Task TryAsync()
    {
        var tried = await WhileBusyAsync(async () => await Preview.ExecuteAsync(new(Year, _text, _wishes), await ActAsAsync(), Gone));
        (_faults, _preview, _command) = (tried.Errors, tried.TryGet(out var preview) ? preview : null, Guid.NewGuid());
    }

    private async Task WishAsync((Guid Appointment, DateTimeOffset? To) wish)
    {
        _wishes[wish.Appointment] = wish.To;
        await TryAsync();
    }

    private async Task SaveAsync()
    {
        var done = await WhileBusyAsync(async () => await Change.ExecuteAsync(new(Year, _text, _before, [.. _preview!.Change.Visits.Select(v => v.Move)], _command), await ActAsAsync(), Gone));
        if (done.TryGet(out var outcome))
        {
            _filled = 0;
            await LoadAsync();
            (_said, _tone) = (C["Holidays.Done", Year] + (outcome.Moved + outcome.Withdrawn > 0 ? " " + C["Done.People", outcome.Moved, outcome.Withdrawn] : ""), "ok");
        }
        else
        {
            (_said, _tone) = (SentenceOf(done.Errors), "no");
            if (done.Error == AccessErrors.StalePage)
            {
                // What somebody else entered stands beside what was typed here.
                await LoadAsync();
                _before = HolidayList.Write(_view!.Days);
                _preview = null;
            }
            else
            {
                await TryAsync();
            }
        }
    }
}
