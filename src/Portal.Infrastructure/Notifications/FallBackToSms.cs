using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Notifications;

/// <summary>Writes an SMS for every WhatsApp message that has been under way for too long. The WhatsApp message stays as it is: it may still arrive.</summary>
public sealed class FallBackToSms(IDbContextFactory<PortalDbContext> databases, MessageMarks marks, SettingsBook settings, TimeProvider time) : IUseCase
{
    private const int Batch = 100;

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many were found.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        var usual = TimeSpan.FromMinutes((await settings.GetAsync(ct)).SmsAfterMinutes);
        var (codesSince, othersSince) = (now - DeliveryRules.FallBackAfter(MessageEvent.OneTimeCode, usual), now - usual);
        var found = 0;
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var late = await db.Outbox
                .Where(m => m.Channel == Channel.WhatsApp && (m.State == MessageState.Accepted || m.State == MessageState.Sent) && m.ExpiresAt > now)
                .Where(m => m.HandledAt <= (m.Urgency == MessageUrgency.Code ? codesSince : othersSince))
                .Where(m => !db.Outbox.Any(s => s.ApplicationId == m.ApplicationId && s.Event == m.Event && s.EventKey == m.EventKey && s.Channel == Channel.Sms))
                .OrderBy(m => m.HandledAt).Select(m => m.Id).Take(Batch).ToListAsync(ct);
            if (late.Count == 0)
            {
                return found;
            }

            await marks.ChangeAsync(late, (message, _) => MessageWorkflow.IsUnderWay(message.State) ? NextStep.UseSms : null, ct);
            found += late.Count;
        }
    }
}

/// <summary>Calls <see cref="FallBackToSms"/>.</summary>
[DisallowConcurrentExecution]
public sealed class FallBackToSmsJob(FallBackToSms fallBackToSms) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await fallBackToSms.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
