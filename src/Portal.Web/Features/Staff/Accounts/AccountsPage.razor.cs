using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;

namespace Portal.Web.Features.Staff.Accounts;

/// <summary>The accounts of the reader's scope; what is looked for stands in the address.</summary>
public sealed partial class AccountsPage
{
    private const int PageSize = 25;

    private StaffList? _list;
    private IReadOnlyList<ScopeChoice> _scopes = [];
    private string _typed = "";

    [SupplyParameterFromQuery(Name = "cari")]
    public string? SearchText { get; set; }

    [SupplyParameterFromQuery(Name = "peran")]
    public string? RoleText { get; set; }

    [SupplyParameterFromQuery(Name = "keadaan")]
    public string? StateText { get; set; }

    [SupplyParameterFromQuery(Name = "di")]
    public string? AtText { get; set; }

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewStaffAccounts View { get; set; } = null!;

    private int Page => PageOf(PageText);

    // Enum.TryParse would take a number, too.
    private StaffRole? Role => Enum.GetValues<StaffRole>().Where(r => r.ToString() == RoleText).Select(r => (StaffRole?)r).SingleOrDefault();

    private AccountState? State => Enum.GetValues<AccountState>().Where(s => s.ToString() == StateText).Select(s => (AccountState?)s).SingleOrDefault();

    private OfficeCode? At => OfficeCode.TryParse(AtText, out var code) ? code : null;

    private bool IsFiltered => !string.IsNullOrWhiteSpace(SearchText) || Role is not null || State is not null || At is not null;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        _typed = SearchText ?? "";
        _scopes = [.. ScopeChoice.All((await Directory.GetAsync(Gone)).Offices)];
        if ((await View.ExecuteAsync(new(SearchText, Role, State, At, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var list))
        {
            _list = list;
        }
    }

    private string ToPage(int page) => With(("hal", page));

    private void Choose(string name, ChangeEventArgs chosen) => Navigation.NavigateTo(With((name, chosen.Value is "" ? null : chosen.Value), ("hal", null)));

    private void Find() => Navigation.NavigateTo(With(("cari", string.IsNullOrWhiteSpace(_typed) ? null : _typed.Trim()), ("hal", null)));

    private void OnKey(KeyboardEventArgs e)
    {
        if (e.Key == "Enter")
        {
            Find();
        }
    }
}
