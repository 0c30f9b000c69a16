using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Calendar;
using Portal.Web.Features.Staff.Desk;

namespace Portal.Web.Features.Staff.Calendar;

/// <summary>
/// A page about the calendar of one service point (<c>?titik</c>). A change is first tried: whom it touches is shown, and only what was
/// shown is done.
/// </summary>
public abstract class CalendarPage : StaffPage
{
    private readonly Dictionary<Guid, DateTimeOffset?> _wishes = [];
    private Guid _command = Guid.NewGuid();
    private int _revision;

    [SupplyParameterFromQuery(Name = "titik")]
    public string? PointText { get; set; }

    [Inject]
    protected IStringLocalizer<CalendarTexts> C { get; set; } = null!;

    [Inject]
    protected IStringLocalizer<StaffTexts> T { get; set; } = null!;

    [Inject]
    private ViewCalendar View { get; set; } = null!;

    [Inject]
    private PreviewCalendarChange Preview { get; set; } = null!;

    [Inject]
    private ChangeCalendar Change { get; set; } = null!;

    [Inject]
    protected TimeProvider Time { get; set; } = null!;

    /// <summary>What the page shows; null where there is nothing to show.</summary>
    protected CalendarView? Calendar { get; private set; }

    /// <summary>The change that waits for a yes; null while none does.</summary>
    protected CalendarChange? Asked { get; private set; }

    /// <summary>Whom it touches.</summary>
    protected ChangePreview? Touched { get; private set; }

    /// <summary>What is wrong with what was typed.</summary>
    protected IReadOnlyList<Error> Faults { get; set; } = [];

    /// <summary>What was done, or why not.</summary>
    protected string? Said { get; set; }

    /// <summary>Whether it was done.</summary>
    protected string Tone { get; set; } = "";

    /// <summary>An act is under way.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Whether the reader may change the calendar.</summary>
    protected bool MayManage => Office is { } office && Actor.May(Permission.ManageCalendar, office.Code);

    /// <summary>The days that the page needs.</summary>
    protected virtual ViewCalendar.Query QueryOf(OfficeCode office, Guid? point) => new(office, point);

