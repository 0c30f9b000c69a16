namespace Portal.Core.Printing;

/// <summary>
/// Evenly mixed numbers from a fixed beginning (SplitMix64): scenario k draws the same ones every day and in every office, so a range
/// moves because facts moved, never by chance.
/// </summary>
internal struct ScenarioRandom(int scenario)
{
    private ulong _state = ((ulong)scenario + 1) * 0x9E3779B97F4A7C15UL;

    /// <summary>Above 0 and below 1.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var mixed = _state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        mixed ^= mixed >> 31;
        return ((mixed >> 12) + 0.5) / (1UL << 52);
    }

    /// <summary>A factor around 1 whose logarithm is logistic with this spread; above <paramref name="above"/>.</summary>
    public double Factor(double spread, double above = 0)
    {
        // P(factor > x) = 1 / (1 + x^(1/spread)); a closed form, unlike the normal's, and with the heavier tail that late deliveries have.
        var share = Next() * (above <= 0 ? 1 : 1 / (1 + Math.Pow(above, 1 / spread)));
        return Math.Pow((1 - share) / share, spread);
    }
}
