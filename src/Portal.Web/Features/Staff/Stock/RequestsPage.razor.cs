using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Stock;

namespace Portal.Web.Features.Staff.Stock;

/// <summary>What the office asked the Dinas for, and what it was told.</summary>
public sealed partial class RequestsPage
{
    private const int PageSize = 25;

    private StockRequestList? _list;
    private StockRequestLine? _answered;
    private string _quantity = "";
    private string _note = "";
    private Guid _command = Guid.NewGuid();
    private IReadOnlyList<Error> _errors = [];
    private string? _said;
    private string _tone = "";

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewStockRequests View { get; set; } = null!;

    [Inject]
    private RequestBlangko Request { get; set; } = null!;

    [Inject]
    private ChangeStockRequest Change { get; set; } = null!;

    private int Page => PageOf(PageText);

    private bool MayAsk => Actor.May(Permission.RequestBlangko, Office!.Code);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var list))
        {
            _list = list;
        }
    }

    private string ToPage(int page) => With(("hal", page));

    private string? SentenceFor(string field) => _errors.FirstOrDefault(e => e.Field == field) is { } error ? Sentences.For(error) : null;

    private void Toggle(StockRequestLine row) => _answered = _answered?.Id == row.Id ? null : row;

    private async Task AskAsync()
    {
        var result = await Request.ExecuteAsync(new(Office!.Code, TypedNumber.Of(_quantity), _note, _command), await ActAsAsync(), Gone);
        _errors = result.Errors;
        if (result.Succeeded)
        {
            (_quantity, _note, _command) = ("", "", Guid.NewGuid());
            await TellAsync(T["Said.Asked"]);
        }
        else if (_errors.All(e => e.Field is null))
        {
            (_said, _tone) = (SentenceOf(_errors), "no");
        }
    }

    /// <summary>Carries an answer out; what is wrong with it goes back to its form.</summary>
    private async Task<IReadOnlyList<Error>> SaveAsync(ChangeStockRequest.Command command)
    {
        var result = await Change.ExecuteAsync(command, await ActAsAsync(), Gone);
        if (result.Succeeded)
        {
            _answered = null;
            await TellAsync(T[$"Said.Answer.{command.Answer}"]);
        }
        else if (result.Error.Kind == ErrorKind.Conflict)
        {
            // Somebody else noted something meanwhile: the list shows what.
            await LoadAsync();
            _answered = _list!.Rows.FirstOrDefault(r => r.Id == command.RequestId && r.IsOpen);
            StateHasChanged();
        }

        return result.Errors;
    }

    private async Task TellAsync(string said)
    {
        (_said, _tone) = (said, "ok");
        await LoadAsync();
        StateHasChanged();
    }
}
