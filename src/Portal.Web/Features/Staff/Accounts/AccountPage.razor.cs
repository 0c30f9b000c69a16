using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.WalkIn;
using Portal.Web.Shared;
using Radzen;

namespace Portal.Web.Features.Staff.Accounts;

/// <summary>One account: what it may do, where it is signed in, and what an administrator can do about it.</summary>
public sealed partial class AccountPage
{
    private StaffAccountView? _account;
    private IReadOnlyList<ScopeChoice> _all = [];
    private IReadOnlyList<ScopeChoice> _scopes = [];
    private RoleForm _roles = new();
    private string _displayName = "";
    private string _colleague = "";
    private IReadOnlyList<Error> _errors = [];
    private FaultList? _faults;
    private MadeLink? _link;
    private Guid _command = Guid.NewGuid();
    private string? _refusal;
    private string? _said;
    private string _tone = "";
    private bool _busy;
    private bool _showFaults;

    [Parameter]
    public Guid StaffId { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    [Inject]
    private ViewStaffAccount View { get; set; } = null!;

    [Inject]
    private ChangeStaffAccount Change { get; set; } = null!;

    [Inject]
    private IssueStaffLink Issue { get; set; } = null!;

    [Inject]
    private RevokeStaffLink Revoke { get; set; } = null!;

    [Inject]
    private LockStaff Lock { get; set; } = null!;

    [Inject]
    private UnlockStaff Unlock { get; set; } = null!;

    [Inject]
    private DeactivateStaff Deactivate { get; set; } = null!;

    [Inject]
    private ReactivateStaff Reactivate { get; set; } = null!;

    [Inject]
    private EndStaffSessions End { get; set; } = null!;

    [Inject]
    private AskSecondFactorReset Ask { get; set; } = null!;

    [Inject]
    private DecideSecondFactorReset Decide { get; set; } = null!;

    // Somebody who only looks is not shown a button.
    private EventCallback<Guid> EndSession => _account is { MayManage: true, IsOwn: false } ? EventCallback.Factory.Create<Guid>(this, id => EndAsync(id)) : default;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        var found = await View.ExecuteAsync(new(StaffId), Actor, Gone);
        if (!found.TryGet(out var account))
        {
            _refusal = SentenceOf(found.Errors);
            Http.AnswerNotFound();
            return;
        }

        var changed = _account?.Id != account.Id || _account.Edition != account.Edition;
        (_account, _refusal) = (account, null);
        var offices = (await Directory.GetAsync(Gone)).Offices;
        (_all, _scopes) = ([.. ScopeChoice.All(offices)], ScopeChoice.For(Actor, offices));
        if (changed)
        {
            (_roles, _displayName, _colleague) = (RoleForm.From(account.Roles), account.DisplayName, "");
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_showFaults)
        {
            _showFaults = false;
            await _faults!.FocusAsync();
        }
    }

    private static IEnumerable<(string Key, int Count)> WorkOf(OpenWorkView work) =>
        ((string, int)[])[("Recordings", work.Recordings), ("PrintBatches", work.PrintBatches), ("Drafts", work.Drafts), ("Corrections", work.Corrections), ("StockDays", work.StockDays)] is var all
            ? all.Where(w => w.Item2 > 0)
            : [];

    private string? FaultOf(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Sentences.For(error) : null;

    private AccountCommand Command() => new(StaffId, _account!.Edition, _command);

    private Task SaveAsync() => DoAsync(
        async actor =>
        {
            var result = await Change.ExecuteAsync(new(Command(), _displayName, _roles.ToRoles(_scopes)), actor, Gone);
            _errors = [.. result.Errors.Where(e => e.Field is not null)];
            _showFaults = _errors.Count > 0;
            return result;
        },
        "Said.Saved");

    private async Task IssueAsync()
    {
        var reset = _account!.State != AccountState.Invited;
        if (reset && await Dialogs.Confirm(A["Link.ResetText"], A["Link.Reset"], new() { OkButtonText = A["Link.Reset"], CancelButtonText = T["Reason.Cancel"] }) != true)
        {
            return;
        }

        await DoAsync(
            async actor =>
            {
                var made = await Issue.ExecuteAsync(Command(), actor, Gone);
                if (made.TryGet(out var link))
                {
                    _link = link;
                    return Result.Ok;
                }

                return Result.Refused(made.Errors);
            },
            "Said.Link");
    }

    private Task RevokeAsync() => DoAsync(
        actor =>
        {
            _link = null;
            return Revoke.ExecuteAsync(Command(), actor, Gone);
        },
        "Said.Revoked");

    private async Task LockAsync()
    {
        if (await ReasonDialog.AskAsync(Dialogs, A["Lock.Title", _account!.DisplayName], A["Lock.Text"], A["Lock"], danger: true) is { } reason)
        {
            await DoAsync(actor => Lock.ExecuteAsync(new(Command(), reason), actor, Gone), "Said.Locked");
        }
    }

    private Task UnlockAsync() => DoAsync(actor => Unlock.ExecuteAsync(Command(), actor, Gone), "Said.Unlocked");

    private async Task DeactivateAsync()
    {
        if (await ReasonDialog.AskAsync(Dialogs, A["Deactivate.Ask", _account!.DisplayName], A["Deactivate.AskText"], A["Deactivate"], danger: true) is { } reason)
        {
            await DoAsync(actor => Deactivate.ExecuteAsync(new(Command(), reason, Guid.TryParse(_colleague, out var colleague) ? colleague : null), actor, Gone), "Said.Deactivated");
        }
    }

    private Task ReactivateAsync() => DoAsync(actor => Reactivate.ExecuteAsync(Command(), actor, Gone), "Said.Reactivated");

    private Task EndAsync(Guid? session) => DoAsync(actor => End.ExecuteAsync(new(Command(), session), actor, Gone), "Said.Ended");

    private async Task AskResetAsync()
    {
        var alone = !_account!.SecondPersonThere;
        if (await ReasonDialog.AskAsync(Dialogs, A["Reset.Title", _account.DisplayName], A[alone ? "Reset.TextAlone" : "Reset.Text"], A[alone ? "Reset.Alone" : "Reset.Ask"], danger: alone) is { } reason)
        {
            await DoAsync(actor => Ask.ExecuteAsync(new(Command(), reason, alone), actor, Gone), alone ? "Said.ResetAlone" : "Said.ResetAsked");
        }
    }

    private Task DecideAsync(bool confirm) => DoAsync(actor => Decide.ExecuteAsync(new(Command(), confirm), actor, Gone), confirm ? "Said.ResetConfirmed" : "Said.ResetRefused");

    private async Task DoAsync(Func<Actor, Task<Result>> act, string said)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            _errors = [];
            var done = await act(await ActAsAsync());
            // A fault of a field stands at the field.
            (_said, _tone) = done.Succeeded ? (A[said].Value, "ok") : done.Error.Field is null or "reason" or "colleague" ? (SentenceOf(done.Errors), "no") : (null, "");
            _command = Guid.NewGuid();
            await LoadAsync();
        }
        finally
        {
            _busy = false;
        }
    }
}
