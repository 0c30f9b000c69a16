namespace Portal.Bench.Promise;

/// <summary>How blangko reach the simulated office.</summary>
internal enum SupplyRegime
{
    /// <summary>120 every week, on the same weekday.</summary>
    Steady,

    /// <summary>250 ± 60 (evenly spread) every two weeks.</summary>
    Fortnight,

    /// <summary>110 every week, but once a year, from a day nobody knows, nothing for 91 to 122 days and then 2,000 at once.</summary>
    Dry,

    /// <summary>Gaps lognormal with a mean of 7 days, sizes lognormal with a mean of 110, both with sigma 0.6: one gap in twenty is three times another one in twenty's.</summary>
    Erratic,
}

/// <summary>The deliveries of one simulated office, made ahead, as the world would: nobody in the office sees them before they come.</summary>
internal static class SupplyPlan
{
    /// <summary>Deliveries in calendar days from the beginning, earliest first.</summary>
    public static List<(int Day, int Quantity)> Make(SupplyRegime regime, int days, double sigma, Random random) => regime switch
    {
        SupplyRegime.Steady => Every(7, days, random, () => 120),
        SupplyRegime.Fortnight => Every(14, days, random, () => 190 + random.Next(121)),
        SupplyRegime.Dry => WithDrySpells(Every(7, days, random, () => 110), days, random),
        SupplyRegime.Erratic => Erratic(days, sigma, random),
    };

    private static List<(int Day, int Quantity)> Every(int gap, int days, Random random, Func<int> quantity)
    {
        var plan = new List<(int, int)>();
        for (var day = random.Next(gap); day < days; day += gap)
        {
            plan.Add((day, quantity()));
        }

        return plan;
    }

    private static List<(int Day, int Quantity)> WithDrySpells(List<(int Day, int Quantity)> plan, int days, Random random)
    {
        for (var year = 0; year < days; year += 365)
        {
            var from = year + random.Next(365 - 122);
            var through = from + 91 + random.Next(32);
            plan.RemoveAll(delivery => delivery.Day >= from && delivery.Day <= through);
            plan.Add((through, 2000));
        }

        return [.. plan.OrderBy(delivery => delivery.Day)];
    }

    private static List<(int Day, int Quantity)> Erratic(int days, double sigma, Random random)
    {
        var plan = new List<(int, int)>();
        for (var at = Chance.Lognormal(random, 7, sigma); at < days; at += Chance.Lognormal(random, 7, sigma))
        {
            plan.Add(((int)at, Math.Max((int)Math.Round(Chance.Lognormal(random, 110, sigma)), 1)));
        }

        return plan;
    }
}

/// <summary>Distributions of the simulated world.</summary>
internal static class Chance
{
    /// <summary>A lognormal number with this mean.</summary>
    public static double Lognormal(Random random, double mean, double sigma) => mean * Math.Exp((sigma * Normal(random)) - (sigma * sigma / 2));

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
