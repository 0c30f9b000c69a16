using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Notifications;

/// <summary>A broadcast with everything about it; times carry the office's offset.</summary>
/// <param name="Office">The office.</param>
/// <param name="Line">What the list shows of it.</param>
/// <param name="TextEn">The English text; null for none.</param>
/// <param name="Version">Its row version, to be sent back with an act.</param>
/// <param name="IsOwn">True when the reader wrote it, who therefore cannot be the second person.</param>
/// <param name="Preview">How it reads, and whom it would reach now; null once it is decided, and where what it says no longer fits the wording around it.</param>
/// <param name="Faults">Why it no longer fits; empty when it does.</param>
/// <param name="Cost">Rupiah for the group at the approval; null before, and while a price is missing.</param>
/// <param name="ApprovedAt">When it was approved; null when not.</param>
/// <param name="ApprovedBy">By whom.</param>
/// <param name="CancelledAt">When it was withdrawn, declined or stopped; null when not.</param>
/// <param name="CancelledBy">By whom.</param>
/// <param name="CancelReason">Why.</param>
/// <param name="States">What became of its messages, by state.</param>
/// <param name="Level">How near to its daily limit the office is: broadcasts wait where that holds them.</param>
public sealed record BroadcastView(
    OfficeCode Office,
    BroadcastLine Line,
    string? TextEn,
    uint Version,
    bool IsOwn,
    BroadcastPreview? Preview,
    IReadOnlyList<Error> Faults,
    decimal? Cost,
    DateTimeOffset? ApprovedAt,
    string? ApprovedBy,
    DateTimeOffset? CancelledAt,
    string? CancelledBy,
    string? CancelReason,
    IReadOnlyDictionary<MessageState, int> States,
    SpendingLevel Level)
{
    /// <summary>Its messages in a group of states.</summary>
    public int In(MessageGroup group) => States.Where(s => s.Key is not (MessageState.Withdrawn or MessageState.Replaced) && MessageWorkflow.GroupOf(s.Key) == group).Sum(s => s.Value);
}

/// <summary>One broadcast: before it is approved whom it would reach now, afterwards how far it is.</summary>
public sealed class ViewBroadcast(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, SettingsBook settings, BroadcastPlanner planner, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.WriteBroadcast;

    /// <summary>Which one.</summary>
    public sealed record Query(Guid Broadcast);

    /// <summary>Returns it, or not_found.</summary>
    public async Task<Result<BroadcastView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Broadcasts.AsNoTracking().SingleOrDefaultAsync(b => b.Id == query.Broadcast, ct) is not { } broadcast || actor.RefusalFor(Permission, broadcast.OfficeCode) is not null)
        {
            return AccessErrors.NotFound;
        }

        var (office, now) = ((await directory.GetAsync(ct))[broadcast.OfficeCode], time.GetUtcNow());
        var today = office.Calendar.LocalDay(now);
        var budget = await db.MessageBudgets.AsNoTracking().SingleOrDefaultAsync(b => b.OfficeCode == office.Code, ct);
        var spent = await db.MessageDays.AsNoTracking().Where(d => d.OfficeCode == office.Code && d.Day == today).ToListAsync(ct);
        var states = await db.Outbox.Where(m => m.Event == MessageEvent.Broadcast && m.EventKey == broadcast.EventKey).GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        Guid?[] people = [broadcast.ProposedBy, broadcast.ApprovedBy, broadcast.CancelledBy];
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        string? Name(Guid? staff) => staff is { } id ? names.GetValueOrDefault(id) : null;
        DateTimeOffset? Local(DateTimeOffset? at) => at is { } instant ? office.Local(instant) : null;

        BroadcastPreview? preview = null;
        IReadOnlyList<Error> faults = [];
        if (broadcast.State == BroadcastState.Proposed)
        {
            var texts = planner.Read(db, broadcast.Text, broadcast.TextEn);
            preview = texts.Succeeded ? await PreviewBroadcast.OfAsync(db, planner, office, broadcast.Audience, texts.Value, ct) : null;
            faults = texts.Errors;
        }

        return new BroadcastView(
            office.Code,
            new BroadcastLine(broadcast.Id, broadcast.Audience, broadcast.Text, broadcast.State, broadcast.State == BroadcastState.Proposed && now >= broadcast.ProposedAt + BroadcastRules.DecidedWithin, broadcast.ApprovedAt is not null, office.Local(broadcast.ProposedAt), Name(broadcast.ProposedBy), broadcast.Count),
            broadcast.TextEn,
            broadcast.Version,
            broadcast.ProposedBy == actor.StaffId,
            preview,
            faults,
            broadcast.Count is { } count ? budget?.CostOf(count.SmsParts, count.WhatsApp) : null,
            Local(broadcast.ApprovedAt),
            Name(broadcast.ApprovedBy),
            Local(broadcast.CancelledAt),
            Name(broadcast.CancelledBy),
            broadcast.CancelReason,
            states,
            SpendingBook.LevelOf((budget ?? new MessageBudget(office.Code)).Under((await settings.GetAsync(ct)).DailyMessageCap), spent, today));
    }
}
