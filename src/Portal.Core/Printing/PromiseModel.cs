namespace Portal.Core.Printing;

/// <summary>
/// When an office's cards will be ready: built once from what the office knows at a moment, then asked for every card. Pure: the same
/// facts and the same card give the same range, on any machine.
/// </summary>
/// <remarks>
/// The model plays <see cref="Futures"/> possible futures of the office, always the same ones. In each, blanks come as the office's own
/// deliveries came (<see cref="SupplyOutlook"/>), cards become print-ready and finished at its own speed (<see cref="StageSpeed"/>), and
/// it prints first come, first served as long as it has blanks and time. A range leaves out the earliest 3 % and the latest 5 % of
/// the futures, so that it is neither always right nor idle. More blanks never make a range later, nor does a card further ahead.
/// </remarks>
public sealed class PromiseModel
{
    /// <summary>Possible futures that are played; a prime, so that the lattice below mixes.</summary>
    private const int Futures = 199;

    /// <summary>Worked days that every future is played at least, and the longest stay at the centre whose queue is followed exactly.</summary>
    private const int FollowedDays = 60;

    /// <summary>Worked days after which a future is given up: nothing is said about what lies more than four years ahead.</summary>
    private const int Horizon = 1000;

    /// <summary>Worked days beyond the last one played for which the calendar is kept ready: the stages before and after printing.</summary>
    private const int LongestStages = 300;

    private readonly PromiseFacts _facts;
    private readonly PromiseTuning _tuning;
    private readonly PromiseDays _days;
    private readonly StageSpeed _centre;
    private readonly StageSpeed _finish;
    private readonly int[] _inflow;
    private readonly int[][] _printed;

    private PromiseModel(PromiseFacts facts, PromiseTuning tuning)
    {
        _facts = facts;
        _tuning = tuning;
        _days = new(facts.Calendar, facts.Today);
        _centre = StageSpeed.OfCentre(facts.RecordingToPrintReady);
        _finish = StageSpeed.OfFinish(facts.PrintedToReady);
        var perDay = RecordedPerDay(facts);
        _inflow = Inflow(facts, _centre, perDay);
        _printed = new int[facts.PrintsHere ? Futures : 0][];
        var supply = SupplyOutlook.Of(facts, tuning, perDay * 5 / 7);
        var path = new List<int>(FollowedDays * 2);
        for (var k = 0; k < _printed.Length; k++)
        {
            Play(supply.Scenario(k, Share(k, 1)), PrintPace.PerDay(facts, Share(k, 31)), perDay, path);
            _printed[k] = [.. path];
        }

        _days.ReachIndex(_printed.Select(future => future.Length).DefaultIfEmpty(0).Max() + LongestStages);
    }

    /// <summary>The model of an office at the moment the facts were taken. Takes a few milliseconds.</summary>
    public static PromiseModel Build(PromiseFacts facts, PromiseTuning? tuning = null) => new(facts, tuning ?? PromiseTuning.Default);

    /// <summary>
    /// When this card will be ready for pickup; null when nothing honest can be said: no speed of its own and no published standard,
    /// a standard whose time has run out, or a card that is years away.
    /// </summary>
    public PromisedRange? RangeFor(CardInLine card)
    {
        if (!IsMeasured(card))
        {
            return FromStandard(card);
        }

        Span<int> ready = stackalloc int[Futures];
        var waits = card switch
        {
            CardPrinted printed => Finish(Age(printed.Printed), ready),
            _ when !_facts.PrintsHere => Arrive(Age(card.Recorded), ready),
            CardPrintReady waiting => Print(Math.Max(waiting.Place, 1), ready),
            CardBeforePrintReady before => Record(Age(before.Recorded), ready),
            _ => throw new ArgumentOutOfRangeException(nameof(card)),
        };

        ready.Sort();
        var from = ready[(int)(_tuning.TooEarly * Futures)];
        var through = ready[(int)Math.Ceiling((1 - _tuning.TooLate) * Futures) - 1];
        return through < Horizon && _days.At(from) is { } first && _days.At(through) is { } last
            ? new(first, last, waits * 2 > Futures ? PromiseBasis.Supply : PromiseBasis.OwnSpeed)
            : null;
    }

    /// <summary>Blanks that come within so many calendar days in the middle one of the futures.</summary>
    internal static int ExpectedBlanks(PromiseFacts facts, int days)
    {
        var supply = SupplyOutlook.Of(facts, PromiseTuning.Default, RecordedPerDay(facts) * 5 / 7);
        var came = new int[Futures];
        for (var k = 0; k < Futures; k++)
        {
            var scenario = supply.Scenario(k, Share(k, 1));
            for (var next = scenario.Next(); next.Day <= days; next = scenario.Next())
            {
                came[k] += next.Quantity;
            }
        }

        Array.Sort(came);
        return came[Futures / 2];
    }

    private static double RecordedPerDay(PromiseFacts facts) => facts.RecordedPerDay.Count == 0 ? 0 : facts.RecordedPerDay.Average();

    /// <summary>A share of 0 to 1 for a future; each <paramref name="factor"/> shuffles them differently, and each share occurs once.</summary>
    private static double Share(int future, int factor) => ((future * factor % Futures) + 0.5) / Futures;

