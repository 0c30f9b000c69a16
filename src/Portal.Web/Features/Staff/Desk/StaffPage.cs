using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Web.Features.Staff.Access;
using Portal.Web.Features.Staff.SignIn;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Staff.Desk;

/// <summary>
/// An interactive page of one office. Which office is in the address (<c>?kantor=36.72.03</c>), so that a page can be
/// kept as a bookmark and shown to a colleague.
/// </summary>
public abstract class StaffPage : DeskComponent, IDisposable
{
    // Far beyond any list, and far from where rows are too many to count.
    private const int LastPage = 10_000;

    // Somebody without an office reads the time of the capital.
    private static readonly TimeZoneInfo Capital = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    // Somebody deactivated, signed out elsewhere or without the role sees the page for half a minute more, and can do nothing on it.
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(30);

    private readonly Lifetime _life = new();
    private bool _watching;

    [SupplyParameterFromQuery(Name = "kantor")]
    public string? OfficeText { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    [Inject]
    protected CurrentStaff Staff { get; set; } = null!;

    [Inject]
    protected OfficeDirectory Directory { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected ReaderFormat Format { get; set; } = null!;

    [Inject]
    protected ErrorSentences Sentences { get; set; } = null!;

    /// <summary>Offices in which this member of staff may open this page.</summary>
    protected IReadOnlyList<OfficeEntry> Offices { get; private set; } = [];

    /// <summary>The office shown; null when the address names one that is not theirs.</summary>
    protected OfficeEntry? Office { get; private set; }

    /// <summary>In whose time moments are told.</summary>
    protected TimeZoneInfo Zone => Office?.Calendar.Zone ?? Capital;

    /// <summary>The actor as of the last act.</summary>
    protected Actor Actor { get; private set; } = Actor.Visitor;

    /// <summary>True once clicks are heard: before that the page is a picture of itself.</summary>
    protected string Interactive => RendererInfo.IsInteractive ? "true" : "false";

    /// <summary>Cancelled when the page is left.</summary>
    protected CancellationToken Gone => _life.Token;

    /// <summary>Reads the actor anew; each act does. Leads to sign-in when the session has ended meanwhile.</summary>
    protected async Task<Actor> ActAsAsync()
    {
        Actor = await Staff.ActorAsync(Gone);
        if (Actor.Kind != ActorKind.Staff && RendererInfo.IsInteractive)
        {
            Navigation.NavigateTo(StaffReturn.Keep(PortalStaff.SignInPath, new Uri(Navigation.Uri).PathAndQuery), forceLoad: true);
        }

        return Actor;
    }

    /// <summary>The page of a list, from 1, that the address asks for; the first where it asks for none that can be.</summary>
    protected static int PageOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, LastPage) : 1;

    /// <summary>Loads what the page shows; called when the office or anything else in the address changes.</summary>
    protected abstract Task LoadAsync();

    /// <summary>
    /// Everything is read before the page is drawn for the first time, so that nobody sees a page without its office
    /// or its rows while the connection to the browser is being made: until then the picture sent first stays.
    /// </summary>
    /// <inheritdoc />
    public override async Task SetParametersAsync(ParameterView parameters)
    {
        parameters.SetParameterProperties(this);
        // Over HTTP a database that is away is answered by 503; in a circuit what is on the screen waits for its return.
        if (!RendererInfo.IsInteractive)
        {
            await ReadAsync();
        }
        else if (!await ReadWhenItAnswersAsync())
        {
            return;
        }

        await base.SetParametersAsync(ParameterView.Empty);
    }

    private async Task<bool> ReadWhenItAnswersAsync()
    {
        while (!await Outage.RideOutAsync(ReadAsync))
        {
            try
            {
                await Task.Delay(DatabaseOutage.Pause, Gone);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }

        return true;
    }

    private async Task ReadAsync()
    {
        var permission = GetType().GetCustomAttribute<StaffPageAttribute>()!.Permission;
        var actor = await ActAsAsync();
        Offices = [.. (await Directory.GetAsync(Gone)).Offices.Where(o => actor.May(permission, o.Code))];
        Office = string.IsNullOrEmpty(OfficeText)
            ? Offices.Count > 0 ? Offices[0] : null
            : OfficeCode.TryParse(OfficeText, out var code) ? Offices.FirstOrDefault(o => o.Code == code) : null;
        await LoadAsync();
        if (RendererInfo.IsInteractive && !_watching)
        {
            _watching = true;
            _ = EveryAsync(Watch, Clock, () => WatchAsync(permission));
        }
    }

    private async Task WatchAsync(Permission permission)
    {
        var member = await Staff.FindAsync(Gone);
        if (member is null)
        {
            await ActAsAsync();
        }
        else if (!member.IsLocked && (Office is { } office ? !member.Actor.May(permission, office.Code) : !member.Actor.MaySomewhere(permission)))
        {
            // Asked for anew, the page says what its reader may still see.
            Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
        }
    }

    /// <summary>Does something on the page at an interval, until the page is left.</summary>
    protected Task EveryAsync(TimeSpan interval, TimeProvider time, Func<Task> act) => _life.EveryAsync(interval, time, () => InvokeAsync(() => Outage.RideOutAsync(act)));

    /// <summary>Reads the actor anew, and what the page shows, at an interval, until the page is left.</summary>
    protected Task KeepFreshAsync(TimeSpan interval, TimeProvider time, Func<Task> read) => EveryAsync(interval, time, async () =>
    {
        // Who holds no role at all is covered, and keeps beneath the cover what was there.
        if ((await ActAsAsync()).Assignments.Count > 0)
        {
            await read();
            StateHasChanged();
        }
    });

    /// <summary>This page with some of its query changed; null takes a value away.</summary>
    protected string With(params (string Name, object? Value)[] changes) =>
        Navigation.GetUriWithQueryParameters(changes.ToDictionary(c => c.Name, c => c.Value));

    /// <summary>An address of the staff pages that stays in the office shown, so that a page and the menu beside it never change office on the way.</summary>
    protected string OfficeLink(string path) => OfficeLink(path, Office?.Code);

    /// <summary>An address in the office of the record that is worked on.</summary>
    protected string OfficeLink(string path, OfficeCode? office) =>
        Offices.Count > 1 && office is { } code ? QueryHelpers.AddQueryString(path, "kantor", code.ToString()) : path;

    /// <summary>The day of a moment, in the page's own time.</summary>
    protected string ShortDay(DateTimeOffset instant) => Format.ShortDay(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime));

    /// <summary>Day and time of a moment, in the page's own time.</summary>
    protected string ShortMoment(DateTimeOffset instant) => $"{ShortDay(instant)}, {Format.Time(instant, Zone)}";

    /// <summary>The sentence of the first refusal.</summary>
    protected string SentenceOf(IReadOnlyList<Error> errors) => Sentences.For(errors[0]);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            _life.Dispose();
        }
    }
}