    /// <summary>Called once something was done: what was typed is not needed any more.</summary>
    protected virtual void OnDone()
    {
    }

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        Calendar = null;
        if (Office is { } office)
        {
            Guid? point = Guid.TryParse(PointText, out var id) ? id : null;
            Calendar = (await View.ExecuteAsync(QueryOf(office.Code, point), Actor, Gone)).TryGet(out var view) ? view : null;
        }
    }

    /// <summary>An address of the calendar's pages, in this office and at this point.</summary>
    protected string PointLink(string path, params (string Name, string? Value)[] query)
    {
        var link = OfficeLink(path);
        if (Calendar is { IsHall: false } calendar)
        {
            link = QueryHelpers.AddQueryString(link, "titik", calendar.Point.Id.ToString());
        }

        return query.Where(q => q.Value is not null).Aggregate(link, (to, q) => QueryHelpers.AddQueryString(to, q.Name, q.Value!));
    }

    /// <summary>As a date box and an address have it.</summary>
    protected static string Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The sentence of a box, or null.</summary>
    protected string? SentenceOf(string field) => Faults.FirstOrDefault(e => e.Field == field) is { } error ? Sentences.For(error) : null;

    /// <summary>Tries a change. Asks where it touches somebody or closes something, and does the rest at once.</summary>
    protected async Task AskAsync(CalendarChange change, bool always = false)
    {
        Busy = true;
        (Said, Tone) = (null, "");
        _wishes.Clear();
        var tried = await TryAsync(change);
        Faults = tried.Errors;
        if (tried.TryGet(out var preview))
        {
            (Asked, Touched, _command, _revision) = (change, preview, Guid.NewGuid(), Calendar!.Point.Revision);
            if (!always && !change.Closes && preview is { Visits.Count: 0, Holds: 0 })
            {
                await ConfirmAsync();
            }
        }

        Busy = false;
    }

    /// <summary>Thinks better of it; what was typed is still there.</summary>
    protected void Back() => (Asked, Touched) = (null, null);

    /// <summary>Chooses another time for somebody, or null to let them choose.</summary>
    protected async Task WishAsync((Guid Appointment, DateTimeOffset? To) wish)
    {
        _wishes[wish.Appointment] = wish.To;
        await TryAgainAsync();
    }

    /// <summary>The free times of a day.</summary>
    protected async Task<IReadOnlyList<DateTimeOffset>> ChoicesAsync(DateOnly day) =>
        Asked is { } change && (await Preview.ExecuteAsync(new(Office!.Code, Calendar!.Point.Id, change, SeenWishes, day), await ActAsAsync(), Gone)).TryGet(out var preview) ? preview.Choices : [];

    /// <summary>Does what was shown.</summary>
    protected async Task ConfirmAsync()
    {
        Busy = true;
        var (change, seen) = (Asked!, Touched!);
        var done = await Change.ExecuteAsync(new(Office!.Code, Calendar!.Point.Id, change, _revision, [.. seen.Visits.Select(v => v.Move)], _command), await ActAsAsync(), Gone);
        if (done.TryGet(out var outcome))
        {
            (Said, Tone) = (Done(change, outcome), "ok");
            Back();
            OnDone();
            await LoadAsync();
        }
        else
        {
            (Said, Tone) = (SentenceOf(done.Errors), "no");
            if (done.Error == AccessErrors.StalePage)
            {
                await LoadAsync();
                Said = Calendar?.Changed is { } last ? C["Stale.By", last.By ?? C["Nobody"], Ago(last.At)] : Said;
                _revision = Calendar?.Point.Revision ?? _revision;
            }

            await TryAgainAsync();
        }

        Busy = false;
    }

    /// <summary>"2 menit", "3 jam".</summary>
    protected string Ago(DateTimeOffset at) => (Time.GetUtcNow() - at) switch
    {
        { TotalMinutes: < 60 } little => C["Ago.Minutes", Math.Max(1, (int)little.TotalMinutes)],
        { TotalHours: < 48 } some => C["Ago.Hours", (int)some.TotalHours],
        var long_ => C["Ago.Days", (int)long_.TotalDays],
    };

    private Dictionary<Guid, DateTimeOffset?> SeenWishes => Touched!.Visits.ToDictionary(v => v.Move.Appointment, v => v.Move.To);

    private Task<Result<ChangePreview>> TryAsync(CalendarChange change) => TryWithAsync(change, _wishes);

    private async Task<Result<ChangePreview>> TryWithAsync(CalendarChange change, IReadOnlyDictionary<Guid, DateTimeOffset?> wishes) =>
        await Preview.ExecuteAsync(new(Office!.Code, Calendar!.Point.Id, change, wishes), await ActAsAsync(), Gone);

    // Who is on the list keeps the time that stood there, unless somebody has taken it.
    private async Task TryAgainAsync()
    {
        Dictionary<Guid, DateTimeOffset?> wishes = new(SeenWishes);
        foreach (var (appointment, to) in _wishes)
        {
            wishes[appointment] = to;
        }

        var tried = await TryWithAsync(Asked!, wishes);
        if (tried.TryGet(out var preview))
        {
            (Touched, _command) = (preview, Guid.NewGuid());
        }
        else
        {
            Faults = tried.Errors;
            Back();
        }
    }

    private string Done(CalendarChange change, CalendarOutcome outcome)
    {
        var what = C[$"Done.{change.GetType().Name}"].Value;
        if (outcome.Moved + outcome.Withdrawn > 0)
        {
            what += " " + C["Done.People", outcome.Moved, outcome.Withdrawn];
        }

        return outcome.Untold > 0 ? what + " " + C["Done.Untold", outcome.Untold] : what;
    }
}
