using Portal.Core.Printing;

namespace Portal.Bench.Promise;

/// <summary>What one would do without a model: all that wait, divided by what was printed a day in the last weeks, ± 25 %.</summary>
internal static class NaiveRange
{
    /// <summary>The range; null as long as nothing was printed.</summary>
    public static (DateOnly From, DateOnly Through)? For(PromiseFacts facts, int waiting)
    {
        var perDay = facts.PrintDays.TakeLast(40).Select(day => day.Printed).DefaultIfEmpty(0).Average();
        if (perDay <= 0)
        {
            return null;
        }

        var days = waiting / perDay;
        return (Day(facts, (int)Math.Floor(days * 0.75)), Day(facts, (int)Math.Ceiling(days * 1.25)));
    }

    private static DateOnly Day(PromiseFacts facts, int workingDays) => facts.Calendar.AddWorkingDays(facts.Today, Math.Min(workingDays, 1500));
}
