using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Shared;
using Radzen;

namespace Portal.Web.Features.Staff.Recordings;

/// <summary>
/// The recording station. Up to four operators have the same applicant open, each at a station; what one notes the others see within
/// seconds. Enter notes the next part of the chosen station.
/// </summary>
public sealed partial class RecordingPage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(3);

    private readonly Dictionary<RecordingPart, string?> _devices = [];
    private RecordingView? _view;
    private IReadOnlyList<string> _reasons = [];
    private ScanBox? _scan;
    private ElementReference _start;
    private ElementReference _finish;
    private string? _said;
    private string _tone = "";
    private string? _loaded;
    private bool _busy;
    private int _turn;
    private int _focused;

    [Parameter]
    public string RegisterText { get; set; } = "";

    /// <summary>The station this screen stands at, 1 to 4; without it, all of them.</summary>
    [SupplyParameterFromQuery(Name = "pos")]
    public string? StationText { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private ViewRecording View { get; set; } = null!;

    [Inject]
    private StartRecording Start { get; set; } = null!;

    [Inject]
    private TakePart Take { get; set; } = null!;

    [Inject]
    private TakeBackPart TakeBack { get; set; } = null!;

    [Inject]
    private CompleteRecording Complete { get; set; } = null!;

    [Inject]
    private GiveUpRecording GiveUp { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private int? Station => Stations.Parse(StationText);

    private RecordingPart? Next => Stations.Next(Station, part => _view!.Recording!.Parts.ContainsKey(part));

    private string QueueLink => OfficeLink("/petugas/antrian?tahap=perekaman", _view?.Office);

    // The next applicant comes to the same station.
    private string Kept => Station is { } station ? $"?pos={station}" : "";

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (_loaded != RegisterText)
        {
            (_loaded, _view, _said, _tone) = (RegisterText, null, null, "");
            _turn++;
        }

        await ReadAsync();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await RecallDevicesAsync();
            _ = EveryAsync(Refresh, Time, RefreshAsync);
        }

        if (_view is { } view && _focused != _turn)
        {
            _focused = _turn;
            if (!view.CanRecord)
            {
                await _scan!.FocusAsync();
            }
            else if (view.Recording is not { } recording)
            {
                await _start.TryFocusAsync();
            }
            else if (recording.IsComplete)
            {
                await _finish.TryFocusAsync();
            }
            else if (Next is null)
            {
                // This station has done its part; the next person's number comes into the box.
                await _scan!.FocusAsync();
            }
        }
    }

    private bool TookPart(RecordingView view) => view.Recording?.Parts.Values.Any(note => note.Staff == Actor.StaffId) == true;

    private static IEnumerable<RecordingPart> Missing(RecordingLine recording) => Stations.All.SelectMany(s => s).Where(p => !recording.Parts.ContainsKey(p));

    private async Task ReadAsync()
    {
        if (!RegisterNumber.TryParse(RegisterText, out var register))
        {
            NotFound();
            return;
        }

        var found = await View.ExecuteAsync(new(register), Actor, Gone);
        if (found.TryGet(out var view))
        {
            _view = view;
            _reasons = [.. (await Directory.GetAsync(Gone))[view.Office].Office.Rules.CaptureExceptions.Select(r => r.Indonesian)];
        }
        else
        {
            NotFound();
        }
    }

    private void NotFound()
    {
        _view = null;
        Say(false, Sentences.For(AccessErrors.NotFound));
        Http.AnswerNotFound();
    }

    private Task StartAsync() => ActAsync(async actor =>
        Tell(await Start.ExecuteAsync(new(_view!.Register, null, Guid.NewGuid()), actor, Gone), R["Said.Started"]));

    private Task TakeAsync(RecordingPart part, string? exception) => ActAsync(async actor =>
    {
        var result = await Take.ExecuteAsync(new(_view!.Register, _view.Recording!.Id, part, exception, _devices.GetValueOrDefault(part), Guid.NewGuid()), actor, Gone);
        Tell(result, result is { Succeeded: true, Value.ReplacedAt: { } at }
            ? R["Said.Replaced", R[$"Part.{part}"].Value, result.Value.ReplacedName ?? R["Noted.Somebody"].Value, Format.Time(at)]
            : R[exception is null ? "Said.Taken" : "Said.Excepted", R[$"Part.{part}"].Value]);
    });

    private Task TakeBackAsync(RecordingPart part) => ActAsync(async actor =>
        Tell(await TakeBack.ExecuteAsync(new(_view!.Register, _view.Recording!.Id, part, Guid.NewGuid()), actor, Gone), R["Said.TakenBack", R[$"Part.{part}"].Value]));

    private Task CompleteAsync() => ActAsync(async actor =>
        Tell(await Complete.ExecuteAsync(new(new(_view!.Register, _view.Version, Guid.NewGuid()), _view.Recording!.Id), actor, Gone), R["Said.Completed"]));

    private async Task AskGiveUpAsync()
    {
        var recording = _view!.Recording!.Id;
        if (await Dialogs.OpenAsync<GiveUpDialog>(R["GiveUp"], [], new DialogOptions { Width = "520px", CloseDialogOnEsc = true, AutoFocusFirstElement = true }) is bool left)
        {
            await ActAsync(async actor =>
                Tell(await GiveUp.ExecuteAsync(new(new(_view!.Register, null, Guid.NewGuid()), recording, left), actor, Gone), R[left ? "Said.Left" : "Said.GivenUp"]));
        }
    }

    // One act at a time: the second click of a double click finds the first under way.
    private async Task ActAsync(Func<Actor, Task> act)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            await act(await ActAsAsync());
            await ReadAsync();
            _turn++;
        }
        finally
        {
            _busy = false;
        }
    }

    private void Tell<T>(Result<T> result, string done) => Say(result.Succeeded, result.Succeeded ? done : SentenceOf(result.Errors));

    private void Say(bool well, string? said) => (_said, _tone) = (said, said is null ? "" : well ? "ok" : "no");

    private async Task KeepDeviceAsync(RecordingPart part, string? name)
    {
        _devices[part] = name;
        await Browser.InvokeVoidAsync("localStorage.setItem", Gone, KeyOf(part), name ?? "");
    }

    // Which camera stands here is the browser's knowledge: it outlives the page and the day, and is nobody's data.
    private async Task RecallDevicesAsync()
    {
        foreach (var part in Stations.All.SelectMany(s => s).Where(Recording.IsBiometric))
        {
            _devices[part] = await Browser.InvokeAsync<string?>("localStorage.getItem", Gone, KeyOf(part));
        }

        StateHasChanged();
    }

    private static string KeyOf(RecordingPart part) => $"alat.{part}";

    private async Task RefreshAsync()
    {
        if (!_busy && _view is not null)
        {
            await ActAsAsync();
            await ReadAsync();
            StateHasChanged();
        }
    }
}
