using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Printing;
using Portal.Web.Features.Staff.Desk;
using Radzen;

namespace Portal.Web.Features.Staff.Printing;

/// <summary>Printed cards are looked at one by one: a scan passes the card in the hand.</summary>
public sealed partial class QualityPage
{
    private const int PageSize = 50;

    private PrintedList? _list;
    private ElementReference _box;
    private string _typed = "";
    private string? _said;
    private string _tone = "";
    private StepOutcome? _last;
    private bool _focused;

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewQuality View { get; set; } = null!;

    [Inject]
    private PassQuality Pass { get; set; } = null!;

    [Inject]
    private FailQuality Fail { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private int Page => PageOf(PageText);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var list))
        {
            _list = list;
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focused && _list is not null)
        {
            _focused = true;
            await _box.TryFocusAsync();
        }
    }

    private string ToPage(int page) => With(("hal", page));

    private string AgeOf(PrintedRow row, DateOnly today) =>
        row.Due < today ? P["Age.Over", today.DayNumber - row.Due.DayNumber] : row.Due == today ? P["Age.Edge"] : P["Age.Due", Format.ShortDay(row.Due)];

    private async Task ScanAsync()
    {
        var parsed = RegisterNumber.Parse(_typed);
        if (parsed.TryGet(out var register))
        {
            _typed = "";
            await PassAsync(new(register, null, Guid.NewGuid()));
        }
        else
        {
            Say(false, SentenceOf(parsed.Errors));
        }
    }

    private async Task PassAsync(StepCommand step)
    {
        var result = await Pass.ExecuteAsync(step, await ActAsAsync(), Gone);
        var passed = result.TryGet(out var outcome);
        Say(passed, passed ? P["Said.Good", outcome!.Name ?? outcome.Register.Grouped] : SentenceOf(result.Errors));
        _last = outcome;
        await LoadAsync();
        await _box.TryFocusAsync();
    }

    private async Task FailAsync(PrintedRow row)
    {
        var who = row.Name ?? row.Register.Grouped;
        var command = Guid.NewGuid();
        var done = await SpoilDialog.AskAsync(Dialogs, P["Act.SpoiledOf", who], Office!.Rules.SpoilReasons, asksSerial: false, async (chosen, note, serial) =>
            (await Fail.ExecuteAsync(new(new StepCommand(row.Register, row.Version, command), chosen, note, serial), await ActAsAsync(), Gone)).Errors);
        if (done)
        {
            Say(true, P["Said.Spoiled", who]);
        }

        await LoadAsync();
    }

    private async Task UndoneAsync((bool Well, string Said) told)
    {
        Say(told.Well, told.Said);
        await LoadAsync();
        await _box.TryFocusAsync();
    }

    // A step can be taken back while the line above the list speaks of it.
    private void Say(bool well, string? said) => (_said, _tone, _last) = (said, said is null ? "" : well ? "ok" : "no", null);
}
