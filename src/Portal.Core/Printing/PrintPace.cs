namespace Portal.Core.Printing;

/// <summary>How many cards a day the office prints when nothing holds it up.</summary>
internal static class PrintPace
{
    /// <summary>Cards a day in the future that has the share <paramref name="share"/> of slower ones below it; 1 or more.</summary>
    public static int PerDay(PromiseFacts facts, double share)
    {
        // Days on which cards and blanks were left say what a day holds; the others only that it holds as much.
        var full = facts.PrintDays.Where(day => day is { MoreWaited: true, Printed: > 0 }).Select(day => day.Printed).Order().ToArray();
        if (facts.PrintsPerDay is { } stated)
        {
            // A stated figure is kept within what the full days show.
            var seen = full.Length >= 5 ? Math.Min((double)stated, full[full.Length / 2]) : stated;
            return Math.Max((int)Math.Round(seen), 1);
        }

        if (full.Length >= 3)
        {
            // A run of days averages out, so its pace lies nearer the middle than a single day's.
            var middle = full[full.Length / 2];
            var single = full[Math.Min((int)(share * full.Length), full.Length - 1)];
            return Math.Max((int)Math.Round(middle + ((single - middle) * 0.4)), 1);
        }

        var most = facts.PrintDays.Select(day => day.Printed).DefaultIfEmpty(0).Max();
        return Math.Max((int)Math.Round(most * Math.Pow(3, share)), 1);
    }
}
