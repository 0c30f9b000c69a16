using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Shared;
using Radzen;

namespace Portal.Web.Features.Staff.Checks;

/// <summary>A second person holds the application against the recording machine: are the data right, is the photo this person's?</summary>
public sealed partial class CheckPage
{
    private CheckView? _view;
    private OfficeEntry? _viewOffice;
    private IReadOnlyList<string> _reasons = [];
    private ScanBox? _scan;
    private string? _said;
    private string _tone = "";
    private string? _loaded;
    private string? _alone;
    private StepOutcome? _last;
    private bool _decided;
    private bool _busy;

    [Parameter]
    public string RegisterText { get; set; } = "";

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private TrackApplication Track { get; set; } = null!;

    [Inject]
    private ViewCheck View { get; set; } = null!;

    [Inject]
    private ConfirmData Confirm { get; set; } = null!;

    [Inject]
    private ReturnRecording Return { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private string QueueLink => OfficeLink("/petugas/antrian?tahap=pemeriksaan", _view?.Office);

    private IEnumerable<(PersonalField Field, string Label, string? Masked)> Secrets(CheckView view) =>
    [
        (PersonalField.Nik, T["File.Nik"], view.NikMasked),
        (PersonalField.BirthDate, T["File.BirthDate"], view.BirthYear is { } year ? T["File.BirthYear", Format.Number(year, grouped: false)].Value : null),
    ];

    private IEnumerable<(string Label, string Value)> Facts(CheckView view) =>
    [
        (T["Column.Village"], view.Village),
        (T["Column.Service"], _viewOffice!.Offer(view.Service).Name.Indonesian),
        (C["Married"], C[view.EverMarried ? "Yes" : "No"]),
        (C["Needs"], view.Needs == Core.Applications.SpecialNeeds.None ? C["Needs.None"] : string.Join(", ", view.Needs.ToTexts().Select(need => T[$"Need.{need}"].Value))),
    ];

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        // Each opening is noted, and the page is drawn twice: once as a picture, once alive. Only the second one counts.
        if (!RendererInfo.IsInteractive)
        {
            var known = RegisterNumber.TryParse(RegisterText, out var register) && (await Track.ExecuteAsync(new(register), Core.Shared.Actor.Visitor, Gone)).TryGet(out var tracked)
                && Actor.May(ViewCheck.Permission, tracked.Office);
            if (!known)
            {
                Say(false, Sentences.For(AccessErrors.NotFound));
                Http.AnswerNotFound();
            }

            return;
        }

        if (_loaded != RegisterText)
        {
            (_loaded, _alone, _last, _decided) = (RegisterText, null, null, false);
            Say(true, null);
            await OpenAsync();
        }
    }

    private async Task OpenAsync()
    {
        _view = null;
        var actor = await ActAsAsync();
        var found = RegisterNumber.TryParse(RegisterText, out var register) ? await View.ExecuteAsync(new(register), actor, Gone) : AccessErrors.NotFound;
        if (found.TryGet(out var view))
        {
            _viewOffice = (await Directory.GetAsync(Gone))[view.Office];
            _reasons = [.. _viewOffice.Office.Rules.RecordingReasons.Select(r => r.Indonesian)];
            _view = view;
        }
        else
        {
            Say(false, SentenceOf(found.Errors));
        }
    }

    private async Task AskAloneAsync() =>
        _alone = await ReasonDialog.AskAsync(Dialogs, C["Same.Alone"], C["Same.AloneText"], C["Same.Go"], danger: false);

    private Task ConfirmAsync() => DecideAsync(
        async actor => await Confirm.ExecuteAsync(new(Step, DataRight: true, PhotoIsTheirs: true, _alone), actor, Gone), C["Said.Confirmed"]);

    private Task ReturnAsync((IReadOnlyList<string> Reasons, string? Note) why) => DecideAsync(
        async actor => await Return.ExecuteAsync(new(Step, why.Reasons, why.Note, _alone), actor, Gone), C[_view!.IsTold ? "Said.Returned" : "Said.ReturnedUntold"]);

    private StepCommand Step => new(_view!.Register, _view.Version, Guid.NewGuid());

    // One act at a time: the second click of a double click finds the first under way.
    private async Task DecideAsync(Func<Actor, Task<Result<StepOutcome>>> act, string done)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var result = await act(await ActAsAsync());
            _decided |= result.Succeeded;
            _last = result.TryGet(out var outcome) ? outcome : null;
            Say(result.Succeeded, result.Succeeded ? done : SentenceOf(result.Errors));
            await OpenAsync();
            if (result.Succeeded && _scan is not null)
            {
                await _scan.FocusAsync();
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task UndoneAsync((bool Well, string Said) told)
    {
        (_last, _decided) = (null, false);
        Say(told.Well, told.Said);
        await OpenAsync();
        if (_scan is not null)
        {
            await _scan.FocusAsync();
        }
    }

    private void Say(bool well, string? said) => (_said, _tone) = (said, said is null ? "" : well ? "ok" : "no");
}
