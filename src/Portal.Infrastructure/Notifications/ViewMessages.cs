using System.Text.RegularExpressions;
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
public sealed record MessageRow(Guid Id, DateTimeOffset CreatedAt, MessageEvent Event, Channel Channel, RegisterNumber Register, string Recipient, string Body, MessageState State, DateTimeOffset? HandledAt);

/// <summary>One page of an office's messages, newest first.</summary>
/// <param name="Total">Messages that match, on all pages.</param>
/// <param name="Pending">Messages of the office that still wait.</param>
/// <param name="Rows">Those of this page.</param>
public sealed record MessageList(int Total, int Pending, IReadOnlyList<MessageRow> Rows);

/// <summary>The messages of an office and what became of them.</summary>
public sealed partial class ViewMessages(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, MessageComposer messages, PortalOptions options) : IUseCase
{
    private const string Hidden = "••••••";

    /// <summary>The largest page.</summary>
    public const int LargestPage = 100;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewMessages;

    /// <summary>Which messages.</summary>
    /// <param name="Office">The office.</param>
    /// <param name="State">Only this state, or null for all.</param>
    /// <param name="Skip">Rows to skip.</param>
    /// <param name="Take">Rows to show, up to <see cref="LargestPage"/>.</param>
    public sealed record Query(OfficeCode Office, MessageState? State = null, int Skip = 0, int Take = 25);

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
        var shown = query.State is { } state ? ofOffice.Where(m => m.State == state) : ofOffice;
        var total = await shown.CountAsync(ct);
        var rows = await shown.OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 0, LargestPage))
            .Join(db.Applications, m => m.ApplicationId, a => a.Id, (m, a) => new { Message = m, a.Register })
            .OrderByDescending(r => r.Message.CreatedAt).ThenByDescending(r => r.Message.Id)
            .ToListAsync(ct);
        DateTimeOffset Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, office.Calendar.Zone);
        return new MessageList(
            total,
            pending,
            [.. rows.Select(r => new MessageRow(
                r.Message.Id,
                Local(r.Message.CreatedAt),
                r.Message.Event,
                r.Message.Channel,
                r.Register,
                messages.RecipientOf(r.Message).Masked,
                Shown(r.Message),
                r.Message.State,
                r.Message.HandledAt is { } at ? Local(at) : null))]);
    }

    // Whoever reads a code or an own link could act as the resident.
    private string Shown(OutboxMessage message)
    {
        var body = messages.BodyOf(message);
        if (options.ShowsSecretsToStaff)
        {
            return body;
        }

        var withoutLinks = OwnLink().Replace(body, "/k/" + Hidden);
        return message.Event is MessageEvent.OneTimeCode or MessageEvent.DelegateCode ? Code().Replace(withoutLinks, Hidden) : withoutLinks;
    }

    [GeneratedRegex("/k/[0-9a-z]+", RegexOptions.IgnoreCase)]
    private static partial Regex OwnLink();

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex Code();
}
