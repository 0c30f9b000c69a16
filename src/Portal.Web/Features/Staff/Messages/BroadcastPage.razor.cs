using Microsoft.AspNetCore.Components;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Shared;
using Radzen;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>One broadcast: what a second person approves, and afterwards how far it is.</summary>
public sealed partial class BroadcastPage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);

    private BroadcastView? _view;
    private string? _refusal;
    private string? _said;
    private string _tone = "";
    private bool _asked;
    private Guid _command = Guid.NewGuid();

    [Parameter]
    public Guid BroadcastId { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private ViewBroadcast View { get; set; } = null!;

    [Inject]
    private ApproveBroadcast Approve { get; set; } = null!;

    [Inject]
    private CancelBroadcast Cancel { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private bool MayApprove => _view is { Preview: not null, Line: { State: BroadcastState.Proposed, IsOld: false } } view && Actor.May(Permission.ApproveBroadcast, view.Office);

    private string StateText => B[_view!.Line switch
    {
        { IsOld: true } => "State.Old",
        { State: BroadcastState.Cancelled, WasApproved: true } => "State.Cancelled.Running",
        { State: BroadcastState.Approved } when _view.In(MessageGroup.Waiting) > 0 => "State.Running",
        var line => $"State.{line.State}",
    }];

    /// <summary>Why nothing moves, where that is so.</summary>
    private string? Waits => _view is { Line.State: BroadcastState.Approved } view && view.In(MessageGroup.Waiting) > 0 && SpendingRules.Holds(view.Level, SpendingClass.Broadcasts) ? B["Held"].Value
        : _view?.Line.IsOld == true ? B["Old"].Value : null;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        var found = await View.ExecuteAsync(new(BroadcastId), Actor, Gone);
        if (found.TryGet(out var view))
        {
            (_view, _refusal) = (view, null);
        }
        else
        {
            _refusal = SentenceOf(found.Errors);
            Http.AnswerNotFound();
        }
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            // A group that is being read is not changed under the reader's eyes: what counts is compared when it is approved.
            _ = KeepFreshAsync(Refresh, Time, () => _view?.Line.State == BroadcastState.Approved ? LoadAsync() : Task.CompletedTask);
        }
    }

    private OfficeEntry Of(OfficeCode code) => Offices.First(o => o.Code == code);

    private IEnumerable<(string Label, int Number)> Progress(BroadcastView view)
    {
        foreach (var group in Enum.GetValues<MessageGroup>())
        {
            if (group != MessageGroup.Kept || view.In(group) > 0)
            {
                yield return (B[$"Progress.{group}"], view.In(group));
            }
        }

        if (view.States.GetValueOrDefault(MessageState.Withdrawn) is var withdrawn and > 0)
        {
            yield return (B["Progress.Withdrawn"], withdrawn);
        }
    }

    private async Task AskAsync()
    {
        if (!_view!.IsOwn)
        {
            _asked = true;
        }
        else if (await ReasonDialog.AskAsync(Dialogs, B["Alone.Title"], B["Alone.Text", Format.Number(_view.Preview!.Count.Messages)], B["Approve.Alone"], danger: false) is { } why)
        {
            await ApproveAsync(why);
        }
    }

    private async Task ApproveAsync(string? alone)
    {
        if (IsBusy)
        {
            return;
        }

        var done = await WhileBusyAsync(async () => await Approve.ExecuteAsync(new(BroadcastId, _view!.Version, _view.Preview!.Count, alone, _command), await ActAsAsync(), Gone));
        Told(done.TryGet(out var count), done.Errors, count is null ? "" : B["Said.Approved", Format.Number(count.Messages)]);
        await LoadAsync();
    }

    private async Task CancelAsync()
    {
        var running = _view!.Line.State == BroadcastState.Approved;
        var act = running ? "Stop" : _view.IsOwn ? "Withdraw" : "Decline";
        if (IsBusy || await ReasonDialog.AskAsync(Dialogs, B[act], B[$"Text.{act}"], B[act], danger: running) is not { } why)
        {
            return;
        }

        var done = await WhileBusyAsync(async () => await Cancel.ExecuteAsync(new(BroadcastId, _view.Version, why, _command), await ActAsAsync(), Gone));
        Told(done.TryGet(out var dropped), done.Errors, B[running ? "Said.Stopped" : "Said.Declined", Format.Number(dropped)]);
        await LoadAsync();
    }

    private void Told(bool succeeded, IReadOnlyList<Error> errors, string said) =>
        (_said, _tone, _asked, _command) = (succeeded ? said : SentenceOf(errors), succeeded ? "ok" : "no", false, Guid.NewGuid());
}
