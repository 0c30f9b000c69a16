using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>Refusals about prices and the daily limit of messages.</summary>
public static class SpendingErrors
{
    /// <summary>No price: a whole number of rupiah from 0 to argument 0.</summary>
    public static Error SmsPrice { get; } = new("spending_price", ErrorKind.Invalid, "smsPrice", SpendingRules.DearestPrice);

    /// <summary>No price: a whole number of rupiah from 0 to argument 0.</summary>
    public static Error WhatsAppPrice { get; } = new("spending_price", ErrorKind.Invalid, "whatsAppPrice", SpendingRules.DearestPrice);

    /// <summary>No limit: a whole number from 1 to argument 0.</summary>
    public static Error Cap { get; } = new("spending_cap", ErrorKind.Invalid, "cap", SpendingRules.HighestCap);

    /// <summary>A limit in rupiah needs both prices.</summary>
    public static Error PricesMissing { get; } = new("spending_prices_missing", ErrorKind.Invalid, "unit");

    /// <summary>There is no limit to raise.</summary>
    public static Error NoCap { get; } = new("spending_no_cap", ErrorKind.Conflict);

    /// <summary>Not higher than the limit of today; argument 0 is that limit.</summary>
    public static Error NotHigher(long cap) => new("spending_not_higher", ErrorKind.Invalid, "raiseTo", cap);
}
