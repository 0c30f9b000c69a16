using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Jobs;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Settings;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.Access;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Staff.Desk;

/// <summary>The queues that this member of staff works on, each with how many wait in it, and the office worked for.</summary>
public sealed partial class StaffNav
{
    private const string Kept = "menu";
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(30);

    private readonly Lifetime _life = new();
    private PersistingComponentStateSubscription _keeping;
    private NavView _view = new([], null, []);

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private OfficeDirectory Directory { get; set; } = null!;

    [Inject]
    private ViewToday Today { get; set; } = null!;

    [Inject]
    private ViewMessages Messages { get; set; } = null!;

    [Inject]
    private CountQueues Queues { get; set; } = null!;

    [Inject]
    private ViewLoneActs LoneActs { get; set; } = null!;

    [Inject]
    private ViewAlerts Alerts { get; set; } = null!;

    [Inject]
    private SettingsBook Settings { get; set; } = null!;

    [Inject]
    private StaffRoutes Routes { get; set; } = null!;

    [Inject]
    private ReaderFormat Format { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private PersistentComponentState State { get; set; } = null!;

    [Inject]
    private DatabaseOutage Outage { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        Outage.Changed -= OnOutage;
        _keeping.Dispose();
        _life.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _keeping = State.RegisterOnPersisting(() =>
        {
            State.PersistAsJson(Kept, _view);
            return Task.CompletedTask;
        });
        if (State.TryTakeFromJson<NavView>(Kept, out var seen) && seen is not null)
        {
            _view = seen;
        }

        if (!RendererInfo.IsInteractive)
        {
            await LoadAsync(await Staff.ActorAsync(_life.Token));
        }
        else
        {
            Outage.Changed += OnOutage;
            await Outage.RideOutAsync(async () => await LoadAsync(await Staff.ActorAsync(_life.Token)));
            Navigation.LocationChanged += OnLocationChanged;
            _ = _life.EveryAsync(Refresh, Time, () => InvokeAsync(ReloadAsync));
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(ReloadAsync);

    private void OnOutage() => _ = InvokeAsync(async () =>
    {
        StateHasChanged();
        // Asked here for all: the bar goes when the counts can be read again.
        while (Outage.IsOn && !_life.Token.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(DatabaseOutage.Pause, _life.Token);
                await ReloadAsync();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    });

    private async Task ReloadAsync()
    {
        if (await Outage.RideOutAsync(ReadAsync))
        {
            Outage.End();
        }

        StateHasChanged();
    }

    private async Task ReadAsync()
    {
        // Under the cover of a locked station the menu stays as it was.
        if (await Staff.FindAsync(_life.Token) is { IsLocked: false } member)
        {
            await LoadAsync(member.Actor);
        }
    }

    private async Task LoadAsync(Actor actor)
    {
        List<OfficeEntry> offices = [.. (await Directory.GetAsync(_life.Token)).Offices.Where(o => actor.May(Permission.ViewToday, o.Code) || actor.May(Permission.ViewOffices, o.Code))];
        var office = OfficeCode.TryParse(Query("kantor"), out var code) ? offices.Find(o => o.Code == code) : null;
        office ??= offices.Count > 0 ? offices[0] : null;
        var counts = office is null ? new NavCounts() : await CountAsync(office.Code, actor);
        // Only what this person may open in this office, and what is there to be opened.
        var links = StaffLinks.All.Select(link => (Link: link, Path: PathOf(link, actor)))
            .Where(l => (office is null ? actor.MaySomewhere(l.Link.Permission) : actor.May(l.Link.Permission, office.Code)) && Routes.Has(l.Path));
        _view = new NavView(
            [.. offices.Select(o => new NavOffice(o.Code.ToString(), o.Office.Name))],
            office?.Code.ToString(),
            [.. links.Select(l => new NavEntry(l.Link.Group, l.Path, l.Link.Text, l.Link.Count?.Invoke(counts), l.Link.CountText))],
            // A page that stays open all day hears of a changed lock here.
            (await Settings.SessionsAsync(_life.Token)).LockAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture));
    }

    private async Task<NavCounts> CountAsync(OfficeCode office, Actor actor) => new(
        (await Today.ExecuteAsync(new(office, Take: 0), actor, _life.Token)).TryGet(out var day) ? day.Counts.Expected : null,
        actor.May(Permission.ViewMessages, office) && (await Messages.ExecuteAsync(new(office, Take: 0), actor, _life.Token)).TryGet(out var list) ? list.Pending : null,
        (await Queues.ExecuteAsync(new(office), actor, _life.Token)).TryGet(out var queues) ? queues : null,
        actor.May(Permission.ReviewLoneActs, office) && (await LoneActs.ExecuteAsync(new(office, Take: 0), actor, _life.Token)).TryGet(out var acts) && acts.Waiting > 0 ? acts.Waiting : null,
        actor.May(Permission.ViewJobs, office) && (await Alerts.ExecuteAsync(new(), actor, _life.Token)).TryGet(out var alerts) && alerts.Open.Count > 0 ? alerts.Open.Count : null);

    private string? Query(string name) => QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).TryGetValue(name, out var text) ? text.ToString() : null;

    private string PathOf(StaffLink link, Actor actor) => link.Instead is { } instead && Routes.PermissionOf(instead) is { } needed && actor.MaySomewhere(needed) ? instead : link.Path;

    private string CountText(int count) => count > QueueCounts.Most ? T["Count.More", Format.Number(QueueCounts.Most)] : Format.Number(count);

    private string Address(string path) => _view.Office is null || _view.Offices.Count < 2 ? path : QueryHelpers.AddQueryString(path, "kantor", _view.Office);

    private bool IsHere(string link)
    {
        var address = link.Split('?');
        return new Uri(Navigation.Uri).AbsolutePath.Equals(address[0], StringComparison.OrdinalIgnoreCase)
            && (address.Length == 1 || address[1] == $"tahap={Query("tahap")}");
    }

    private void SwitchOffice(ChangeEventArgs chosen)
    {
        var path = new Uri(Navigation.Uri).AbsolutePath;
        // A file, a batch or a sheet belongs to its own office; switching from there leads to the first page there.
        var target = Routes.Has(path) ? path : _view.Entries[0].Path;
        Navigation.NavigateTo(QueryHelpers.AddQueryString(Query("tahap") is { } stage && target == path ? QueryHelpers.AddQueryString(target, "tahap", stage) : target, "kantor", $"{chosen.Value}"));
    }
}
