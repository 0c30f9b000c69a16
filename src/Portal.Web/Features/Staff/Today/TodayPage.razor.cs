using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Booking;
using Portal.Web.Features.Staff.Desk;
using Radzen;

namespace Portal.Web.Features.Staff.Today;

/// <summary>The desk's day: who is expected, who is here. Typing or scanning a number and Enter checks in.</summary>
public sealed partial class TodayPage
{
    private const int PageSize = 50;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(20);

    private static readonly (string Key, AppointmentState State)[] Keys =
    [
        ("ditunggu", AppointmentState.Booked), ("hadir", AppointmentState.CheckedIn), ("selesai", AppointmentState.Served), ("tidak-datang", AppointmentState.NoShow), ("batal", AppointmentState.Cancelled),
    ];

    private DayView? _view;
    private ElementReference _box;
    private string _typed = "";
    private string? _search;
    private string? _said;
    private string _tone = "";
    private DeskOutcome? _undo;
    private bool _focused;

    [SupplyParameterFromQuery(Name = "tanggal")]
    public string? DayText { get; set; }

    [SupplyParameterFromQuery(Name = "keadaan")]
    public string? StateText { get; set; }

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewToday View { get; set; } = null!;

    [Inject]
    private CheckIn CheckInUseCase { get; set; } = null!;

    [Inject]
    private UndoCheckIn UndoCheckInUseCase { get; set; } = null!;

    [Inject]
    private MarkNoShow MarkNoShowUseCase { get; set; } = null!;

    [Inject]
    private UndoNoShow UndoNoShowUseCase { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private int Page => PageOf(PageText);

    private AppointmentState? State => Array.Find(Keys, k => k.Key == StateText) is { Key: not null } found ? found.State : null;

    // The calendar's first and last day have no neighbour to lead to.
    private DateOnly? Day => DateOnly.TryParseExact(DayText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day > DateOnly.MinValue && day < DateOnly.MaxValue ? day : null;

    private DateTimeOffset Now => Time.GetUtcNow();

    private bool MayCheckIn => Actor.May(Permission.CheckIn, Office!.Code);

    private bool MayMarkNoShow => Actor.May(Permission.MarkNoShow, Office!.Code);

    private bool IsToday => _view is { } view && view.Day == view.Today;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code, Day, State, _search, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var view))
        {
            _view = view;
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Without an office there is no list, and no box with it.
        if (!_focused && _view is not null)
        {
            _focused = true;
            await _box.TryFocusAsync();
        }

        if (firstRender)
        {
            _ = KeepFreshAsync(Refresh, Time, LoadAsync);
        }
    }

    private static IEnumerable<(string? Key, int Count, AppointmentState? State)> Filters(DayCounts counts) =>
    [
        (null, counts.All, null),
        (Keys[0].Key, counts.Expected, AppointmentState.Booked),
        (Keys[1].Key, counts.Here, AppointmentState.CheckedIn),
        (Keys[2].Key, counts.Served, AppointmentState.Served),
        (Keys[3].Key, counts.NoShow, AppointmentState.NoShow),
        (Keys[4].Key, counts.Cancelled, AppointmentState.Cancelled),
    ];

    private static void Mark(RowRenderEventArgs<DayRow> row) => row.Attributes["data-register"] = row.Data!.Register.Value;

    private bool MayCheckInNow(DayRow row) => MayCheckIn && IsToday && row.State is AppointmentState.Booked or AppointmentState.NoShow;

    private bool MayUndo(DayRow row) => IsToday && row.State switch
    {
        AppointmentState.CheckedIn => MayCheckIn && !row.WalkIn,
        AppointmentState.NoShow => MayMarkNoShow,
        AppointmentState.Booked or AppointmentState.Served or AppointmentState.Cancelled => false,
    };

    private string Needs(SpecialNeeds needs) => string.Join(", ", needs.ToTexts().Select(need => T[$"Need.{need}"].Value));

    private string DayLink(DateOnly? day) => With(("tanggal", day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("hal", null));

    private string ToPage(int page) => With(("hal", page));

    private async Task ScanAsync()
    {
        var text = _typed.Trim();
        _typed = "";
        if (text.Length == 0)
        {
            await ShowAllAsync();
            return;
        }

        var digits = text.Count(char.IsAsciiDigit);
        if (text.Contains('/') || digits == 10)
        {
            await ScanNumberAsync(RegisterNumber.Parse(text));
        }
        else if (digits is > 0 and not 16)
        {
            Say(false, Sentences.For(StaffErrors.SearchNumber));
        }
        else
        {
            // Never into the address: a name or a NIK would stay in the browser's history.
            _search = text;
            await ReloadAsync();
            Say(_view!.Total > 0, _view.Total > 0 ? T["Today.Found", _view.Total] : T["Today.NotFound"]);
        }

        await _box.TryFocusAsync();
    }

    private async Task ScanNumberAsync(Result<RegisterNumber> parsed)
    {
        if (!parsed.TryGet(out var register))
        {
            Say(false, SentenceOf(parsed.Errors));
            return;
        }

        _search = null;
        await TellAsync(await CheckInUseCase.ExecuteAsync(CheckIn.Command.ByRegister(register, Guid.NewGuid()), await ActAsAsync(), Gone));
    }

    private async Task ShowAllAsync()
    {
        _search = null;
        Say(true, null);
        await ReloadAsync();
    }

    private async Task CheckInAsync(DayRow row) =>
        await TellAsync(await CheckInUseCase.ExecuteAsync(CheckIn.Command.Of(Command(row.Id, row.Version)), await ActAsAsync(), Gone));

    private async Task NoShowAsync(DayRow row) =>
        await TellAsync(await MarkNoShowUseCase.ExecuteAsync(Command(row.Id, row.Version), await ActAsAsync(), Gone));

    private async Task UndoAsync(Guid appointment, uint version, AppointmentState state)
    {
        var (command, actor) = (Command(appointment, version), await ActAsAsync());
        await TellAsync(state == AppointmentState.NoShow
            ? await UndoNoShowUseCase.ExecuteAsync(command, actor, Gone)
            : await UndoCheckInUseCase.ExecuteAsync(command, actor, Gone));
    }

    private Task UndoLastAsync() => _undo is { } last ? UndoAsync(last.Appointment, last.Version, last.State) : Task.CompletedTask;

    private async Task TellAsync(Result<DeskOutcome> result)
    {
        if (result.TryGet(out var outcome))
        {
            var who = $"{outcome.Name ?? T["Row.Erased"]}, {Format.Clock(TimeOnly.FromDateTime(outcome.Start.DateTime))}, {outcome.Register.Grouped}";
            var said = T[outcome.Already ? $"Said.Already.{outcome.State}" : $"Said.{outcome.State}", who].Value;
            if (outcome.State == AppointmentState.CheckedIn && outcome.NikMismatch)
            {
                said += " " + T["Said.Mismatch"];
            }

            if (outcome.State == AppointmentState.CheckedIn && outcome.Needs != SpecialNeeds.None)
            {
                said += " " + T["Said.Priority", Needs(outcome.Needs)];
            }

            Say(true, said);
            _undo = !outcome.Already && outcome.State is AppointmentState.CheckedIn or AppointmentState.NoShow ? outcome : null;
        }
        else
        {
            Say(false, SentenceOf(result.Errors));
        }

        await ReloadAsync();
    }

    private void Say(bool well, string? said)
    {
        _undo = null;
        _said = said;
        _tone = said is null ? "" : well ? "ok" : "no";
    }

    private async Task ReloadAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private static DeskCommand Command(Guid appointment, uint version) => new(appointment, version, Guid.NewGuid());
}
