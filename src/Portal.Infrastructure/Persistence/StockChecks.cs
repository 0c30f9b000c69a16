using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>Whether the books on blangko agree with each other: the level with the ledger, what is reserved with the cards in the printer.</summary>
internal static class StockChecks
{
    private const string Disagreeing =
        """
        SELECT o.code,
               coalesce(l.on_hand, 0) AS on_hand, coalesce(e.sum, 0)::int AS ledger,
               coalesce(l.reserved, 0) AS reserved, coalesce(j.count, 0)::int AS in_printer
        FROM offices o
        LEFT JOIN stock_levels l ON l.office_code = o.code
        LEFT JOIN (SELECT office_code, sum(change) FROM stock_entries GROUP BY office_code) e ON e.office_code = o.code
        LEFT JOIN (SELECT office_code, count(*) FROM print_jobs WHERE state = 'Printing' GROUP BY office_code) j ON j.office_code = o.code
        WHERE coalesce(l.on_hand, 0) <> coalesce(e.sum, 0) OR coalesce(l.reserved, 0) <> coalesce(j.count, 0)
        ORDER BY o.code
        """;

    private const string BrokenChain =
        """
        SELECT count(*)::int FROM (
            SELECT balance - change AS before, lag(balance, 1, 0) OVER (PARTITION BY office_code ORDER BY id) AS last FROM stock_entries) chain
        WHERE before <> last
        """;

    private const string Remedy = "Nothing in the portal changes one without the other, so the database was changed by hand or restored in part. Count the blanks and enter a correction.";

    public static async IAsyncEnumerable<Finding> RunAsync(NpgsqlDataSource source)
    {
        var wrong = false;
        await using (var ask = source.CreateCommand(Disagreeing))
        await using (var answer = await ask.ExecuteReaderAsync())
        {
            while (await answer.ReadAsync())
            {
                wrong = true;
                yield return Finding.Wrong(
                    $"Blangko of {answer.GetString(0)}: {answer.GetInt32(1)} on hand, {answer.GetInt32(2)} by the ledger; {answer.GetInt32(3)} reserved, {answer.GetInt32(4)} cards in the printer.", Remedy);
            }
        }

        await using var chain = source.CreateCommand(BrokenChain);
        if ((int)(await chain.ExecuteScalarAsync())! is var broken and > 0)
        {
            yield return Finding.Wrong($"{broken} lines of the ledger of blangko do not follow from the line before.", Remedy);
        }
        else if (!wrong)
        {
            yield return Finding.Good("The ledger of blangko agrees with the stock and with the cards in the printer.");
        }
    }
}
