namespace Portal.Core.Printing;

/// <summary>
/// How long a stage takes, learnt from finished and unfinished cards (the product-limit estimate of Kaplan and Meier), with a few
/// assumed durations that keep the tail open while little is known.
/// </summary>
internal sealed class StageSpeed
{
    /// <summary>Longest duration told apart, in working days.</summary>
    private const int Longest = 250;

    // After what was ever seen: one card in ten leaves per day.
    private const double LeavesAfterwards = 0.1;

    // The longest duration ever seen is not the longest there is.
    private const double LeavesAtMost = 0.9;

    private static readonly int[] CentreAssumed = [0, 0, 1, 1, 2, 3, 5, 8, 13, 21, 34];
    private static readonly int[] FinishAssumed = [0, 0, 0, 1, 1, 3];

    private readonly double[] _lasts;

    private StageSpeed(StageHistory history, int[] assumed, double weight)
    {
        var leave = new double[Longest + 1];
        var atRisk = new double[Longest + 2];
        foreach (var duration in history.Finished)
        {
            leave[Clamp(duration)]++;
            atRisk[Clamp(duration)]++;
        }

        foreach (var duration in assumed)
        {
            leave[duration] += weight / assumed.Length;
            atRisk[duration] += weight / assumed.Length;
        }

        // A card of age 3 was not finished after 0, 1 and 2 days; day 3 is not over.
        foreach (var age in history.StillRunning.Where(age => age > 0))
        {
            atRisk[Clamp(age) - 1]++;
        }

        for (var d = Longest - 1; d >= 0; d--)
        {
            atRisk[d] += atRisk[d + 1];
        }

        var seen = Array.FindLastIndex(leave, count => count > 0);
        _lasts = new double[Longest + 2];
        _lasts[0] = 1;
        for (var d = 0; d <= Longest; d++)
        {
            var leaves = d > seen ? LeavesAfterwards : leave[d] / Math.Max(atRisk[d], double.Epsilon);
            _lasts[d + 1] = _lasts[d] * (1 - Math.Min(leaves, d == seen ? LeavesAtMost : 1));
        }
    }

    public static StageSpeed OfCentre(StageHistory history) => new(history, CentreAssumed, 4);

    public static StageSpeed OfFinish(StageHistory history) => new(history, FinishAssumed, 2);

    /// <summary>Share of cards that take this many days or more.</summary>
    public double Lasts(int days) => _lasts[Math.Clamp(days, 0, Longest + 1)];

    /// <summary>Of the cards that are this old, the share that is through within so many more days, today being 0.</summary>
    public double Through(int age, int more)
    {
        var now = Lasts(Clamp(age));
        return now <= 0 ? 1 : 1 - (Lasts(Clamp(age) + more + 1) / now);
    }

    /// <summary>The days still to go at an age, of which the share <paramref name="share"/> of such cards needs fewer or as many.</summary>
    public int Remaining(int age, double share)
    {
        age = Clamp(age);
        var left = Lasts(age) * (1 - share);
        int low = age, high = Longest;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_lasts[middle + 1] <= left)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low - age;
    }

    private static int Clamp(int days) => Math.Clamp(days, 0, Longest);
}
