using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Stock;
using Portal.Web.Features.Staff.Desk;

namespace Portal.Web.Features.Staff.Stock;

/// <summary>What can be entered on the page of blangko.</summary>
public enum StockAct
{
    /// <summary>Blanks came in.</summary>
    Receive,

    /// <summary>Loose blanks are spoiled.</summary>
    WriteOff,

    /// <summary>Blanks are given away.</summary>
    Transfer,

    /// <summary>A correction is proposed.</summary>
    Correct,
}

/// <summary>
/// One form for every movement. It says what will come of it before anything is booked: a line of the ledger stays for good.
/// What was typed stays until it is booked.
/// </summary>
public sealed partial class MovementForm
{
    private string _quantity = "";
    private string _text = "";
    private string _serialFrom = "";
    private string _serialThrough = "";
    private string _request = "";
    private IReadOnlyList<Error> _errors = [];
    private Guid _command = Guid.NewGuid();
    private bool _asked;
    private bool _focus;
    private StockAct _shown;
    private ElementReference _yes;

    /// <summary>The office.</summary>
    [Parameter, EditorRequired]
    public required OfficeEntry Office { get; set; }

    /// <summary>Its stock as shown.</summary>
    [Parameter, EditorRequired]
    public required StockView View { get; set; }

    /// <summary>What is entered.</summary>
    [Parameter, EditorRequired]
    public required StockAct Act { get; set; }

    /// <summary>What this member of staff may enter.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<StockAct> Acts { get; set; }

    /// <summary>The address of the page for another act.</summary>
    [Parameter, EditorRequired]
    public required Func<StockAct, string> To { get; set; }

    /// <summary>Reads the actor anew.</summary>
    [Parameter, EditorRequired]
    public required Func<Task<Actor>> ActAs { get; set; }

    /// <summary>Called with what was done, in a sentence.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string> Done { get; set; }

    [Inject]
    private ReceiveBlangko Receive { get; set; } = null!;

    [Inject]
    private WriteOffBlangko WriteOff { get; set; } = null!;

    [Inject]
    private TransferBlangko Transfer { get; set; } = null!;

    [Inject]
    private ProposeCorrection Propose { get; set; } = null!;

    private string TextField => Act == StockAct.Transfer ? "destination" : "reason";

    private int Change => Act is StockAct.Receive or StockAct.Correct ? TypedNumber.Of(_quantity) ?? 0 : -(TypedNumber.Of(_quantity) ?? 0);

    private string Consequence => T[$"Ask.{Act}", Format.Number(Math.Abs(Change)), Format.Number(View.OnHand), Format.Number(View.OnHand + Change), _text.Trim(), Change < 0 ? "−" : "+"];

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        // What was typed for one act is not meant for another.
        if (_shown != Act)
        {
            _shown = Act;
            Clear();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus)
        {
            _focus = false;
            await _yes.TryFocusAsync();
        }
    }

    private string? SentenceOf(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Sentences.For(error) : null;

    private void Ask()
    {
        // What can be told without the database is told before anybody is asked to confirm.
        _errors = Faults();
        _asked = _focus = _errors.Count == 0;
    }

    private IReadOnlyList<Error> Faults() => Act switch
    {
        StockAct.Receive => Core.Stock.Delivery.Of(TypedNumber.Of(_quantity), _text, _serialFrom, _serialThrough).Errors,
        StockAct.Correct when TypedNumber.Of(_quantity) is null or 0 => [Core.Stock.StockErrors.Change],
        StockAct.WriteOff or StockAct.Transfer when TypedNumber.Of(_quantity) is not > 0 => [Core.Stock.StockErrors.Quantity],
        StockAct.Transfer when string.IsNullOrWhiteSpace(_text) => [Core.Stock.StockErrors.Destination],
        StockAct.Transfer => [],
        StockAct.WriteOff or StockAct.Correct => Core.Staff.AuditReason.Clean(_text).Errors,
    };

    private void BackToForm() => _asked = false;

    private async Task SaveAsync()
    {
        var result = await WhileBusyAsync(BookAsync);
        _asked = false;
        if (result.TryGet(out var outcome))
        {
            Clear();
            await Done.InvokeAsync(T[$"Said.{Act}", Format.Number(outcome.OnHand)]);
        }
        else
        {
            _errors = [.. result.Errors.Select(e => e.Field is null ? e.For(Act == StockAct.Correct ? "change" : "quantity") : e)];
        }
    }

    private async Task<Result<StockOutcome>> BookAsync()
    {
        var (actor, office, quantity) = (await ActAs(), Office.Code, TypedNumber.Of(_quantity));
        return Act switch
        {
            StockAct.Receive => await Receive.ExecuteAsync(new(office, quantity, _text, _serialFrom, _serialThrough, Guid.TryParse(_request, out var request) ? request : null, _command), actor, CancellationToken.None),
            StockAct.WriteOff => await WriteOff.ExecuteAsync(new(office, quantity, _text, _command), actor, CancellationToken.None),
            StockAct.Transfer => await Transfer.ExecuteAsync(new(office, quantity, _text, _command), actor, CancellationToken.None),
            StockAct.Correct => await Propose.ExecuteAsync(new(office, quantity, _text, _command), actor, CancellationToken.None),
        };
    }

    private void Clear()
    {
        (_quantity, _text, _serialFrom, _serialThrough, _request) = ("", "", "", "", "");
        (_errors, _asked, _command) = ([], false, Guid.NewGuid());
    }
}
