using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Core.Stock;
using Portal.Infrastructure.Stock;
using Portal.Web.Features.Staff.Desk;
using Radzen;

namespace Portal.Web.Features.Staff.Stock;

/// <summary>The daily close: one person counts, another confirms. A missed day is closed later with its own sums.</summary>
public sealed partial class ClosePage
{
    private StockDayView? _view;
    private string? _refusal;
    private string _counted = "";
    private string _explanation = "";
    private Guid _command = Guid.NewGuid();
    private IReadOnlyList<Error> _errors = [];
    private DateOnly? _shown;
    private bool _again;
    private string? _said;
    private string _tone = "";

    [SupplyParameterFromQuery(Name = "tanggal")]
    public string? DayText { get; set; }

    [Inject]
    private ViewStockDay View { get; set; } = null!;

    [Inject]
    private CountStockDay Count { get; set; } = null!;

    [Inject]
    private ConfirmStockDay Confirm { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is null)
        {
            return;
        }

        var found = await View.ExecuteAsync(new(Office.Code, TypedNumber.DayOf(DayText)), Actor, Gone);
        _refusal = found.Succeeded ? null : SentenceOf(found.Errors);
        _view = found.TryGet(out var view) ? view : null;
        if (_view?.Day != _shown)
        {
            // What was typed for one day is not meant for another.
            (_shown, _counted, _explanation, _errors, _again, _said, _tone) = (_view?.Day, "", "", [], false, null, "");
        }
    }

    private IEnumerable<(string Key, string Value)> Sums(StockSums sums) =>
    [
        ("Opening", Format.Number(sums.Opening)),
        ("Received", "+ " + Format.Number(sums.Received)),
        ("Printed", "− " + Format.Number(sums.Printed)),
        ("Spoiled", "− " + Format.Number(sums.Spoiled)),
        ("Transferred", "− " + Format.Number(sums.Transferred)),
        ("Corrected", Signed(sums.Corrected)),
        ("Closing", "= " + Format.Number(sums.Closing)),
    ];

    private string Signed(int change) => change == 0 ? Format.Number(0) : change > 0 ? "+ " + Format.Number(change) : "− " + Format.Number(-change);

    private string? SentenceFor(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Sentences.For(error) : null;

    private string SheetLink(DateOnly day) => OfficeLink(string.Create(CultureInfo.InvariantCulture, $"/petugas/stok/lembar/{day:yyyy-MM-dd}"));

    private async Task CountAsync()
    {
        var result = await Count.ExecuteAsync(new(Office!.Code, _view!.Day, TypedNumber.Of(_counted), _explanation, _command), await ActAsAsync(), Gone);
        _errors = result.Errors;
        if (result.Succeeded)
        {
            (_counted, _explanation, _command, _again) = ("", "", Guid.NewGuid(), false);
            await TellAsync(true, T["Said.Counted"]);
        }
        else if (_errors.All(e => e.Field is null))
        {
            await TellAsync(false, SentenceOf(_errors));
        }
    }

    private async Task ConfirmAsync(StockCount count)
    {
        string? alone = null;
        if (count.Own)
        {
            alone = await ReasonDialog.AskAsync(Dialogs, T["Alone.Title"], T["Alone.Text"], T["Close.ConfirmAlone"], danger: false);
            if (alone is null)
            {
                return;
            }
        }

        var result = await Confirm.ExecuteAsync(new(Office!.Code, _view!.Day, count.Version, alone, Guid.NewGuid()), await ActAsAsync(), Gone);
        await TellAsync(result.Succeeded, result.Succeeded ? T["Said.Closed"] : SentenceOf(result.Errors));
    }

    private async Task TellAsync(bool well, string said)
    {
        await LoadAsync();
        (_said, _tone) = (said, well ? "ok" : "no");
    }
}
