using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Hands the waiting messages to the provider, oldest first; several nodes share the work without meeting.</summary>
public sealed class DispatchMessages(IDbContextFactory<PortalDbContext> databases, IMessageSender sender) : IUseCase
{
    private const int Batch = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many were handed over.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var handled = 0;
        while (!ct.IsCancellationRequested)
        {
            var batch = await DispatchBatchAsync(ct);
            handled += batch;
            if (batch < Batch)
            {
                break;
            }
        }

        return handled;
    }

    private async Task<int> DispatchBatchAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var messages = await db.Outbox
            .FromSql($"SELECT * FROM outbox_messages WHERE state = 'Pending' ORDER BY created_at LIMIT {Batch} FOR UPDATE SKIP LOCKED")
            .ToListAsync(ct);
        foreach (var message in messages)
        {
            await sender.SendAsync(message, ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return messages.Count;
    }
}
