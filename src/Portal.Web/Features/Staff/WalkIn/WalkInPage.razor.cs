using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;

namespace Portal.Web.Features.Staff.WalkIn;

/// <summary>Registers somebody who came without an appointment. What is typed is kept, encrypted, half a second later.</summary>
public sealed partial class WalkInPage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(400);

    private WalkInForm _form = WalkInForm.From(WalkInDraft.Empty);
    private IReadOnlyList<Error> _errors = [];
    private RegisterNumber? _registered;
    private FaultList? _faults;
    private OfficeCode? _loaded;
    private Guid _commandId = Guid.NewGuid();
    private int _keystroke;
    private bool _busy;
    private bool _showSummary;

    [Inject]
    private RegisterWalkIn Register { get; set; } = null!;

    [Inject]
    private KeepWalkInDraft Keep { get; set; } = null!;

    [Inject]
    private FindWalkInDraft Find { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (!RendererInfo.IsInteractive || Office is null || _loaded == Office.Code)
        {
            return;
        }

        _loaded = Office.Code;
        StartOver();
        if ((await Find.ExecuteAsync(new(Office.Code), Actor, Gone)).TryGet(out var draft))
        {
            _form = WalkInForm.From(draft);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_showSummary)
        {
            _showSummary = false;
            await _faults!.FocusAsync();
        }
    }

    private void KeepSoon() => _ = KeepAfterPauseAsync(++_keystroke);

    private async Task KeepAfterPauseAsync(int keystroke)
    {
        try
        {
            await Task.Delay(Pause, Time, Gone);
            await InvokeAsync(async () =>
            {
                // Only the last keystroke of a burst; and nothing once it is registered.
                if (keystroke == _keystroke && _registered is null && !_busy)
                {
                    await Keep.ExecuteAsync(new(Office!.Code, _form.ToDraft()), await ActAsAsync(), Gone);
                }
            });
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private async Task RegisterAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var draft = _form.ToDraft();
            var result = await Register.ExecuteAsync(new(Office!.Code, draft.Service, draft.Answers, draft.Language, _commandId), await ActAsAsync(), Gone);
            _errors = result.Errors;
            _showSummary = _errors.Count > 0;
            if (result.TryGet(out var register))
            {
                _registered = register;
                _keystroke++;
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task ClearAsync()
    {
        StartOver();
        await Keep.ExecuteAsync(new(Office!.Code, _form.ToDraft()), await ActAsAsync(), Gone);
    }

    private void StartOver()
    {
        _form = WalkInForm.From(WalkInDraft.Empty);
        _errors = [];
        _registered = null;
        _commandId = Guid.NewGuid();
        _keystroke++;
    }
}
