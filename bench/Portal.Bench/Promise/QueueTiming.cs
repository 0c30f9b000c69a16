using System.Diagnostics;
using Portal.Core.Printing;
using Portal.Core.Shared;

namespace Portal.Bench.Promise;

/// <summary>How long it takes to compute all ranges of one big office.</summary>
internal static class QueueTiming
{
    private const int Cards = 20_000;

    public static void Print()
    {
        DayOfWeek[] weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
        var calendar = new OfficeCalendar(TimeZoneInfo.Utc, [.. weekdays.Select(d => new OpeningHours(d, new(8, 0), new(15, 0)))], new HashSet<DateOnly>(), []);
        var today = new DateOnly(2026, 7, 1);
        var facts = new PromiseFacts
        {
            Today = today,
            Calendar = calendar,
            BlanksOnHand = 150,
            PrintReadyWaiting = Cards * 3 / 4,
            Deliveries = [.. Enumerable.Range(1, 50).Select(week => new PastDelivery(today.AddDays(-7 * week), 700 + (week * 37 % 200)))],
            PrintDays = [.. Enumerable.Range(1, 60).Select(d => new PrintDay(today.AddDays(-d), 120 + (d * 13 % 60), true))],
            RecordedPerDay = [.. Enumerable.Range(1, 60).Select(d => 100 + (d * 7 % 40))],
            RecordingToPrintReady = new([.. Enumerable.Range(0, 300).Select(i => i * i % 50)], [.. Enumerable.Range(0, Cards / 4).Select(i => i % 60)]),
            PrintedToReady = new([.. Enumerable.Range(0, 300).Select(i => i % 3)], []),
        };
        var started = Stopwatch.GetTimestamp();
        var model = PromiseModel.Build(facts);
        var built = Stopwatch.GetElapsedTime(started);
        var said = 0;
        for (var place = 1; place <= facts.PrintReadyWaiting; place++)
        {
            said += model.RangeFor(new CardPrintReady(today.AddDays(-60), place)) is null ? 0 : 1;
        }

        foreach (var age in facts.RecordingToPrintReady.StillRunning)
        {
            said += model.RangeFor(new CardBeforePrintReady(today.AddDays(-age))) is null ? 0 : 1;
        }

        var all = Stopwatch.GetElapsedTime(started);
        Console.WriteLine(FormattableString.Invariant($"all ranges of an office with {Cards:N0} waiting: {all.TotalMilliseconds:N0} ms on one core, of which the model {built.TotalMilliseconds:N0} ms; {said:N0} have one"));
    }
}
