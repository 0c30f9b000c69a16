using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Shared;
using Radzen;

namespace Portal.Web.Features.Staff.Files;

/// <summary>One application, personal data masked until somebody gives a reason.</summary>
public sealed partial class FilePage
{
    private static readonly TimeSpan ShownFor = TimeSpan.FromMinutes(1);

    private ApplicationFile? _file;
    private OfficeEntry? _fileOffice;
    private string? _refusal;
    private string? _said;
    private string _tone = "";
    private (PersonalField Field, string Value)? _shown;
    private string? _loaded;

    [Parameter]
    public string RegisterText { get; set; } = "";

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private TrackApplication Track { get; set; } = null!;

    [Inject]
    private ViewApplication View { get; set; } = null!;

    [Inject]
    private UnmaskPersonalData Unmask { get; set; } = null!;

    [Inject]
    private FreeNik Free { get; set; } = null!;

    [Inject]
    private ChangeContactAtDesk ChangeContact { get; set; } = null!;

    [Inject]
    private RejectApplication Reject { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private IEnumerable<(PersonalField Field, string Label, string? Masked)> Secrets =>
    [
        (PersonalField.Nik, T["File.Nik"], _file!.NikMasked),
        (PersonalField.BirthDate, T["File.BirthDate"], _file.BirthYear is { } year ? T["File.BirthYear", Format.Number(year, grouped: false)].Value : null),
        (PersonalField.Phone, T["File.Phone"], _file.PhoneMasked),
    ];

    private IEnumerable<(string Label, string Value)> Facts =>
    [
        (T["Column.Village"], _file!.Village),
        (T["Column.Service"], _fileOffice!.Offer(_file.Service).Name.Indonesian),
        (T["File.Office"], _fileOffice.Office.Name),
        (T["File.Channel"], T[$"Channel.{_file.Channel}"]),
        (T["File.Language"], T[$"Language.{_file.Language}"]),
        (T["File.Intake"], $"{T[$"Intake.{_file.Intake}"]}, {Format.Moment(_file.CreatedAt)}"),
        (T["File.Messages"], Format.Number(_file.Messages)),
    ];

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        // Each opening is noted, and the page is drawn twice: once as a picture, once alive. Only the second one counts.
        if (!RendererInfo.IsInteractive)
        {
            await AnswerNotFoundAsync();
            return;
        }

        if (_loaded == RegisterText)
        {
            return;
        }

        _loaded = RegisterText;
        await OpenAsync();
    }

    /// <summary>Only the picture has a status to give: a file of nobody or of another office is "not found" there already.</summary>
    private async Task AnswerNotFoundAsync()
    {
        if (Http is null)
        {
            return;
        }

        var known = RegisterNumber.TryParse(RegisterText, out var register) && (await Track.ExecuteAsync(new(register), Core.Shared.Actor.Visitor, Gone)).TryGet(out var tracked)
            && Actor.May(ViewApplication.Permission, tracked.Office);
        if (!known)
        {
            _refusal = Sentences.For(AccessErrors.NotFound);

            Http.AnswerNotFound();
        }
    }

    private async Task OpenAsync()
    {
        (_file, _refusal, _shown) = (null, null, null);
        if (!RegisterNumber.TryParse(RegisterText, out var register))
        {
            _refusal = Sentences.For(AccessErrors.NotFound);
            return;
        }

        var found = await View.ExecuteAsync(new(register), await ActAsAsync(), Gone);
        if (found.TryGet(out var file))
        {
            _fileOffice = (await Directory.GetAsync(Gone))[file.Office];
            _file = file;
        }
        else
        {
            _refusal = SentenceOf(found.Errors);
        }
    }

    private async Task AskUnmaskAsync(PersonalField field, string label)
    {
        if (await ReasonDialog.AskAsync(Dialogs, T["Reason.Unmask", label], T["Reason.UnmaskText"], T["File.Show"], danger: false) is not { } reason)
        {
            return;
        }

        var result = await Unmask.ExecuteAsync(new(_file!.Register, field, reason), await ActAsAsync(), Gone);
        if (result.TryGet(out var value))
        {
            _shown = (field, value);
            Say(true, null);
            _ = HideLaterAsync(field);
        }
        else
        {
            Say(false, SentenceOf(result.Errors));
        }
    }

    private async Task AskContactAsync()
    {
        var file = _file!;
        Func<string, Channel, string, Guid, Task<IReadOnlyList<Error>>> save = async (phone, channel, check, command) =>
            (await ChangeContact.ExecuteAsync(new(file.Id, file.Version, phone, channel, check, command), await ActAsAsync(), Gone)).Errors;
        var done = await Dialogs.OpenAsync<ContactDialog>(
            T["Contact.Title"],
            new() { [nameof(ContactDialog.Channel)] = file.Channel, [nameof(ContactDialog.Save)] = save },
            new DialogOptions { Width = "480px", CloseDialogOnEsc = true, AutoFocusFirstElement = true });
        if (done is true)
        {
            await OpenAsync();
            Say(true, T["Said.ContactChanged"]);
        }
    }

    private async Task AskFreeNikAsync()
    {
        if (await ReasonDialog.AskAsync(Dialogs, T["Reason.FreeNik"], T["Reason.FreeNikText"], T["File.FreeNik"], danger: true) is not { } reason)
        {
            return;
        }

        var result = await Free.ExecuteAsync(new(_file!.Id, _file.Version, reason, Guid.NewGuid()), await ActAsAsync(), Gone);
        if (result.Succeeded)
        {
            Say(true, T["Said.NikFreed"]);
            await OpenAsync();
        }
        else
        {
            Say(false, SentenceOf(result.Errors));
        }
    }

    private async Task AskRejectAsync()
    {
        if (await ReasonDialog.AskAsync(Dialogs, T["Reason.Reject"], T["Reason.RejectText"], T["File.Reject"], danger: true) is { } reason)
        {
            await TellAsync(await Reject.ExecuteAsync(new(Step(), reason), await ActAsAsync(), Gone), T["Said.Rejected"]);
        }
    }

    private async Task UndoneAsync((bool Well, string Said) told)
    {
        await OpenAsync();
        Say(told.Well, told.Said);
    }

    private StepCommand Step() => new(_file!.Register, _file.Version, Guid.NewGuid());

    private async Task TellAsync(Result<StepOutcome> result, string done)
    {
        await OpenAsync();
        Say(result.Succeeded, result.Succeeded ? done : SentenceOf(result.Errors));
    }

    private void Hide() => _shown = null;

    // Somebody else may look at the screen by then.
    private async Task HideLaterAsync(PersonalField field)
    {
        try
        {
            await Task.Delay(ShownFor, Time, Gone);
            await InvokeAsync(() =>
            {
                _shown = _shown?.Field == field ? null : _shown;
                StateHasChanged();
            });
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private void Say(bool well, string? said) => (_said, _tone) = (said, said is null ? "" : well ? "ok" : "no");
}
