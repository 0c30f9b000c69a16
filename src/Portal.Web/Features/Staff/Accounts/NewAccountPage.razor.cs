using Portal.Core.Shared;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.WalkIn;

namespace Portal.Web.Features.Staff.Accounts;

/// <summary>Makes an account and the link with which its owner chooses the first password.</summary>
public sealed partial class NewAccountPage
{
    private IReadOnlyList<ScopeChoice> _scopes = [];
    private RoleForm _roles = new();
    private string _displayName = "";
    private string _userName = "";
    private IReadOnlyList<Error> _errors = [];
    private FaultList? _faults;
    private MadeLink? _link;
    private Guid _command = Guid.NewGuid();
    private bool _busy;
    private bool _showFaults;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        _scopes = ScopeChoice.For(Actor, (await Directory.GetAsync(Gone)).Offices);
        if (_roles.Lines.Count == 0)
        {
            // Somebody who administers one office gives roles there and nowhere else.
            _roles.Lines.Add(new() { Scope = _scopes.Count == 1 ? _scopes[0].Key : Office is { } office && _scopes.Any(s => s.Key == office.Code.ToString()) ? office.Code.ToString() : "" });
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

    private string? FaultOf(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Sentences.For(error) : null;

    private string? Described(string field) => FaultOf(field) is null ? null : field + "-error";

    private string? Invalid(string field) => FaultOf(field) is null ? null : "true";

    private async Task InviteAsync()
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            var result = await Invite.ExecuteAsync(new(_userName, _displayName, _roles.ToRoles(_scopes), _command), await ActAsAsync(), Gone);
            _errors = result.Errors;
            _showFaults = _errors.Count > 0;
            if (result.TryGet(out var link))
            {
                _link = link;
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task StartOver()
    {
        (_link, _displayName, _userName, _roles, _errors, _command) = (null, "", "", new RoleForm(), [], Guid.NewGuid());
        await LoadAsync();
    }
}
