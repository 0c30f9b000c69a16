namespace Portal.Core.Printing;

/// <summary>
/// What an office's own deliveries say of the next ones: ordinary gaps and sizes as they came, and supply breaks of months, which are
/// the likelier the longer nothing has come compared with the gaps that are known.
/// </summary>
internal sealed class SupplyOutlook
{
    private static readonly int[] AssumedGaps = [5, 7, 10, 14, 21];

    private readonly PromiseTuning _tuning;
    private readonly double _perDay;
    private readonly double _breakShare;
    private readonly double[] _firstWeights;
    private readonly double _firstBreakWeight;

    private SupplyOutlook(PromiseFacts facts, PromiseTuning tuning, double recordedPerCalendarDay)
    {
        _tuning = tuning;
        var came = facts.Deliveries.Where(d => d.Day <= facts.Today && d.Quantity > 0)
            .GroupBy(d => d.Day).Select(day => new PastDelivery(day.Key, day.Sum(d => d.Quantity))).OrderBy(d => d.Day).ToArray();
        var since = came.Length == 0 ? facts.DeliveriesKnownSince ?? facts.Today
            : facts.DeliveriesKnownSince is { } known && known < came[0].Day ? known : came[0].Day;
        Elapsed = Math.Max(facts.Today.DayNumber - (came.Length == 0 ? since : came[^1].Day).DayNumber, 0);

        var gaps = came.Zip(came.Skip(1), (a, b) => new Delivery(b.Day.DayNumber - a.Day.DayNumber, b.Quantity, 1)).ToArray();
        var limit = BreakLimit(gaps, tuning);
        var ordinary = gaps.Where(gap => gap.Gap < limit).ToArray();
        Breaks = [.. gaps.Where(gap => gap.Gap >= limit)];
        var days = ordinary.Sum(gap => gap.Gap);
        _perDay = Math.Max((ordinary.Sum(gap => (double)gap.Quantity) + (recordedPerCalendarDay * 20)) / (days + 20), 0.05);

        Ordinary = [.. ordinary
            .Concat(AssumedGaps.Select(gap => new Delivery(gap, Math.Max(_perDay * gap, 1), tuning.AssumedDeliveries / AssumedGaps.Length)))
            .OrderBy(gap => gap.Gap)];
        MeanGap = Ordinary.Sum(gap => gap.Gap * gap.Weight) / Ordinary.Sum(gap => gap.Weight);

        var years = Math.Max(facts.Today.DayNumber - since.DayNumber, 0) / 365.25;
        var perYear = (tuning.AssumedBreaks + Breaks.Length) / (tuning.AssumedYears + years);
        _breakShare = Math.Min(perYear * MeanGap / 365.25, 0.5);

        GapSpread = Math.Max(tuning.GapSpread, Spread(gap => gap.Gap));
        SizeSpread = Math.Max(tuning.SizeSpread, Spread(gap => gap.Quantity));

        // The share of each known gap that would have lasted until now; what is left is a break.
        var until = Elapsed + 0.5;
        _firstWeights = [.. Ordinary.Select(gap => (1 - _breakShare) * gap.Weight / (1 + Math.Pow(until / gap.Gap, 1 / GapSpread)))];
        _firstBreakWeight = _breakShare * Ordinary.Sum(gap => gap.Weight) * BreakLasts(until);
        Announced = [.. facts.Announced.Where(a => a.Latest >= a.Earliest && a.Most > 0).OrderBy(a => a.Earliest)
            .Select(a => new Window(a.Earliest.DayNumber - facts.Today.DayNumber, a.Latest.DayNumber - facts.Today.DayNumber, a.Least, a.Most))];
    }

    /// <summary>Calendar days since the last delivery, or since they are recorded.</summary>
    public int Elapsed { get; }

    /// <summary>Known and assumed ordinary gaps, shortest first.</summary>
    public Delivery[] Ordinary { get; }

    /// <summary>Supply breaks that ended, each with what came then.</summary>
    public Delivery[] Breaks { get; }

    /// <summary>Mean ordinary gap, in calendar days.</summary>
    public double MeanGap { get; }

    /// <summary>Spread (of the logarithm, logistic) of a gap around one of <see cref="Ordinary"/>.</summary>
    public double GapSpread { get; }

    /// <summary>Spread of a size, likewise.</summary>
    public double SizeSpread { get; }

    /// <summary>Announced deliveries, in calendar days from today, earliest first.</summary>
    public Window[] Announced { get; }

    public static SupplyOutlook Of(PromiseFacts facts, PromiseTuning tuning, double recordedPerCalendarDay) => new(facts, tuning, recordedPerCalendarDay);

    /// <summary>One possible future: its deliveries, one after the other.</summary>
    public SupplyScenario Scenario(int number, double first) => new(this, number, first);

    internal double[] FirstWeights => _firstWeights;

    internal double FirstBreakWeight => _firstBreakWeight;

    internal double BreakShare => _breakShare;

    internal double PerDay => _perDay;

    internal PromiseTuning Tuning => _tuning;

    // Silverman's bandwidth: the fewer and the more uneven the deliveries are, the further the next one may lie from all of them.
    // 0.55 turns a standard deviation into a logistic scale.
    private double Spread(Func<Delivery, double> of)
    {
        var weight = Ordinary.Sum(gap => gap.Weight);
        var mean = Ordinary.Sum(gap => gap.Weight * Math.Log(of(gap))) / weight;
        var deviation = Math.Sqrt(Ordinary.Sum(gap => gap.Weight * Math.Pow(Math.Log(of(gap)) - mean, 2)) / weight);
        return 0.55 * _tuning.Smoothing * deviation * Math.Pow(weight, -0.2);
    }

    private static double BreakLimit(Delivery[] gaps, PromiseTuning tuning)
    {
        if (gaps.Length == 0)
        {
            return tuning.BreakFromDays;
        }

        var sorted = gaps.Select(gap => gap.Gap).Order().ToArray();
        return Math.Max(tuning.BreakFromDays, tuning.BreakFromMedians * sorted[(sorted.Length - 1) / 2]);
    }

    // Beyond the longest assumed break a tenth of them is left per month: nobody knows, but it stays possible.
    private double BreakLasts(double days) =>
        days <= _tuning.ShortestBreak ? 1
        : Math.Max((_tuning.LongestBreak - days) / (_tuning.LongestBreak - _tuning.ShortestBreak), 0.02 * Math.Exp(-Math.Max(days - _tuning.LongestBreak, 0) / 30));

    /// <summary>A gap in calendar days and what came at its end.</summary>
    internal readonly record struct Delivery(double Gap, double Quantity, double Weight);

    /// <summary>An announced delivery, in calendar days from today.</summary>
    internal readonly record struct Window(int Earliest, int Latest, int Least, int Most);
}
