using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>What messages cost an office, and how much of it a day may bring. An office without one has no prices and no limit.</summary>
public sealed class MessageBudget
{
    private MessageBudget()
    {
    }

    /// <summary>Begins without prices and without a limit.</summary>
    public MessageBudget(OfficeCode office) => OfficeCode = office;

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Rupiah for one SMS segment; null while nobody has said.</summary>
    public int? SmsPrice { get; private set; }

    /// <summary>Rupiah for one WhatsApp message; null while nobody has said.</summary>
    public int? WhatsAppPrice { get; private set; }

    /// <summary>In what the limit is counted.</summary>
    public SpendingUnit Unit { get; private set; }

    /// <summary>The limit of a day; null for none.</summary>
    public long? Cap { get; private set; }

    /// <summary>The office's day on which the limit is a higher one; null for none.</summary>
    public DateOnly? RaisedOn { get; private set; }

    /// <summary>That higher limit.</summary>
    public long? RaisedTo { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>Sets prices and limit; a raise of today ends with it.</summary>
    /// <param name="smsPrice">0 to <see cref="SpendingRules.DearestPrice"/>, or null.</param>
    /// <param name="whatsAppPrice">0 to <see cref="SpendingRules.DearestPrice"/>, or null.</param>
    /// <param name="unit">In what the limit is counted; rupiah needs both prices.</param>
    /// <param name="cap">1 to <see cref="SpendingRules.HighestCap"/>, or null for none.</param>
    /// <returns>Success, or every fault.</returns>
    public Result Set(int? smsPrice, int? whatsAppPrice, SpendingUnit unit, long? cap)
    {
        List<Error> faults = [];
        if (smsPrice is < 0 or > SpendingRules.DearestPrice)
        {
            faults.Add(SpendingErrors.SmsPrice);
        }

        if (whatsAppPrice is < 0 or > SpendingRules.DearestPrice)
        {
            faults.Add(SpendingErrors.WhatsAppPrice);
        }

        if (cap is < 1 or > SpendingRules.HighestCap)
        {
            faults.Add(SpendingErrors.Cap);
        }

        if (unit == SpendingUnit.Rupiah && cap is not null && (smsPrice is null || whatsAppPrice is null))
        {
            faults.Add(SpendingErrors.PricesMissing);
        }

        if (faults.Count > 0)
        {
            return Result.Refused(faults);
        }

        (SmsPrice, WhatsAppPrice, Unit, Cap) = (smsPrice, whatsAppPrice, unit, cap);
        (RaisedOn, RaisedTo) = (null, null);
        return Result.Ok;
    }

    /// <summary>The budget that holds: one without a limit of its own has the installation's, in parts. To be read, not to be saved.</summary>
    /// <param name="usual">The limit for offices that have set none, in parts; null for none.</param>
    public MessageBudget Under(long? usual) => Cap is not null || usual is null
        ? this
        : new MessageBudget(OfficeCode) { SmsPrice = SmsPrice, WhatsAppPrice = WhatsAppPrice, Unit = SpendingUnit.Parts, Cap = usual, RaisedOn = RaisedOn, RaisedTo = RaisedTo, Version = Version };

    /// <summary>Raises the limit for one day.</summary>
    /// <param name="to">The new limit of that day.</param>
    /// <param name="today">The office's own day now.</param>
    /// <param name="usual">The limit for offices that have set none, in parts; null for none.</param>
    /// <returns>Success, or <c>spending_no_cap</c>, <c>spending_not_higher</c>, <c>spending_cap</c>.</returns>
    public Result Raise(long? to, DateOnly today, long? usual = null)
    {
        if (Under(usual).CapOn(today) is not { } cap)
        {
            return SpendingErrors.NoCap;
        }

        if (to is null or < 1 or > SpendingRules.HighestCap)
        {
            return SpendingErrors.Cap.For("raiseTo");
        }

        if (to <= cap)
        {
            return SpendingErrors.NotHigher(cap);
        }

        (RaisedOn, RaisedTo) = (today, to);
        Unit = Under(usual).Unit;
        return Result.Ok;
    }

    /// <summary>The limit of a day; null for none.</summary>
    public long? CapOn(DateOnly day) => RaisedOn == day ? RaisedTo : Cap;

    /// <summary>Rupiah that so many messages cost; null while a price that is needed is missing.</summary>
    public decimal? CostOf(int smsParts, int whatsApp) =>
        (smsParts > 0 && SmsPrice is null) || (whatsApp > 0 && WhatsAppPrice is null) ? null : ((decimal)smsParts * (SmsPrice ?? 0)) + ((decimal)whatsApp * (WhatsAppPrice ?? 0));

    /// <summary>What so many messages use up of the limit, in its unit.</summary>
    public decimal SpentOf(int smsParts, int whatsApp) => Unit == SpendingUnit.Rupiah ? CostOf(smsParts, whatsApp) ?? 0 : smsParts + whatsApp;
}

/// <summary>What the provider took from an office on one of its days, of one class. Only ever counted up.</summary>
public sealed class MessageDay
{
    private MessageDay()
    {
    }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>The office's own day.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>What the messages were for.</summary>
    public SpendingClass Class { get; private set; }

    /// <summary>Messages by SMS; one that was sent again counts again.</summary>
    public int Sms { get; private set; }

    /// <summary>SMS segments that they took.</summary>
    public int SmsParts { get; private set; }

    /// <summary>Messages by WhatsApp.</summary>
    public int WhatsApp { get; private set; }
}
