using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Stock;

namespace Portal.Web.Features.Api;

/// <summary>The public board of an office's blangko.</summary>
public static class StockApi
{
    public static async Task<IResult> GetAsync(string code, string? from, string? to, HttpContext context, OfficeDirectory directory, ViewStockBoard viewStockBoard, TimeProvider time, CancellationToken ct)
    {
        if (!OfficeCode.Parse(code).TryGet(out var officeCode) || (await directory.GetAsync(ct)).FindPublic(officeCode) is not { } office)
        {
            return ApiAnswer.Refusal(context, StatusCodes.Status404NotFound, BookingErrors.OfficeUnknown);
        }

        List<Error> errors = [];
        var last = OfficesApi.Day(to, office.Calendar.LocalDay(time.GetUtcNow()), "to", errors);
        var first = OfficesApi.Day(from, last.AddDays(1 - ViewStockBoard.CountedDays), "from", errors);
        if (errors.Count > 0)
        {
            return ApiAnswer.Refusal(context, errors);
        }

        var found = await viewStockBoard.ExecuteAsync(new(officeCode, first, last), Actor.ApiClient, ct);
        return found.TryGet(out var board) ? ApiAnswer.Ok(StockOf(board)) : ApiAnswer.Refusal(context, found.Errors);
    }

    private static StockOut StockOf(StockBoard board) => new(
        board.Office.Value,
        board.Today,
        board.PrintsHere,
        board.OnHand,
        board.Available,
        board.Waiting,
        board.OfToday.Sums.Received,
        board.OfToday.Sums.Printed,
        board.OfToday.Sums.Spoiled,
        board.Outlook.DryOn,
        board.ShortageSince,
        [.. board.History.Select(d => new StockDayOut(d.Day, d.Sums.Opening, d.Sums.Received, d.Sums.Printed, d.Sums.Spoiled, d.Sums.Transferred, d.Sums.Corrected, d.Sums.Closing, d.Closed))]);
}
