using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Notifications;

/// <summary>One message; times carry the office's offset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Event">What it is about.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="Register">The application it concerns.</param>
/// <param name="Recipient">The phone, masked.</param>
/// <param name="Body">The text; codes and own links hidden outside Development.</param>
/// <param name="State">What became of it.</param>
/// <param name="HandledAt">Since when; null while pending.</param>
/// <param name="Code">The last error; null for none.</param>
public sealed record MessageRow(Guid Id, DateTimeOffset CreatedAt, MessageEvent Event, Channel Channel, RegisterNumber Register, string Recipient, string Body, MessageState State, DateTimeOffset? HandledAt, string? Code)
{
    internal static MessageRow Of(OutboxMessage message, RegisterNumber register, MessageComposer messages, bool secrets, TimeZoneInfo zone) => new(
        message.Id,
        TimeZoneInfo.ConvertTime(message.CreatedAt, zone),
        message.Event,
        message.Channel,
        register,
        messages.RecipientOf(message).Masked,
        messages.ShownOf(message, secrets),
        message.State,
        message.HandledAt is { } at ? TimeZoneInfo.ConvertTime(at, zone) : null,
        message.ErrorCode);
}

/// <summary>One page of an office's messages, newest first.</summary>
/// <param name="Total">Messages that match, on all pages.</param>
/// <param name="Pending">Messages of the office that still wait.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record MessageList(int Total, int Pending, IReadOnlyList<MessageRow> Rows);

/// <summary>The messages of an office and what became of them.</summary>
public sealed class ViewMessages(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, MessageComposer messages, PortalOptions options) : IUseCase
{
    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewMessages;

    /// <summary>Which messages.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="Group">Only those in these states, or null for all.</param>
    /// <param name="Channel">Only by this channel, or null for both.</param>
    /// <param name="Event">Only about this, or null for everything.</param>
    /// <param name="Register">Only of this application, or null for all.</param>
    /// <param name="Skip">Rows to skip.</param>
    /// <param name="Take">Rows to show, up to <see cref="LargestPage"/>.</param>
    public sealed record Query(OfficeCode Office, MessageGroup? Group = null, Channel? Channel = null, MessageEvent? Event = null, RegisterNumber? Register = null, int Skip = 0, int Take = 25);

    /// <summary>Returns the page, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<MessageList>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var ofOffice = db.Outbox.AsNoTracking().Where(m => m.OfficeCode == office.Code);
        var pending = await ofOffice.CountAsync(m => m.State == MessageState.Pending || m.State == MessageState.Sending || m.State == MessageState.MaybeSent, ct);
        if (query.Take == 0)
        {
            return new MessageList(0, pending, []);
        }

        var shown = Among(db, ofOffice, query);
        var total = await shown.CountAsync(ct);
        var rows = await shown.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage))
            .Join(db.Applications, m => m.ApplicationId, a => a.Id, (m, a) => new { Message = m, a.Register })
            .OrderByDescending(r => r.Message.CreatedAt).ThenByDescending(r => r.Message.Id)
            .ToListAsync(ct);
        return new MessageList(total, pending, [.. rows.Select(r => MessageRow.Of(r.Message, r.Register, messages, options.ShowsSecretsToStaff, office.Calendar.Zone))]);
    }

    private static IQueryable<OutboxMessage> Among(PortalDbContext db, IQueryable<OutboxMessage> all, Query query)
    {
        if (query.Group is { } group)
        {
            var states = MessageWorkflow.StatesOf(group);
            all = all.Where(m => states.Contains(m.State));
        }

        if (query.Channel is { } channel)
        {
            all = all.Where(m => m.Channel == channel);
        }

        if (query.Event is { } about)
        {
            all = all.Where(m => m.Event == about);
        }

        return query.Register is { } register ? all.Where(m => db.Applications.Any(a => a.Id == m.ApplicationId && a.Register == register)) : all;
    }
}
