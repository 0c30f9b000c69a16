using Portal.Core.Applications;
using Portal.Core.Shared;

namespace Portal.Core.Printing;

/// <summary>Cards printed by the Dinas and shipped together to an office without a printer.</summary>
public sealed class Bundle
{
    /// <summary>Cards of one bundle at most, inclusive.</summary>
    public const int Most = 500;

    /// <summary>Characters of a delivery note's number at most, inclusive.</summary>
    public const int LongestNote = 40;

    /// <summary>How many days back a shipment may be noted, inclusive: an office that starts late still has last season's notes.</summary>
    public const int OldestDays = 180;

    private Bundle()
    {
    }

    /// <summary>Notes a shipment.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="office">Where it goes.</param>
    /// <param name="note">Number of the delivery note, at most 40 characters; null when none was told.</param>
    /// <param name="shipped">The day it was shipped, as told.</param>
    /// <param name="actor">Who notes it.</param>
    /// <param name="now">The moment, UTC.</param>
    public Bundle(Guid id, OfficeCode office, string? note, DateOnly shipped, Actor actor, DateTimeOffset now)
    {
        Id = id;
        OfficeCode = office;
        DeliveryNote = note;
        ShippedOn = shipped;
        NotedBy = actor.StaffId;
        NotedAt = now;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Number of the delivery note, or null.</summary>
    public string? DeliveryNote { get; private set; }

    /// <summary>The day it was shipped, as told.</summary>
    public DateOnly ShippedOn { get; private set; }

    /// <summary>Who noted it.</summary>
    public Guid? NotedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset NotedAt { get; private set; }

    /// <summary>When it was received and counted, UTC; null while it is on its way.</summary>
    public DateTimeOffset? ReceivedAt { get; private set; }

    /// <summary>Who counted it.</summary>
    public Guid? ReceivedBy { get; private set; }

    /// <summary>How many cards were in it; null before it was counted.</summary>
    public int? Counted { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>It arrived and was counted.</summary>
    public Result Receive(int counted, Actor actor, DateTimeOffset now)
    {
        if (ReceivedAt is not null)
        {
            return ApplicationErrors.WrongState;
        }

        Counted = counted;
        ReceivedAt = now;
        ReceivedBy = actor.StaffId;
        return Result.Ok;
    }
}
