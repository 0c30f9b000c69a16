using Portal.Core.Printing;

namespace Portal.Bench.Promise;

/// <summary>Kept and broken ranges, and how wide they were.</summary>
internal sealed class PromiseTally
{
    private readonly int[] _widths = new int[3000];

    public long Given { get; private set; }

    public long Kept { get; private set; }

    /// <summary>The card was ready before the range began.</summary>
    public long Early { get; private set; }

    public long Unsaid { get; private set; }

    public double Coverage => Given == 0 ? double.NaN : (double)Kept / Given;

    public double EarlyShare => Given == 0 ? double.NaN : (double)Early / Given;

    public double UnsaidShare => Given + Unsaid == 0 ? double.NaN : (double)Unsaid / (Given + Unsaid);

    public void Add(DateOnly from, DateOnly through, DateOnly real)
    {
        Given++;
        Kept += from <= real && real <= through ? 1 : 0;
        Early += real < from ? 1 : 0;
        _widths[Math.Clamp(through.DayNumber - from.DayNumber, 0, _widths.Length - 1)]++;
    }

    public void AddUnsaid() => Unsaid++;

    public void Add(PromiseTally other)
    {
        Given += other.Given;
        Kept += other.Kept;
        Early += other.Early;
        Unsaid += other.Unsaid;
        for (var i = 0; i < _widths.Length; i++)
        {
            _widths[i] += other._widths[i];
        }
    }

    /// <summary>The width, in calendar days, that this share of the ranges does not exceed.</summary>
    public int Width(double share)
    {
        var left = (long)Math.Ceiling(share * Given);
        for (var i = 0; i < _widths.Length; i++)
        {
            left -= _widths[i];
            if (left <= 0)
            {
                return i;
            }
        }

        return _widths.Length - 1;
    }
}

/// <summary>The tallies of one supply regime.</summary>
internal sealed class RegimeTally
{
    /// <summary>Every range given in the first year.</summary>
    public PromiseTally Year { get; } = new();

    /// <summary>Those of the first 90 days: the office begins with nothing but its drawer and its backlog.</summary>
    public PromiseTally Beginning { get; } = new();

    /// <summary>Those of the other months.</summary>
    public PromiseTally Later { get; } = new();

    /// <summary>By basis.</summary>
    public Dictionary<PromiseBasis, PromiseTally> Bases { get; } = Enum.GetValues<PromiseBasis>().ToDictionary(basis => basis, _ => new PromiseTally());

    /// <summary>Queue divided by rate, ± 25 %.</summary>
    public PromiseTally Naive { get; } = new();

    /// <summary>The share kept in each office-year: the mean of many offices could hide some whose residents are told wrong all year.</summary>
    public List<double> OfficeYears { get; } = [];

    /// <summary>The share that all but one office-year in ten reach.</summary>
    public double NineInTenReach => OfficeYears.Order().ElementAt(OfficeYears.Count / 10);

    public void Add(RegimeTally other)
    {
        OfficeYears.AddRange(other.OfficeYears);
        Year.Add(other.Year);
        Beginning.Add(other.Beginning);
        Later.Add(other.Later);
        Naive.Add(other.Naive);
        foreach (var (basis, tally) in other.Bases)
        {
            Bases[basis].Add(tally);
        }
    }
}
