using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Stock;
using Portal.Web.Features.Staff.Desk;
using Radzen;

namespace Portal.Web.Features.Staff.Stock;

/// <summary>An office's blangko: how many, how long they last, what was booked, and what waits for a second person.</summary>
public sealed partial class StockPage
{
    private const int PageSize = 25;

    private static readonly (string? Key, StockMovement? Movement)[] Filters =
        [(null, null), ("masuk", StockMovement.Received), ("cetak", StockMovement.Printed), ("rusak", StockMovement.Spoiled), ("serah", StockMovement.Transferred), ("koreksi", StockMovement.Corrected)];

    private static readonly (string Key, StockAct Act, Permission Permission)[] Keys =
        [("masuk", StockAct.Receive, Permission.MoveBlangko), ("rusak", StockAct.WriteOff, Permission.MoveBlangko), ("serah", StockAct.Transfer, Permission.TransferBlangko), ("koreksi", StockAct.Correct, Permission.CorrectStock)];

    private StockView? _view;
    private string? _said;
    private string _tone = "";

    [SupplyParameterFromQuery(Name = "jenis")]
    public string? MovementText { get; set; }

    [SupplyParameterFromQuery(Name = "dari")]
    public string? FromText { get; set; }

    [SupplyParameterFromQuery(Name = "sampai")]
    public string? ThroughText { get; set; }

    [SupplyParameterFromQuery(Name = "catat")]
    public string? ActText { get; set; }

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewStock View { get; set; } = null!;

    [Inject]
    private DecideCorrection Decide { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private int Page => PageOf(PageText);

    private StockMovement? Movement => Array.Find(Filters, f => f.Key == MovementText).Movement;

    private IReadOnlyList<StockAct> Acts => [.. Keys.Where(k => Actor.May(k.Permission, Office!.Code)).Select(k => k.Act)];

    private StockAct Act => Array.Find(Keys, k => k.Key == ActText) is { Key: not null } found && Acts.Contains(found.Act) ? found.Act : Acts[0];

    private string? Warning => _view switch
    {
        null => null,
        _ when !Office!.Rules.PrintsHere => null,
        { Available: <= 0 } => T["Warn.Dry", Format.Number(_view.Waiting)].Value,
        { Outlook: { Low: true, DryOn: { } dryOn } } => T["Warn.LowUntil", Format.Number(_view.Available), Format.Number(Office.Rules.LowStock), Format.Day(dryOn)].Value,
        { Outlook.Low: true } => T["Warn.Low", Format.Number(_view.Available), Format.Number(Office.Rules.LowStock)].Value,
        _ => null,
    };

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code, Movement, TypedNumber.DayOf(FromText), TypedNumber.DayOf(ThroughText), (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var view))
        {
            _view = view;
        }
    }

    private static string? KeyOf(StockAct act) => Array.Find(Keys, k => k.Act == act).Key;

    private IEnumerable<(string Label, string Value)> Facts(StockView view)
    {
        yield return (T["Now.OnHand"], Format.Number(view.OnHand));
        yield return (T["Now.Reserved"], Format.Number(view.Reserved));
        yield return (T["Now.Available"], Format.Number(view.Available));
        yield return (T["Now.Waiting"], Format.Number(view.Waiting));
        yield return (T["Now.Today"], T["Now.TodayIs", Format.Number(view.Sums.Received), Format.Number(view.Sums.Printed), Format.Number(view.Sums.Spoiled), Format.Number(view.Sums.Transferred), Signed(view.Sums.Corrected)]);
        yield return (T["Now.Speed"], view.Outlook.PerDay is { } perDay ? T["Now.SpeedIs", perDay.ToString("0.#", CultureInfo.GetCultureInfo("id-ID"))] : T["Now.SpeedUnknown"]);
        yield return (T["Now.DryOn"], view.Outlook.DryOn is { } dryOn ? Format.Day(dryOn) : T[view.Available <= 0 ? "Now.Dry" : "Now.DryUnknown"]);
        yield return (T["Now.Requests"], view.Requests.Count == 0 ? T["Now.NoRequests"] : string.Join("; ", view.Requests.Select(Words)));
    }

    private string Words(StockRequestLine request) => request is { ExpectedFrom: { } from, ExpectedThrough: { } through }
        ? T["Now.Promised", TypedNumber.Between(Format, request.ExpectedLeast!.Value, request.ExpectedMost!.Value), Format.Between(from, through)]
        : T["Now.Asked", Format.Number(request.Quantity), Format.Date(request.Day)];

    private string Signed(int change) => change == 0 ? Format.Number(0) : change > 0 ? "+" + Format.Number(change) : "−" + Format.Number(-change);

    private string ToAct(StockAct act) => With(("catat", KeyOf(act)));

    private string ToPage(int page) => With(("hal", page));

    private void FilterFrom(ChangeEventArgs chosen) => Filter("dari", chosen);

    private void FilterThrough(ChangeEventArgs chosen) => Filter("sampai", chosen);

    private void Filter(string name, ChangeEventArgs chosen) => Navigation.NavigateTo(With((name, string.IsNullOrEmpty(chosen.Value?.ToString()) ? null : chosen.Value), ("hal", null)));

    private async Task DoneAsync(string said)
    {
        (_said, _tone) = (said, "ok");
        await LoadAsync();
    }

    private async Task DecideAsync(PendingCorrection correction, bool accept)
    {
        string? alone = null;
        if (accept && correction.Own)
        {
            alone = await ReasonDialog.AskAsync(Dialogs, T["Alone.Title"], T["Alone.Text"], T["Corrections.AcceptAlone"], danger: false);
            if (alone is null)
            {
                return;
            }
        }

        var result = await Decide.ExecuteAsync(new(correction.Id, correction.Version, accept, alone, Guid.NewGuid()), await ActAsAsync(), Gone);
        (_said, _tone) = result.TryGet(out var outcome)
            ? (T[accept ? "Said.Accepted" : "Said.Declined", Format.Number(outcome.OnHand)].Value, "ok")
            : (SentenceOf(result.Errors), "no");
        await LoadAsync();
    }
}
