using Portal.Core.Jobs;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Jobs;

/// <summary>One piece of work that the house does by itself. Times are UTC.</summary>
/// <param name="Name">Its name in the scheduler.</param>
/// <param name="Every">How often; null when somebody has to start it.</param>
/// <param name="Next">When it runs next; null while paused.</param>
/// <param name="RunningSince">Since when it runs; null when it does not.</param>
/// <param name="IsPaused">Whether somebody paused it.</param>
/// <param name="Last">When it ran last; null when it never did.</param>
/// <param name="Took">How long that took.</param>
/// <param name="Failure">Why the last run failed; null when it did not.</param>
/// <param name="FailuresInARow">How many runs have failed since the last good one.</param>
/// <param name="Runs">Runs on record.</param>
/// <param name="Failures">How many of those failed.</param>
public sealed record JobLine(string Name, TimeSpan? Every, DateTimeOffset? Next, DateTimeOffset? RunningSince, bool IsPaused, DateTimeOffset? Last, TimeSpan Took, string? Failure, int FailuresInARow, long Runs, long Failures);

/// <summary>One run.</summary>
/// <param name="At">When it began, UTC.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
/// <param name="ByHand">Whether an administrator started it.</param>
public sealed record JobRun(DateTimeOffset At, TimeSpan Took, string? Failure, bool ByHand);

/// <summary>All scheduled work, and the latest runs of one piece.</summary>
/// <param name="Jobs">By name.</param>
/// <param name="Runs">Latest first; empty when none was asked for.</param>
public sealed record JobBoard(IReadOnlyList<JobLine> Jobs, IReadOnlyList<JobRun> Runs);

/// <summary>What the house does by itself: when it ran, how that ended, when it runs next.</summary>
public sealed class ViewJobs(SharedScheduler shared) : IUseCase
{
    /// <summary>How many runs of one piece of work are shown.</summary>
    public const int LatestRuns = 50;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewJobs;

    /// <summary>Which job's runs, if any.</summary>
    public sealed record Query(string? Job = null);

    /// <summary>Returns the board; or jobs_off, job_unknown.</summary>
    public async Task<Result<JobBoard>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if (await shared.FindAsync(ct) is not { } scheduler)
        {
            return JobErrors.Off;
        }

        var jobs = await JobLines.ReadAsync(shared, scheduler, ct);
        if (query.Job is { } asked && !jobs.Any(j => j.Name == asked))
        {
            return JobErrors.Unknown;
        }

        return new JobBoard(
            jobs,
            query.Job is { } name ? await RunsAsync(name, ct) : []);
    }

    private async Task<IReadOnlyList<JobRun>> RunsAsync(string job, CancellationToken ct)
    {
        var runs = await shared.History.QueryExecutions(new ExecutionHistoryQuery { SchedulerName = PortalJobs.SchedulerName, Job = new JobKey(job), Take = LatestRuns }, ct);
        return [.. runs.Items.OrderByDescending(r => r.FiredAtUtc).Select(r => new JobRun(r.FiredAtUtc, r.Duration, r.EffectiveResult == JobRunResult.Failed ? JobLines.Short(r.ExceptionMessage) : null, r.Manual))];
    }
}
