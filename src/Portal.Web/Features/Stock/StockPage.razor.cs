using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Core.Stock;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Stock;

namespace Portal.Web.Features.Stock;

/// <summary>The public board of one office: what there is, what came and went, and who is waiting.</summary>
public sealed partial class StockPage
{
    /// <summary>Calendar days shown at once, today included.</summary>
    private const int DaysShown = 28;

    /// <summary>The office's code as it stands in the address.</summary>
    [Parameter]
    public string Office { get; set; } = "";

    /// <summary>The last day of the history; today where it is none.</summary>
    [SupplyParameterFromQuery(Name = "sampai")]
    private string? Through { get; set; }

    [Inject]
    private ViewStockBoard View { get; set; } = null!;

    [Inject]
    private OfficeDirectory Directory { get; set; } = null!;

    private StockBoard? Shown { get; set; }

    private OfficeEntry? Entry { get; set; }

    /// <summary>Newest first; closed days on which nothing happened say nothing.</summary>
    private List<StockBoardDay> Days => [.. Shown!.History.Where(d => d.Day >= Shown.Began && (d.Sums.Moved || Entry!.Calendar.IsOpenOn(d.Day))).Reverse()];

    private IReadOnlyList<int> Closings => [.. Shown!.History.Where(d => d.Day >= Shown.Began).Select(d => d.Sums.Closing)];

    private DateOnly? Earlier => Shown!.History[0].Day is var first && first > Shown.Began ? first.AddDays(-1) : null;

    private string ChartLabel => T["History.Chart", Format.Date(Days[^1].Day), Format.Date(Days[0].Day), Format.Number(Closings.Min()), Format.Number(Closings.Max())];

    private string MeterWords => Shown is { Available: > 0, Outlook.Low: true } ? $"{T["Low.Text"]} {Enough}" : Enough;

    private string Enough =>
        Shown!.Available <= 0 ? T["Board.None", Format.Number(Shown.Waiting)]
        : Shown.Waiting == 0 ? T["Board.NobodyWaits"]
        : Shown.Available >= Shown.Waiting ? T["Board.Enough", Format.Number(Shown.Waiting)]
        : T["Board.Some", Format.Number(Shown.Available), Format.Number(Shown.Waiting)];

    private IEnumerable<(string Label, string Value)> Facts
    {
        get
        {
            var board = Shown!;
            var today = board.OfToday.Sums;
            yield return (T["Row.Today", Format.Date(board.Today)], $"{T["Row.TodayIs", Format.Number(today.Received), Format.Number(today.Printed), Format.Number(today.Spoiled)]} ({T[CloseKey(board.OfToday)]})");
            yield return (T["Row.Waiting"], T["Row.Cards", Format.Number(board.Waiting)]);
            if (board.OnHand > board.Available)
            {
                yield return (T["Row.Printer"], T["Row.Cards", Format.Number(board.OnHand - board.Available)]);
            }

            if (board.LastDelivery is var (day, quantity))
            {
                yield return (T["Row.Last"], T["Row.LastIs", Format.Date(day), Format.Number(quantity)]);
            }

            if (board.Outlook is { DryOn: { } dryOn, PerDay: { } perDay })
            {
                yield return (T["Row.Outlook"], T["Row.OutlookIs", Format.Day(dryOn), Format.Number((long)Math.Max(1, Math.Round(perDay)))]);
            }

            foreach (var expected in board.Expected)
            {
                yield return (T["Row.Expected"], T["Row.ExpectedIs", Sentence(Format.Between(expected.From, expected.Through)), Quantity(expected), Format.Date(expected.ToldOn)]);
            }

            if (board.Expected.Count == 0)
            {
                yield return (T["Row.Expected"], T["Row.ExpectedNone"]);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var through = DateOnly.TryParseExact(Through, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9999 ? day : (DateOnly?)null;
        if (!OfficeCode.TryParse(Office, out var code) || (await Directory.GetAsync(Aborted)).FindPublic(code) is not { } office)
        {
            NotFound();
            return;
        }

        var today = office.Calendar.LocalDay(Time.GetUtcNow());
        var last = through < today ? through.Value : today;
        Entry = office;
        Shown = (await View.ExecuteAsync(new(code, last.AddDays(1 - DaysShown), last), Actor.Visitor, Aborted)).Value;
    }

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    // With an empty cupboard and nothing booked there is nothing to count.
    private static bool NeedsClosing(StockBoardDay day) => day.Closed || day.Sums.Moved || day.Sums.Opening > 0;

    private static string CloseKey(StockBoardDay day) => day switch
    {
        { Closed: false } => "History.Open",
        { Alone: true } => "History.ClosedAlone",
        _ => "History.Closed",
    };

    // What the six columns leave out, so that the line still adds up.
    private string? Besides(StockSums sums) => (sums.Transferred, sums.Corrected) switch
    {
        (0, 0) => null,
        (_, 0) => T["History.Transferred", Format.Number(sums.Transferred)],
        (0, _) => T["History.Corrected", Signed(sums.Corrected)],
        _ => $"{T["History.Transferred", Format.Number(sums.Transferred)]}, {T["History.Corrected", Signed(sums.Corrected)]}",
    };

    private string Signed(int change) => change > 0 ? "+" + Format.Number(change) : "−" + Format.Number(-change);

    private string Quantity(ExpectedDelivery expected) =>
        expected.Least == expected.Most ? Format.Number(expected.Least) : T["Row.Range", Format.Number(expected.Least), Format.Number(expected.Most)];

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
