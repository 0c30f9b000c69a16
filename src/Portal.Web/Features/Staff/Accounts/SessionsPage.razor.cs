using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Staff;

namespace Portal.Web.Features.Staff.Accounts;

/// <summary>Where the reader is signed in, and the own PIN for shared stations.</summary>
public sealed partial class SessionsPage
{
    private OwnSessions? _own;
    private Guid? _present;
    private IReadOnlyList<Error> _errors = [];
    private string _pin = "";
    private string _again = "";
    private string _password = "";
    private string? _said;
    private string _tone = "";

    [Inject]
    private ViewOwnSessions View { get; set; } = null!;

    [Inject]
    private EndOwnSessions End { get; set; } = null!;

    [Inject]
    private SetPin Set { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        _present = (await Staff.FindAsync(Gone))?.Session;
        if ((await View.ExecuteAsync(Actor, Gone)).TryGet(out var own))
        {
            _own = own;
        }
    }

    private string? FaultOf(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Sentences.For(error) : null;

    private async Task EndAsync(Guid? session)
    {
        var ended = await WhileBusyAsync(async () => await End.ExecuteAsync(new(session, _present ?? Guid.Empty), await ActAsAsync(), Gone));
        Tell(ended.Errors, A["Said.Ended"]);
        await LoadAsync();
    }

    private async Task SetAsync()
    {
        var set = await WhileBusyAsync(async () => await Set.ExecuteAsync(new(_pin, _again, _password), await ActAsAsync(), Gone));
        _errors = set.Errors;
        // What was typed is a secret; it is typed anew.
        (_pin, _again, _password) = ("", "", "");
        Tell([.. _errors.Where(e => e.Field is null)], set.Succeeded ? A["Said.PinSet"].Value : null);
        await LoadAsync();
    }

    private async Task RemoveAsync()
    {
        var removed = await WhileBusyAsync(async () => await Set.ExecuteAsync(new(null, null, null), await ActAsAsync(), Gone));
        Tell(removed.Errors, A["Said.PinRemoved"]);
        await LoadAsync();
    }

    private void Tell(IReadOnlyList<Error> errors, string? said) =>
        (_said, _tone) = errors.Count > 0 ? (SentenceOf(errors), "no") : (said, said is null ? "" : "ok");
}
