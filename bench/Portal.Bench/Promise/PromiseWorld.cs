using Portal.Core.Printing;
using Portal.Core.Shared;

namespace Portal.Bench.Promise;

/// <summary>
/// One simulated office from the day it begins with the portal. It hands out <see cref="PromiseFacts"/> that hold only what such an
/// office would have written down by then; how the world goes on stays in here.
/// </summary>
internal sealed class PromiseWorld
{
    private const int RememberedDays = 60;

    // National holidays and joint leave of 2026, repeated every year: what they are later is not known, and weeks without work there will be.
    private static readonly (int Month, int Day)[] Holidays =
    [
        (1, 1), (1, 16), (2, 16), (2, 17), (3, 18), (3, 19), (3, 20), (3, 21), (3, 22), (3, 23), (3, 24), (4, 3), (4, 5), (5, 1), (5, 14), (5, 15),
        (5, 27), (5, 28), (5, 31), (6, 1), (6, 16), (8, 17), (8, 25), (12, 24), (12, 25),
    ];

    private static readonly OfficeCalendar Calendar = MakeCalendar();

    private readonly Random _random;
    private readonly Queue<(int Day, int Quantity)> _coming;
    private readonly DateOnly _begin;
    private readonly double _centreMedian;
    private readonly int _capacity;
    private readonly bool _statesCapacity;
    private readonly int? _standard;

    private readonly List<DateOnly> _workDays = [];
    private readonly List<bool> _lineUp = [];
    private readonly List<SimulatedCard> _atCentre = [];
    private readonly Queue<SimulatedCard> _printReady = new();
    private readonly List<SimulatedCard> _finishing = [];
    private readonly List<PastDelivery> _deliveries = [];
    private readonly List<PrintDay> _printDays = [];
    private readonly List<int> _recordedPerDay = [];
    private readonly List<(int Entered, int Days)> _centreDurations = [];
    private readonly List<(int Entered, int Days)> _finishDurations = [];
    private int _stock;

    public PromiseWorld(SupplyRegime regime, int seed, double sigma, int mostBacklog)
    {
        _random = new Random((seed * 7919) + (int)regime);
        _begin = new DateOnly(2026, 1, 1).AddDays(_random.Next(365));
        _coming = new(SupplyPlan.Make(regime, 365 * 6, sigma, _random));
        _centreMedian = Math.Exp(Math.Log(0.3) + (_random.NextDouble() * Math.Log(2 / 0.3)));
        _capacity = 40 + _random.Next(41);
        _statesCapacity = _random.Next(2) == 0;
        _standard = _random.Next(2) == 0 ? 30 : null;
        _stock = _random.Next(201);
        var backlog = _random.Next(mostBacklog + 1);
        for (var i = 0; i < backlog; i++)
        {
            _printReady.Enqueue(new SimulatedCard { RecordedOn = -1 });
        }
    }

    /// <summary>Calendar days since the beginning.</summary>
    public int Age => Today.DayNumber - _begin.DayNumber;

    /// <summary>The day on which <see cref="Morning"/> was called last.</summary>
    public DateOnly Today => _workDays[^1];

    /// <summary>Cards that wait for anything, those of today included.</summary>
    public int Waiting => _atCentre.Count + _printReady.Count;

    private int Now => _workDays.Count - 1;

    /// <summary>The next working day begins: deliveries come in, and 15 to 25 people are recorded, whose cards are returned.</summary>
    public List<SimulatedCard> Morning()
    {
        var day = _workDays.Count == 0 ? _begin : Today.AddDays(1);
        while (!Calendar.IsWorkingDay(day))
        {
            day = day.AddDays(1);
        }

        _workDays.Add(day);
        KnowTheLine(Now + 1);
        var came = 0;
        while (_coming.TryPeek(out var next) && next.Day <= Age)
        {
            came += _coming.Dequeue().Quantity;
        }

        if (came > 0)
        {
            _stock += came;
            _deliveries.Add(new(day, came));
        }

        var cards = new List<SimulatedCard>(25);
        for (var left = 15 + _random.Next(11); left > 0; left--)
        {
            var card = new SimulatedCard { RecordedOn = Now };
            card.BackOn = Back(Now);
            cards.Add(card);
        }

        _atCentre.AddRange(cards);
        return cards;
    }