    // Cards that will have become print-ready within d more days: those under way, and those that will be recorded.
    private static int[] Inflow(PromiseFacts facts, StageSpeed centre, double perDay)
    {
        var ages = facts.RecordingToPrintReady.StillRunning.GroupBy(age => age).Select(age => (Age: age.Key, Count: age.Count())).ToArray();
        var inflow = new int[FollowedDays + 1];
        var later = 0.0;
        for (var d = 0; d <= FollowedDays; d++)
        {
            var now = 0.0;
            foreach (var (age, count) in ages)
            {
                now += count * centre.Through(age, d);
            }

            later += d == 0 ? 0 : perDay * (1 - centre.Lasts(d));
            inflow[d] = (int)(now + later);
        }

        return inflow;
    }

    private void Play(SupplyScenario supply, int pace, double perDay, List<int> path)
    {
        path.Clear();
        var goal = _facts.PrintReadyWaiting + _inflow[FollowedDays] + 1;
        var blanks = _facts.BlanksOnHand;
        var (comesOn, quantity) = Next(ref supply);
        var printed = 0;
        for (var d = 0; d < Horizon; d++)
        {
            while (comesOn <= d)
            {
                blanks = (int)Math.Min((long)blanks + quantity, int.MaxValue / 2);
                (comesOn, quantity) = Next(ref supply);
            }

            var arrived = _facts.PrintReadyWaiting + (d <= FollowedDays ? _inflow[d] : _inflow[FollowedDays] + 1 + (int)(perDay * (d - FollowedDays)));
            printed = Math.Min(Math.Min(printed + pace, blanks), arrived);
            path.Add(printed);
            if (d >= FollowedDays && printed >= goal)
            {
                return;
            }
        }
    }

    private (int Index, int Quantity) Next(ref SupplyScenario supply)
    {
        var (day, quantity) = supply.Next();
        return (_days.IndexOnOrAfter(day), quantity);
    }

    /// <summary>The first worked day, not before another, on which so many cards are printed.</summary>
    private int PrintedBy(int future, int cards, int notBefore)
    {
        var path = _printed[future];
        if (notBefore >= path.Length)
        {
            return notBefore;
        }

        if (path[^1] < cards)
        {
            return Horizon;
        }

        int low = notBefore, high = path.Length - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (path[middle] >= cards)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private int Finish(int age, Span<int> ready)
    {
        for (var k = 0; k < Futures; k++)
        {
            ready[k] = _finish.Remaining(age, Share(k, 74));
        }

        return 0;
    }

    private int Arrive(int age, Span<int> ready)
    {
        for (var k = 0; k < Futures; k++)
        {
            ready[k] = _centre.Remaining(age, Share(k, 113)) + _finish.Remaining(0, Share(k, 74));
        }

        return 0;
    }

    private int Print(int place, Span<int> ready)
    {
        for (var k = 0; k < Futures; k++)
        {
            ready[k] = PrintedBy(k, place, 0) + _finish.Remaining(0, Share(k, 74));
        }

        return place > _facts.BlanksOnHand ? Futures : 0;
    }

    private int Record(int age, Span<int> ready)
    {
        var waits = 0;
        for (var k = 0; k < Futures; k++)
        {
            var printReady = _centre.Remaining(age, Share(k, 113));
            var cards = _facts.PrintReadyWaiting + Math.Max(_inflow[Math.Min(printReady, FollowedDays)], 1);
            ready[k] = PrintedBy(k, cards, Math.Min(printReady, FollowedDays)) + Math.Max(printReady - FollowedDays, 0) + _finish.Remaining(0, Share(k, 74));
            waits += cards > _facts.BlanksOnHand ? 1 : 0;
        }

        return waits;
    }

    // Beyond a year every age says the same.
    private int Age(DateOnly since) => PromiseDays.Between(_facts.Calendar, since.AddDays(400) < _facts.Today ? _facts.Today.AddDays(-400) : since, _facts.Today);

    private bool IsMeasured(CardInLine card)
    {
        var prints = _facts.PrintsPerDay is not null || _facts.PrintDays.Count(day => day.Printed > 0) >= _tuning.FewestPrintDays;
        return card switch
        {
            CardPrinted => _facts.PrintedToReady.Finished.Count >= _tuning.FewestDurations,
            _ when !_facts.PrintsHere => _facts.RecordingToPrintReady.Finished.Count >= _tuning.FewestDurations,
            CardPrintReady waiting => prints && KnowsSupplyFor(waiting.Place),
            CardBeforePrintReady => prints && KnowsSupplyFor(_facts.PrintReadyWaiting + 1) && _facts.RecordingToPrintReady.Finished.Count >= _tuning.FewestDurations,
            _ => false,
        };
    }

    // A blank in the drawer, a delivery, or at least how many blanks a week the office uses up.
    private bool KnowsSupplyFor(int cards) =>
        cards <= _facts.BlanksOnHand || _facts.Deliveries.Count > 0 || _facts.Announced.Count > 0 || _facts.RecordedPerDay.Count >= _tuning.FewestRecordedDays;

    private PromisedRange? FromStandard(CardInLine card) =>
        _facts.StandardDays is { } days
        && card.Recorded.AddDays(days) is var end && end >= _facts.Today
        && PromiseDays.OnOrAfter(_facts.Calendar, _facts.Today) is { } from
        && PromiseDays.OnOrAfter(_facts.Calendar, end) is { } through
            ? new(from, through, PromiseBasis.PublishedStandard)
            : null;
}
