using System.Globalization;
using System.Text;

namespace Portal.Tests;

/// <summary>An invented past of an office's blangko, as the ledger would have kept it.</summary>
internal static class StockHistory
{
    /// <summary>The statements that write it: a delivery every so many days until the last one, prints on weekdays while there are blanks.</summary>
    /// <param name="office">Code of the office.</param>
    /// <param name="today">Its last day; nothing is printed on it.</param>
    /// <param name="days">How many days back it begins.</param>
    /// <param name="delivery">Blanks per delivery.</param>
    /// <param name="every">Days between deliveries.</param>
    /// <param name="lastDelivery">No delivery later than this many days ago.</param>
    /// <param name="perDay">Cards printed on a weekday, while there are blanks.</param>
    public static string Sql(string office, DateOnly today, int days, int delivery, int every, int lastDelivery, int perDay)
    {
        var sql = new StringBuilder("INSERT INTO stock_entries (office_code, movement, change, balance, local_day, at, command_id, delivery_note, reason) VALUES ");
        var balance = 0;
        void Line(DateOnly day, string movement, int change, string hour, string? note = null, string? reason = null)
        {
            balance += change;
            sql.Append(CultureInfo.InvariantCulture, $"('{office}', '{movement}', {change}, {balance}, '{day:yyyy-MM-dd}', '{day:yyyy-MM-dd} {hour}:00Z', gen_random_uuid(), {Text(note)}, {Text(reason)}),");
        }

        for (var ago = days; ago > 0; ago--)
        {
            var day = today.AddDays(-ago);
            if ((days - ago) % every == 0 && ago >= lastDelivery)
            {
                Line(day, "Received", delivery, "01", note: $"SJ {days - ago}");
            }

            var weekday = day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
            if (weekday && Math.Min(perDay, balance) is var printed and > 0)
            {
                Line(day, "Printed", -printed, "03");
            }

            if (weekday && ago % 9 == 0 && balance > 0)
            {
                Line(day, "Spoiled", -1, "04", reason: "lembar contoh");
            }
        }

        return sql.ToString().TrimEnd(',') + string.Create(CultureInfo.InvariantCulture, $"; INSERT INTO stock_levels (office_code, on_hand, reserved) VALUES ('{office}', {balance}, 0);");
    }

    private static string Text(string? text) => text is null ? "NULL" : $"'{text}'";
}