    /// <summary>What the office knows while it records people today: today's answers of the centre and today's printing are still to come.</summary>
    public PromiseFacts Facts() => new()
    {
        Today = Today,
        Calendar = Calendar,
        BlanksOnHand = _stock,
        PrintReadyWaiting = _printReady.Count,
        DeliveriesKnownSince = _begin,
        Deliveries = [.. _deliveries],
        PrintDays = [.. _printDays.TakeLast(RememberedDays)],
        RecordedPerDay = [.. _recordedPerDay.TakeLast(RememberedDays)],
        PrintsPerDay = _statesCapacity ? _capacity : null,
        RecordingToPrintReady = History(_centreDurations, _atCentre.Select(card => Now - card.RecordedOn)),
        PrintedToReady = History(_finishDurations, _finishing.Select(card => Now - card.PrintedOn)),
        StandardDays = _standard,
    };

    /// <summary>The rest of the day: the centre answers, cards are printed and finished. Returns those that became ready for pickup.</summary>
    public List<SimulatedCard> Afternoon(int recorded)
    {
        var back = _atCentre.FindAll(card => card.BackOn <= Now);
        _atCentre.RemoveAll(card => card.BackOn <= Now);
        foreach (var card in back)
        {
            _centreDurations.Add((card.RecordedOn, Now - card.RecordedOn));
            _printReady.Enqueue(card);
        }

        // A printer's day varies by a tenth or so.
        var today = (int)Math.Round(_capacity * (0.85 + (_random.NextDouble() * 0.25)));
        var printed = 0;
        for (; printed < today && _stock > 0 && _printReady.TryDequeue(out var card); printed++, _stock--)
        {
            card.PrintedOn = Now;
            card.FinishedOn = Now + _random.Next(10) switch { < 6 => 0, < 9 => 1, _ => 2 };
            _finishing.Add(card);
        }

        _printDays.Add(new(Today, printed, _stock > 0 && _printReady.Count > 0));
        _recordedPerDay.Add(recorded);
        var ready = _finishing.FindAll(card => card.FinishedOn <= Now);
        _finishing.RemoveAll(card => card.FinishedOn <= Now);
        _finishDurations.AddRange(ready.Select(card => (card.PrintedOn, Now - card.PrintedOn)));
        return ready;
    }

    // Of the cards that entered the stage in the last sixty working days.
    private StageHistory History(List<(int Entered, int Days)> left, IEnumerable<int> ages)
    {
        left.RemoveAll(card => card.Entered < Now - RememberedDays);
        return new([.. left.Select(card => card.Days)], [.. ages]);
    }

    // Minutes to weeks: lognormal working days, rounded down, from when the line is up; the answer too needs the line.
    private int Back(int recorded)
    {
        var sent = recorded;
        while (!LineUp(sent))
        {
            sent++;
        }

        var back = sent + (int)Math.Min(_centreMedian * Math.Exp(1.2 * Chance.Normal(_random)), 120);
        while (!LineUp(back))
        {
            back++;
        }

        return back;
    }

    private bool LineUp(int day)
    {
        KnowTheLine(day + 1);
        return _lineUp[day];
    }

    // About every forty working days the line is cut, for one to five of them.
    private void KnowTheLine(int days)
    {
        while (_lineUp.Count < days)
        {
            var cut = _random.Next(40) == 0 ? 1 + _random.Next(5) : 0;
            _lineUp.AddRange(Enumerable.Repeat(false, cut));
            _lineUp.Add(true);
        }
    }

    private static OfficeCalendar MakeCalendar()
    {
        DayOfWeek[] weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
        var holidays = Enumerable.Range(2026, 10).SelectMany(year => Holidays.Select(h => new DateOnly(year, h.Month, h.Day))).ToHashSet();
        return new(TimeZoneInfo.Utc, [.. weekdays.Select(d => new OpeningHours(d, new(8, 0), new(15, 0)))], holidays, []);
    }
}

/// <summary>A card in the simulated office; days are numbers of its working days.</summary>
internal sealed class SimulatedCard
{
    public required int RecordedOn { get; init; }

    public int BackOn { get; set; }

    public int PrintedOn { get; set; }

    public int FinishedOn { get; set; }

    public PromisedRange? Range { get; set; }

    public (DateOnly From, DateOnly Through)? Naive { get; set; }

    /// <summary>Calendar days since the office began, at the recording; null where the card is not counted.</summary>
    public int? OfficeAge { get; set; }
}
