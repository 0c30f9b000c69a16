using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Notifications;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Notifications;

/// <summary>Notes what became of messages. A message is locked only while it is noted.</summary>
public sealed class MessageMarks(IDbContextFactory<PortalDbContext> databases, MessageComposer composer, SpendingBook spending, PersonalDataVault vault, TimeProvider time, ILogger<MessageMarks> log)
{
    /// <summary>A message and what the provider answered.</summary>
    public sealed record Mark(Guid Message, int Attempt, SendOutcome Outcome);

    /// <summary>Notes answers, all in one transaction.</summary>
    public async Task ApplyAsync(IReadOnlyList<Mark> marks, CancellationToken ct)
    {
        var byMessage = marks.ToDictionary(m => m.Message);
        try
        {
            await ChangeAsync([.. byMessage.Keys], (message, now) => Apply(message, byMessage[message.Id], now), ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) is not null && marks.Count > 1)
        {
            foreach (var mark in marks)
            {
                await ApplyAsync([mark], ct);
            }
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) is not null)
        {
            // Two that look alike were looked up at once and found the same one: whoever comes second looks again.
            await ApplyAsync([marks[0] with { Outcome = new SendOutcome(SendResult.NotProcessed) }], ct);
        }
    }

    /// <summary>Changes messages under a lock, and writes the SMS of those that need one.</summary>
    /// <param name="ids">Which ones.</param>
    /// <param name="change">The change; says what follows, or null.</param>
    /// <param name="ct">Stops.</param>
    public Task ChangeAsync(IReadOnlyCollection<Guid> ids, Func<OutboxMessage, DateTimeOffset, NextStep?> change, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var messages = await db.Outbox.FromSql($"SELECT * FROM outbox_messages WHERE id = ANY ({ids.ToArray()}) ORDER BY id FOR UPDATE").ToListAsync(ct);
        List<OutboxMessage> taken = [];
        foreach (var message in messages)
        {
            var before = message.ProviderId;
            var next = change(message, now);
            if (message.ProviderId is { } id && id != before)
            {
                taken.Add(message);
            }

            if (next == NextStep.UseSms && !await db.Outbox.AnyAsync(m => m.ApplicationId == message.ApplicationId && m.Event == message.Event && m.EventKey == message.EventKey && m.Channel == Core.Applications.Channel.Sms, ct))
            {
                db.Outbox.Add(composer.AsSms(message, now));
            }

            if (next == NextStep.OptOut)
            {
                db.OptOuts.Add(new OptOut(vault.HashOfSubscriber(composer.RecipientOf(message).Value), stops: true, byProvider: true, now));
            }

            if (next is NextStep.GiveUp or NextStep.UseSms && message.ErrorCode is { } code)
            {
                log.LogWarning("Message {Message} ({Event}) did not arrive by {Channel}: {Code}.", message.Id, message.Event, message.Channel, code);
            }
        }

        await db.SaveChangesAsync(ct);
        // Last, so that another node waits for this day's line no longer than for the commit.
        await spending.CountAsync(db, taken, now, ct);
        await transaction.CommitAsync(ct);
        return messages.Count;
    });

    private static NextStep? Apply(OutboxMessage message, Mark mark, DateTimeOffset now)
    {
        var outcome = mark.Outcome;
        switch (outcome.Result)
        {
            case SendResult.Kept:
                message.Keep(now);
                break;
            case SendResult.Expired:
                message.Expire(now);
                break;
            case SendResult.OptedOut:
                message.OptOut(now);
                break;
            case SendResult.Withdrawn:
                message.Withdraw(now);
                break;
            case SendResult.Taken:
                return message.Hear(mark.Attempt, outcome.ProviderId!, outcome.Said, outcome.Code, now, Random.Shared.NextDouble());
            case SendResult.Refused when mark.Attempt == message.Attempt && MessageWorkflow.IsWaiting(message.State):
                return message.Refuse(outcome.Code, now, Random.Shared.NextDouble());
            case SendResult.Unclear when message.State == MessageState.Sending:
                message.Doubt(now);
                break;
            case SendResult.Missing when message.State == MessageState.MaybeSent:
                message.Miss(now);
                break;
            case SendResult.NotProcessed when message.State == MessageState.MaybeSent && now >= message.ExpiresAt + DeliveryRules.LookedUpFor:
                message.GiveUpAsking(now);
                return NextStep.GiveUp;
            case SendResult.NotProcessed:
                message.PutBack(message.State == MessageState.MaybeSent ? now + DeliveryRules.LookUpAfter : now);
                break;
            case SendResult.NoTemplate when MessageWorkflow.IsWaiting(message.State):
                message.Replace(now);
                return NextStep.UseSms;
        }

        return null;
    }
}
