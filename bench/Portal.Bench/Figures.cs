namespace Portal.Bench;

/// <summary>Figures of several rounds.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The median of the rounds' own ratios: the two sides of a round ran right after one another, so a busy moment of the machine spoils one round only.</summary>
    public static double MedianRatio(IReadOnlyList<double> ours, IReadOnlyList<double> theirs) => Median(ours.Zip(theirs, (a, b) => a / b));
}
