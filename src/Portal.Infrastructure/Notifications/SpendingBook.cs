using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Offices;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Notifications;

/// <summary>Offices whose messages wait for money, by what is held back.</summary>
/// <param name="Broadcasts">Offices whose broadcasts wait.</param>
/// <param name="Reminders">Offices whose reminders wait, too.</param>
public sealed record HeldOffices(string[] Broadcasts, string[] Reminders)
{
    /// <summary>None.</summary>
    public static HeldOffices None { get; } = new([], []);
}

/// <summary>
/// What offices spend on messages. Which of them have a limit is remembered for a quarter of a minute; what they have spent is asked
/// whenever messages are taken, and only of those.
/// </summary>
public sealed class SpendingBook(OfficeDirectory directory, SettingsBook settings, TimeProvider time)
{
    private static readonly TimeSpan Usable = TimeSpan.FromSeconds(15);

    private volatile Known? _known;

    /// <summary>Forgets what was read; called after an edit on this node.</summary>
    public void Forget() => _known = null;

    /// <summary>Offices whose messages wait at this moment.</summary>
    public async Task<HeldOffices> HeldAsync(PortalDbContext db, CancellationToken ct)
    {
        var known = _known;
        var offices = await directory.GetAsync(ct);
        if (known is null || time.GetElapsedTime(known.At) >= Usable)
        {
            var at = time.GetTimestamp();
            var usual = (await settings.GetAsync(ct)).DailyMessageCap;
            var own = await db.MessageBudgets.AsNoTracking().ToDictionaryAsync(b => b.OfficeCode, ct);
            known = new Known([.. offices.Offices.Select(o => (own.GetValueOrDefault(o.Code) ?? new MessageBudget(o.Code)).Under(usual)).Where(b => b.Cap is not null)], at);
            _known = known;
        }

        if (known.Budgets.Count == 0)
        {
            return HeldOffices.None;
        }

        var now = time.GetUtcNow();
        var days = known.Budgets.Where(b => offices.Find(b.OfficeCode) is not null).ToDictionary(b => b.OfficeCode, b => offices[b.OfficeCode].Calendar.LocalDay(now));
        var (codes, dates) = (days.Keys.ToList(), days.Values.Distinct().ToList());
        var spent = (await db.MessageDays.AsNoTracking().Where(d => codes.Contains(d.OfficeCode) && dates.Contains(d.Day)).ToListAsync(ct)).ToLookup(d => (d.OfficeCode, d.Day));
        var levels = known.Budgets.Where(b => days.ContainsKey(b.OfficeCode)).ToDictionary(b => b.OfficeCode.Value, b => LevelOf(b, spent[(b.OfficeCode, days[b.OfficeCode])], days[b.OfficeCode]));
        return new HeldOffices(
            [.. levels.Where(l => SpendingRules.Holds(l.Value, SpendingClass.Broadcasts)).Select(l => l.Key)],
            [.. levels.Where(l => SpendingRules.Holds(l.Value, SpendingClass.Reminders)).Select(l => l.Key)]);
    }

    /// <summary>How near to its limit an office is with what it has spent on a day.</summary>
    public static SpendingLevel LevelOf(MessageBudget budget, IEnumerable<MessageDay> spent, DateOnly day)
    {
        var (parts, whatsApp) = spent.Aggregate((Parts: 0, WhatsApp: 0), (sum, d) => (sum.Parts + d.SmsParts, sum.WhatsApp + d.WhatsApp));
        return SpendingRules.LevelOf(budget.SpentOf(parts, whatsApp), budget.CapOn(day));
    }

    /// <summary>Counts messages that the provider has taken, in the transaction that notes it: one statement, however many.</summary>
    public async Task CountAsync(PortalDbContext db, IReadOnlyCollection<OutboxMessage> taken, DateTimeOffset now, CancellationToken ct)
    {
        if (taken.Count == 0)
        {
            return;
        }

        var offices = await directory.GetAsync(ct);
        // In one order everywhere, or two nodes could wait for each other.
        var lines = taken.GroupBy(m => (m.OfficeCode, Class: SpendingRules.ClassOf(m.Event)))
            .Select(g => (Office: g.Key.OfficeCode.Value, Day: offices[g.Key.OfficeCode].Calendar.LocalDay(now), Class: g.Key.Class.ToString(), Sms: g.Count(m => m.Channel != Channel.WhatsApp), Parts: g.Where(m => m.Channel != Channel.WhatsApp).Sum(m => m.Parts), WhatsApp: g.Count(m => m.Channel == Channel.WhatsApp)))
            .OrderBy(l => l.Office, StringComparer.Ordinal).ThenBy(l => l.Class, StringComparer.Ordinal).ToList();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO message_days (office_code, day, class, sms, sms_parts, whats_app)
            SELECT * FROM unnest ({lines.Select(l => l.Office).ToArray()}, {lines.Select(l => l.Day).ToArray()}, {lines.Select(l => l.Class).ToArray()}, {lines.Select(l => l.Sms).ToArray()}, {lines.Select(l => l.Parts).ToArray()}, {lines.Select(l => l.WhatsApp).ToArray()})
            ON CONFLICT (office_code, day, class) DO UPDATE
            SET sms = message_days.sms + EXCLUDED.sms, sms_parts = message_days.sms_parts + EXCLUDED.sms_parts, whats_app = message_days.whats_app + EXCLUDED.whats_app
            """,
            ct);
    }

    private sealed record Known(IReadOnlyList<MessageBudget> Budgets, long At);
}

internal sealed class SpendingMapping : IEntityTypeConfiguration<MessageBudget>, IEntityTypeConfiguration<MessageDay>
{
    public void Configure(EntityTypeBuilder<MessageBudget> builder)
    {
        builder.ToTable("MessageBudgets").HasKey(b => b.OfficeCode);
        builder.Property(b => b.Version).IsRowVersion();
        builder.HasOne<Office>().WithMany().HasForeignKey(b => b.OfficeCode).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<MessageDay> builder)
    {
        builder.ToTable("MessageDays", t => t.HasCheckConstraint("ck_message_days_only_up", "sms >= 0 AND sms_parts >= 0 AND whats_app >= 0")).HasKey(d => new { d.OfficeCode, d.Day, d.Class });
        builder.HasOne<Office>().WithMany().HasForeignKey(d => d.OfficeCode).OnDelete(DeleteBehavior.Restrict);
    }
}
