using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Printing;
using Portal.Core.Shared;

namespace Portal.UnitTests.Printing;

/// <summary>Offices for the tests of the date range.</summary>
internal static class PromiseOffices
{
    /// <summary>A Wednesday.</summary>
    public static readonly DateOnly Today = new(2026, 7, 1);

    /// <summary>A year of weekly deliveries of 120, twenty people and as many prints a day, the centre in two days, ready on the next.</summary>
    public static PromiseFacts Steady { get; } = new()
    {
        Today = Today,
        Calendar = Calendars.Pulomerak(),
        BlanksOnHand = 100,
        PrintReadyWaiting = 0,
        Deliveries = Weekly(Today.AddDays(-2), 120),
        PrintDays = Prints(20, moreWaited: false),
        RecordedPerDay = [.. Enumerable.Repeat(20, 60)],
        PrintsPerDay = 50,
        RecordingToPrintReady = new([.. Enumerable.Repeat(2, 400)], [.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 20)]),
        PrintedToReady = new([.. Enumerable.Repeat(1, 400)], []),
    };

    /// <summary>Any office, from one that knows nothing to one with a year behind it.</summary>
    public static Arbitrary<PromiseFacts> Any =>
        (from today in Gen.Choose(0, 700)
         from stock in Gen.Choose(0, 400)
         from queue in Gen.Choose(0, 500)
         from deliveries in Gen.Choose(1, 30).SelectMany(gap => Gen.Choose(1, 300).Select(size => (Gap: gap, Size: size))).ListOf()
         from quiet in Gen.Choose(0, 120)
         from recorded in Gen.Choose(0, 40).ListOf()
         from printed in Gen.Choose(0, 60).ListOf()
         from stated in Gen.Elements<int?>(null, 1, 30, 80)
         from finished in Gen.Choose(0, 30).ListOf()
         from enough in Gen.Elements(0, 40)
         from running in Gen.Choose(0, 60).ListOf()
         from announced in Gen.Choose(-10, 40)
         from closed in Gen.Choose(0, 60)
         from standard in Gen.Elements<int?>(null, 30)
         select Make(new DateOnly(2026, 1, 1).AddDays(today), stock, queue, [.. deliveries], quiet, [.. recorded], [.. printed], stated, [.. finished, .. Enumerable.Repeat(3, enough)], [.. running], announced, closed, standard))
        .ToArbitrary();

    /// <summary>Deliveries every week of the last year, the last on a day.</summary>
    public static PastDelivery[] Weekly(DateOnly last, int quantity) => [.. Enumerable.Range(0, 52).Select(week => new PastDelivery(last.AddDays(-7 * week), quantity))];

    /// <summary>The same number printed on each of the last sixty days.</summary>
    public static PrintDay[] Prints(int perDay, bool moreWaited) => [.. Enumerable.Range(1, 60).Select(day => new PrintDay(Today.AddDays(-day), perDay, moreWaited))];

    private static PromiseFacts Make(
        DateOnly today, int stock, int queue, (int Gap, int Size)[] deliveries, int quiet, int[] recorded, int[] printed, int? stated, int[] finished, int[] running, int announced, int closed, int? standard)
    {
        var came = new List<PastDelivery>();
        var day = today.AddDays(-quiet);
        foreach (var (gap, size) in deliveries)
        {
            came.Add(new(day, size));
            day = day.AddDays(-gap);
        }

        Closure[] closures = closed > 40 ? [new(today.AddDays(closed - 45), today.AddDays(closed - 35), new LocalizedText("Banjir"))] : [];
        return new()
        {
            Today = today,
            Calendar = Calendars.Pulomerak([new(2026, 3, 19), new(2026, 3, 20), today.AddDays(closed)], closures),
            BlanksOnHand = stock,
            PrintReadyWaiting = queue,
            Deliveries = came,
            Announced = announced > 20 ? [new(today.AddDays(announced - 25), today.AddDays(announced), 100, 300)] : [],
            PrintDays = [.. printed.Select((count, i) => new PrintDay(today.AddDays(-1 - i), count, i % 3 == 0))],
            RecordedPerDay = recorded,
            PrintsPerDay = stated,
            RecordingToPrintReady = new(finished, running),
            PrintedToReady = new([.. finished.Select(days => days / 10)], []),
            StandardDays = standard,
        };
    }
}
