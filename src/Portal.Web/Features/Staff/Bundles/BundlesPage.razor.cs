using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Printing;

namespace Portal.Web.Features.Staff.Bundles;

/// <summary>Cards that the Dinas has printed for an office without a printer: noted when they are shipped, counted when they come.</summary>
public sealed partial class BundlesPage
{
    private const int PageSize = 25;
    private const int PickSize = 60;

    private static readonly StatusSource[] Sources = [StatusSource.Phone, StatusSource.Centre];
    private static readonly char[] Between = ['\n', '\r', ',', ';', '\t'];

    private BundleList? _list;
    private IReadOnlyList<OrderRow>? _waiting;
    private IReadOnlyList<Error> _errors = [];
    private DateOnly? _day;
    private StatusSource _source = StatusSource.Phone;
    private Guid _command = Guid.NewGuid();
    private string _letter = "";
    private string _registers = "";
    private string? _said;
    private string _tone = "";
    private int _pickPage = 1;
    private int _typedCount;
    private bool _open;

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewBundles View { get; set; } = null!;

    [Inject]
    private ViewPrintOrder Order { get; set; } = null!;

    [Inject]
    private NoteBundle Note { get; set; } = null!;

    private int Page => PageOf(PageText);

    private int PickFrom => (_pickPage - 1) * PickSize;

    private IEnumerable<string> Typed => _registers.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var list))
        {
            _list = list;
            _day ??= list.Today;
            _open |= list.Rows.Count == 0;
        }
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string ToPage(int page) => With(("hal", page));

    private void Count() => _typedCount = Typed.Count();

    private async Task PickAsync(int page)
    {
        _pickPage = page;
        if ((await Order.ExecuteAsync(new(Office!.Code, PickFrom, PickSize), await ActAsAsync(), Gone)).TryGet(out var view))
        {
            _waiting = view.Rows;
        }
    }

    private bool Chosen(RegisterNumber register) => Typed.Any(text => RegisterNumber.TryParse(text, out var typed) && typed == register);

    private void Choose(RegisterNumber register, bool chosen)
    {
        var kept = Typed.Where(text => !(RegisterNumber.TryParse(text, out var typed) && typed == register));
        _registers = string.Join('\n', chosen ? kept.Append(register.Grouped) : kept);
        Count();
    }

    private async Task NoteAsync()
    {
        if (IsBusy)
        {
            return;
        }

        _open = true;
        var parsed = Typed.Select(text => RegisterNumber.Parse(text)).ToList();
        _errors = [.. parsed.SelectMany(p => p.Errors).Take(1)];
        if (_errors.Count > 0)
        {
            return;
        }

        var result = await WhileBusyAsync(async () => await Note.ExecuteAsync(new(Office!.Code, _letter, _day ?? _list!.Today, [.. parsed.Select(p => p.Value)], _source, _command), await ActAsAsync(), Gone));
        if (result.Succeeded)
        {
            (_said, _tone) = (B["Said.Noted", parsed.Count], "ok");
            (_letter, _registers, _typedCount, _waiting, _open, _command) = ("", "", 0, null, false, Guid.NewGuid());
        }

        _errors = result.Errors;
        await LoadAsync();
    }
}
