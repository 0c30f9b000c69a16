namespace Portal.Core.Printing;

/// <summary>One possible future of an office's supply.</summary>
internal struct SupplyScenario
{
    private readonly SupplyOutlook _outlook;
    private readonly double[] _upTo;
    private readonly double _first;
    private readonly Queue<(int Day, int Quantity)> _announced;
    private ScenarioRandom _random;
    private double _day;
    private bool _started;

    public SupplyScenario(SupplyOutlook outlook, int number, double first)
    {
        _outlook = outlook;
        _first = first;
        _random = new(number);
        _announced = Announce(outlook, ref _random);

        // Few deliveries say little: each future weighs them differently (the Bayesian bootstrap).
        _upTo = new double[outlook.Ordinary.Length];
        var sum = 0.0;
        for (var i = 0; i < _upTo.Length; i++)
        {
            sum += -Math.Log(_random.Next()) * outlook.Ordinary[i].Weight;
            _upTo[i] = sum;
        }
    }

    /// <summary>The next delivery: calendar days from today, 1 or more and never falling, and blanks, 1 or more.</summary>
    public (int Day, int Quantity) Next()
    {
        var before = _day;
        var (gap, quantity) = _started ? Later() : First();
        _day += gap;

        // What was announced stands in place of what would have come about then.
        if (_announced.TryPeek(out var announced) && _day > announced.Day - (_outlook.MeanGap / 2))
        {
            _announced.Dequeue();
            _day = Math.Max(announced.Day, before);
            quantity = announced.Quantity;
        }

        _started = true;
        return ((int)Math.Max(Math.Round(_day), 1), (int)Math.Max(Math.Round(quantity), 1));
    }

    private (double Gap, double Quantity) First()
    {
        var sum = _outlook.FirstBreakWeight;
        foreach (var weight in _outlook.FirstWeights)
        {
            sum += weight;
        }

        var at = _first * sum;
        var until = _outlook.Elapsed + 0.5;
        for (var i = 0; i < _outlook.FirstWeights.Length; i++)
        {
            if (at < _outlook.FirstWeights[i])
            {
                var known = _outlook.Ordinary[i];
                var gap = known.Gap * _random.Factor(_outlook.GapSpread, until / known.Gap);
                return (gap - _outlook.Elapsed, known.Quantity * _random.Factor(_outlook.SizeSpread));
            }

            at -= _outlook.FirstWeights[i];
        }

        var (length, arrears) = Break(until);
        return (length - _outlook.Elapsed, arrears);
    }

    private (double Gap, double Quantity) Later()
    {
        if (_random.Next() < _outlook.BreakShare)
        {
            return Break(0);
        }

        var known = Ordinary();
        return (known.Gap * _random.Factor(_outlook.GapSpread), known.Quantity * _random.Factor(_outlook.SizeSpread));
    }

    private (double Gap, double Quantity) Break(double longerThan)
    {
        var tuning = _outlook.Tuning;
        var shortest = Math.Max(tuning.ShortestBreak, longerThan);
        var left = tuning.LongestBreak - shortest;
        var length = left > 2 ? shortest + (left * _random.Next()) : longerThan - (30 * Math.Log(_random.Next()));
        var madeUp = _random.Next() < tuning.ArrearsMadeUp;
        var arrears = _outlook.PerDay * length * (0.6 + _random.Next());
        var share = _random.Next();
        if (_outlook.Breaks.Length > 0 && share < _outlook.Breaks.Length / (_outlook.Breaks.Length + 1.0))
        {
            var seen = _outlook.Breaks[(int)(share * (_outlook.Breaks.Length + 1))];
            arrears = _outlook.PerDay * length * seen.Quantity / (_outlook.PerDay * seen.Gap) * _random.Factor(0.15);
            madeUp = true;
        }

        return (length, madeUp ? arrears : Ordinary().Quantity);
    }

    private SupplyOutlook.Delivery Ordinary()
    {
        var found = Array.BinarySearch(_upTo, _random.Next() * _upTo[^1]);
        return _outlook.Ordinary[Math.Min(found < 0 ? ~found : found, _upTo.Length - 1)];
    }

    private static Queue<(int Day, int Quantity)> Announce(SupplyOutlook outlook, ref ScenarioRandom random)
    {
        var announced = new List<(int Day, int Quantity)>(outlook.Announced.Length);
        foreach (var window in outlook.Announced)
        {
            var inTime = random.Next() < outlook.Tuning.AnnouncedInTime && window.Latest > 0;
            var share = random.Next();
            var earliest = Math.Max(window.Earliest, 1);
            var day = inTime ? earliest + (share * (Math.Max(window.Latest, earliest) - earliest)) : Math.Max(window.Latest, 0) - (21 * Math.Log(share));
            announced.Add(((int)Math.Max(Math.Round(day), 1), window.Least + (int)Math.Round(random.Next() * (window.Most - window.Least))));
        }

        return new(announced.OrderBy(a => a.Day));
    }
}
