using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Jobs;

/// <summary>Reads from the scheduler how its work fares.</summary>
internal static class JobLines
{
    private const int LongestFailure = 300;
    private const int Everything = 200;

    /// <summary>All scheduled work, by name.</summary>
    public static async Task<IReadOnlyList<JobLine>> ReadAsync(SharedScheduler shared, IScheduler scheduler, CancellationToken ct)
    {
        var jobs = (await scheduler.QueryJobs(new JobQuery { Take = Everything }, ct)).Items;
        var triggers = (await scheduler.QueryTriggers(new TriggerQuery { Take = Everything }, ct)).Items.ToLookup(t => t.JobKey);
        var schedules = (await scheduler.GetTriggers([.. triggers.SelectMany(t => t).Select(t => t.Key)], ct)).ToLookup(t => t.JobKey);
        var running = (await scheduler.QueryFireInstances(new FireInstanceQuery { State = FireInstanceState.Executing, Take = Everything }, ct)).Items.ToLookup(f => f.JobKey);
        var pasts = (await shared.History.QueryJobRunStatuses(new JobRunStatusQuery { SchedulerName = PortalJobs.SchedulerName, Take = Everything }, ct)).Items.ToDictionary(s => s.Job);
        return [.. jobs.OrderBy(j => j.Key.Name, StringComparer.Ordinal).Select(j => LineOf(j.Key, triggers[j.Key], schedules[j.Key], running[j.Key].FirstOrDefault(), pasts.GetValueOrDefault(j.Key)))];
    }

    private static JobLine LineOf(JobKey job, IEnumerable<TriggerHeader> triggers, IEnumerable<ITrigger> schedules, FireInstance? running, JobRunStatus? past)
    {
        var own = triggers.Where(t => t.Key.Name == job.Name).ToList();
        var paused = own.Count > 0 && own.All(t => t.State == TriggerState.Paused);
        return new JobLine(
            job.Name,
            schedules.OfType<ISimpleTrigger>().FirstOrDefault(t => t.Key.Name == job.Name)?.RepeatInterval,
            paused ? null : own.Min(t => t.NextFireTimeUtc),
            running?.FireTimeUtc,
            paused,
            past?.LastFiredAtUtc,
            past?.LastDuration ?? TimeSpan.Zero,
            past?.LastResult == JobRunResult.Failed ? Short(past.LastFailureMessage) : null,
            past?.ConsecutiveFailures ?? 0,
            past?.RunCount ?? 0,
            past?.FailureCount ?? 0);
    }

    // The first line says what happened; what follows is for the log.
    public static string Short(string? message)
    {
        var line = (message ?? "").Split('\n', 2)[0].Trim();
        return line.Length > LongestFailure ? line[..LongestFailure] + "…" : line;
    }
}
