using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Notifications;

/// <summary>What an office has spent on messages on one of its days.</summary>
/// <param name="Day">The day.</param>
/// <param name="Lines">By what they were for; classes with none are left out.</param>
/// <param name="Cost">Rupiah; null while a price is missing.</param>
public sealed record SpendingDay(DateOnly Day, IReadOnlyList<MessageDay> Lines, decimal? Cost);

/// <summary>Prices, limit and spending of an office.</summary>
/// <param name="Budget">Prices and limit; null while nobody has set any.</param>
/// <param name="Today">The office's own day now.</param>
/// <param name="Cap">The limit of today; null for none.</param>
/// <param name="Unit">In what the limit is counted.</param>
/// <param name="IsUsual">True when it is the installation's, for the office has set none.</param>
/// <param name="Spent">What today has used up of it, in its unit.</param>
/// <param name="Level">How near to the limit that is.</param>
/// <param name="HeldBroadcasts">Messages of broadcasts that wait because of the limit.</param>
/// <param name="HeldReminders">Reminders that wait because of it.</param>
/// <param name="Days">The last days with messages, newest first.</param>
public sealed record SpendingView(MessageBudget? Budget, DateOnly Today, long? Cap, SpendingUnit Unit, bool IsUsual, decimal Spent, SpendingLevel Level, int HeldBroadcasts, int HeldReminders, IReadOnlyList<SpendingDay> Days);

/// <summary>What messages cost an office, what it has spent, and what its limit holds back.</summary>
public sealed class ViewMessageBudget(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, SettingsBook settings, TimeProvider time) : IUseCase
{
    /// <summary>How many days are shown, today included.</summary>
    public const int Days = 31;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewMessages;

    /// <summary>Which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Returns it, or not_found for an office that the actor may not see.</summary>
    public async Task<Result<SpendingView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        var today = office.Calendar.LocalDay(time.GetUtcNow());
        var from = today.AddDays(1 - Days);
        await using var db = await databases.CreateDbContextAsync(ct);
        var budget = await db.MessageBudgets.AsNoTracking().SingleOrDefaultAsync(b => b.OfficeCode == office.Code, ct);
        var lines = (await db.MessageDays.AsNoTracking().Where(d => d.OfficeCode == office.Code && d.Day >= from).ToListAsync(ct)).ToLookup(d => d.Day);
        var holds = (budget ?? new MessageBudget(office.Code)).Under((await settings.GetAsync(ct)).DailyMessageCap);
        var level = SpendingBook.LevelOf(holds, lines[today], today);
        var (broadcasts, reminders) = (SpendingRules.Holds(level, SpendingClass.Broadcasts), SpendingRules.Holds(level, SpendingClass.Reminders));
        var waiting = db.Outbox.Where(m => m.OfficeCode == office.Code && m.State == MessageState.Pending);
        var remind = SpendingRules.Reminders;
        return new SpendingView(
            budget,
            today,
            holds.CapOn(today),
            holds.Unit,
            budget?.Cap is null && holds.Cap is not null,
            holds.SpentOf(lines[today].Sum(d => d.SmsParts), lines[today].Sum(d => d.WhatsApp)),
            level,
            broadcasts ? await waiting.CountAsync(m => m.Event == MessageEvent.Broadcast, ct) : 0,
            reminders ? await waiting.CountAsync(m => remind.Contains(m.Event), ct) : 0,
            [.. lines.OrderByDescending(l => l.Key).Select(l => new SpendingDay(l.Key, [.. l.OrderBy(d => d.Class)], budget?.CostOf(l.Sum(d => d.SmsParts), l.Sum(d => d.WhatsApp))))]);
    }
}
