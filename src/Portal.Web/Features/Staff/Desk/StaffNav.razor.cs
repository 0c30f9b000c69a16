using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Web.Features.Staff.Access;

namespace Portal.Web.Features.Staff.Desk;

/// <summary>The queues that this member of staff works on, each with how many wait in it, and the office worked for.</summary>
public sealed partial class StaffNav
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(30);

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<OfficeEntry> _offices = [];
    private OfficeEntry? _office;
    private Actor _actor = Actor.Visitor;
    private int? _expected;
    private int? _pending;

    [Inject]
    private CurrentStaff Staff { get; set; } = null!;

    [Inject]
    private OfficeDirectory Directory { get; set; } = null!;

    [Inject]
    private ViewToday Today { get; set; } = null!;

    [Inject]
    private ViewMessages Messages { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private IEnumerable<(string Path, string Text, int? Count, string? CountText)> Links
    {
        get
        {
            if (_actor.MaySomewhere(Permission.ViewToday))
            {
                yield return ("/petugas/hari-ini", T["Nav.Today"], _expected, T["Nav.TodayCount"]);
            }

            if (_actor.MaySomewhere(Permission.FindApplications))
            {
                yield return ("/petugas/cari", T["Nav.Search"], null, null);
            }

            if (_actor.MaySomewhere(Permission.RegisterWalkIn))
            {
                yield return ("/petugas/daftar-langsung", T["Nav.WalkIn"], null, null);
            }

            if (_actor.MaySomewhere(Permission.ViewMessages))
            {
                yield return ("/petugas/pesan", T["Nav.Messages"], _pending, T["Nav.MessagesCount"]);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (RendererInfo.IsInteractive)
        {
            Navigation.LocationChanged += OnLocationChanged;
            _ = KeepFreshAsync(_gone.Token);
        }
    }

    private async Task KeepFreshAsync(CancellationToken gone)
    {
        try
        {
            using var timer = new PeriodicTimer(Refresh, Time);
            while (await timer.WaitForNextTickAsync(gone))
            {
                await InvokeAsync(ReloadAsync);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private void OnLocationChanged(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(ReloadAsync);

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        _actor = await Staff.ActorAsync(_gone.Token);
        _offices = [.. (await Directory.GetAsync(_gone.Token)).Offices.Where(o => _actor.May(Permission.ViewToday, o.Code))];
        _office = OfficeCode.TryParse(Asked(), out var code) ? _offices.FirstOrDefault(o => o.Code == code) : null;
        _office ??= _offices.Count > 0 ? _offices[0] : null;
        if (_office is null)
        {
            return;
        }

        _expected = (await Today.ExecuteAsync(new(_office.Code, Take: 0), _actor, _gone.Token)).TryGet(out var day) ? day.Counts.Expected : null;
        _pending = _actor.May(Permission.ViewMessages, _office.Code) && (await Messages.ExecuteAsync(new(_office.Code, Take: 0), _actor, _gone.Token)).TryGet(out var list) ? list.Pending : null;
    }

    private string? Asked() => QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).TryGetValue("kantor", out var text) ? text.ToString() : null;

    private string Address(string path) => _office is null || _offices.Count < 2 ? path : $"{path}?kantor={_office.Code}";

    private bool IsHere(string path) => new Uri(Navigation.Uri).AbsolutePath.Equals(path, StringComparison.OrdinalIgnoreCase);

    private void SwitchOffice(ChangeEventArgs chosen)
    {
        var path = new Uri(Navigation.Uri).AbsolutePath;
        // A file belongs to its own office; switching from there leads to the other office's day.
        var target = path.StartsWith("/petugas/berkas", StringComparison.OrdinalIgnoreCase) ? "/petugas/hari-ini" : path;
        Navigation.NavigateTo($"{target}?kantor={chosen.Value}");
    }
}
