using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Notifications;

/// <summary>A step of a message's way.</summary>
/// <param name="State">The state it led to.</param>
/// <param name="At">When, with the office's offset.</param>
/// <param name="Code">The provider's error, a word of the house, or null.</param>
public sealed record MessagePoint(MessageState State, DateTimeOffset At, string? Code);

/// <summary>A message and its way, oldest step first.</summary>
/// <param name="Office">The office it comes from.</param>
/// <param name="Row">The message.</param>
/// <param name="ExpiresAt">Until when it is tried, with the office's offset.</param>
/// <param name="Steps">Its way.</param>
/// <param name="Other">The message that says the same by the other channel; null for none.</param>
public sealed record MessageHistory(OfficeCode Office, MessageRow Row, DateTimeOffset ExpiresAt, IReadOnlyList<MessagePoint> Steps, Guid? Other);

/// <summary>One message with everything that happened to it.</summary>
public sealed class ViewMessage(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, MessageComposer messages, PortalOptions options) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewMessages;

    /// <summary>Which message.</summary>
    public sealed record Query(Guid Message);

    /// <summary>Returns it, or not_found.</summary>
    public async Task<Result<MessageHistory>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var message = await db.Outbox.AsNoTracking().SingleOrDefaultAsync(m => m.Id == query.Message, ct);
        if (message is null)
        {
            return AccessErrors.NotFound;
        }

        if (actor.RefusalFor(Permission, message.OfficeCode) is { } elsewhere)
        {
            return elsewhere;
        }

        var zone = (await directory.GetAsync(ct))[message.OfficeCode].Calendar.Zone;
        var register = await db.Applications.Where(a => a.Id == message.ApplicationId).Select(a => a.Register).SingleAsync(ct);
        var steps = await db.MessageSteps.AsNoTracking().Where(s => s.MessageId == message.Id).OrderBy(s => s.Id).ToListAsync(ct);
        var other = await db.Outbox.Where(m => m.ApplicationId == message.ApplicationId && m.Event == message.Event && m.EventKey == message.EventKey && m.Id != message.Id)
            .Select(m => (Guid?)m.Id).SingleOrDefaultAsync(ct);
        return new MessageHistory(
            message.OfficeCode,
            MessageRow.Of(message, register, messages, options.ShowsSecretsToStaff, zone),
            TimeZoneInfo.ConvertTime(message.ExpiresAt, zone),
            [.. steps.Select(s => new MessagePoint(s.State, TimeZoneInfo.ConvertTime(s.At, zone), s.Code))],
            other);
    }
}
