using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Notifications;

/// <summary>Writes prices and limits into the history of what may change while the portal runs.</summary>
internal static class SpendingHistory
{
    /// <summary>Under which subject the history keeps it.</summary>
    public const string Subject = "budget";

    private static readonly LanguageFormat s_words = LanguageFormat.For(Language.Indonesian);

    /// <summary>Prices and limits in words, by field, in one order.</summary>
    public static IReadOnlyList<(string Field, string? Value)> Words(MessageBudget budget) =>
    [
        ("smsPrice", budget.SmsPrice is { } sms ? s_words.Money(sms) : null),
        ("whatsAppPrice", budget.WhatsAppPrice is { } whatsApp ? s_words.Money(whatsApp) : null),
        ("messageCap", CapOf(budget.Cap, budget.Unit)),
        ("raisedCap", budget.RaisedOn is { } day ? $"{CapOf(budget.RaisedTo, budget.Unit)}, {s_words.Date(day)}" : null),
    ];

    /// <summary>Notes what differs from what it was.</summary>
    public static void Add(PortalDbContext db, MessageBudget budget, IReadOnlyList<(string Field, string? Value)> before, Actor actor, DateTimeOffset now, Guid commandId)
    {
        foreach (var ((field, old), (_, value)) in before.Zip(Words(budget)).Where(pair => pair.First.Value != pair.Second.Value))
        {
            ChangeLog.Add(db, budget.OfficeCode, Subject, field, old, value, actor, now, commandId);
        }
    }

    private static string? CapOf(long? cap, SpendingUnit unit) => cap is { } most ? unit == SpendingUnit.Rupiah ? s_words.Money(most) : $"{s_words.Number(most)} bagian" : null;
}
