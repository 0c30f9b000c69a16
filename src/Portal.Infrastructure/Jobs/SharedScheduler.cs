using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Audit;
using Portal.Core.Jobs;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;
using Quartz;
using Quartz.Extensibility;

namespace Portal.Infrastructure.Jobs;

/// <summary>The scheduler that all nodes share, where this node has it switched on.</summary>
public sealed class SharedScheduler(IServiceProvider services, IDbContextFactory<PortalDbContext> databases, PortalOptions options, TimeProvider time)
{
    /// <summary>What became of each run.</summary>
    public IExecutionHistoryStore History => services.GetRequiredService<IExecutionHistoryStore>();

    /// <summary>The scheduler, or null while jobs are off.</summary>
    public async Task<IScheduler?> FindAsync(CancellationToken ct) =>
        options.Jobs ? await services.GetRequiredService<ISchedulerFactory>().GetScheduler(ct) : null;

    /// <summary>
    /// Does something to a job for an administrator of the installation, and writes it down. The same command twice is
    /// one act.
    /// </summary>
    internal async Task<Result> ChangeAsync(string name, Actor actor, string verb, string? reason, Guid commandId, Func<IScheduler, JobKey, Task<Error?>> change, CancellationToken ct)
    {
        if (actor.RefusalForInstallation(Permission.ManageJobs) is { } refusal)
        {
            return refusal;
        }

        if (await FindAsync(ct) is not { } scheduler)
        {
            return JobErrors.Off;
        }

        var job = new JobKey(name);
        if (!await scheduler.Exists(job, ct))
        {
            return JobErrors.Unknown;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (await db.AuditEvents.AnyAsync(e => e.CommandId == commandId, ct))
        {
            return Result.Ok;
        }

        db.AuditEvents.Add(AuditEvent.Of(verb, actor, time.GetUtcNow(), reason: reason, detail: name, commandId: commandId));
        await db.SaveChangesAsync(ct);
        if (await change(scheduler, job) is { } error)
        {
            return error;
        }

        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
