using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>How far a broadcast is.</summary>
public enum BroadcastState
{
    /// <summary>Written; waits for a second person.</summary>
    Proposed,

    /// <summary>Approved: its messages are written and leave one after another.</summary>
    Approved,

    /// <summary>Withdrawn or declined before it was approved, or stopped afterwards.</summary>
    Cancelled,
}

/// <summary>
/// A message to a group of an office's residents. One person writes it, a second one approves it; text and group never change:
/// whoever wants others withdraws it and writes anew.
/// </summary>
public sealed class Broadcast
{
    private Broadcast()
    {
    }

    private Broadcast(Guid id, OfficeCode office, BroadcastAudience audience, string text, string? textEn, Actor actor, DateTimeOffset now)
    {
        Id = id;
        OfficeCode = office;
        Audience = audience;
        Text = text;
        TextEn = textEn;
        ProposedBy = actor.StaffId;
        ProposedAt = now;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>Whom it is for.</summary>
    public BroadcastAudience Audience { get; private set; } = null!;

    /// <summary>What the office wrote, in Indonesian; <see cref="BroadcastText"/> puts it into the message.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The same in English; null where English readers get the Indonesian message.</summary>
    public string? TextEn { get; private set; }

    /// <summary>How far it is.</summary>
    public BroadcastState State { get; private set; }

    /// <summary>Who wrote it.</summary>
    public Guid? ProposedBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ProposedAt { get; private set; }

    /// <summary>Who approved it; null while nobody has.</summary>
    public Guid? ApprovedBy { get; private set; }

    /// <summary>When, UTC; null while nobody has.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    /// <summary>The group as it was at the approval; null before.</summary>
    public BroadcastCount? Count { get; private set; }

    /// <summary>Who withdrew, declined or stopped it; null while nobody has.</summary>
    public Guid? CancelledBy { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Why.</summary>
    public string? CancelReason { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>The key of its messages: with it, each person gets one by each channel.</summary>
    public string EventKey => KeyOf(Id);

    /// <summary>The key of a broadcast's messages.</summary>
    public static string KeyOf(Guid id) => id.ToString("N");

    /// <summary>Writes a broadcast.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="office">The office.</param>
    /// <param name="audience">Whom it is for, already checked.</param>
    /// <param name="text">The Indonesian text, already checked.</param>
    /// <param name="textEn">The English text, already checked, or null.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    public static Broadcast Propose(Guid id, OfficeCode office, BroadcastAudience audience, string text, string? textEn, Actor actor, DateTimeOffset now) =>
        new(id, office, audience, text, textEn, actor, now);

    /// <summary>Approves it. Whoever wrote it may do so alone only with a reason, which somebody else reviews.</summary>
    /// <param name="seen">The group that the approver saw.</param>
    /// <param name="count">The group as it is now.</param>
    /// <param name="alone">True when the writer approves alone, with a reason.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns><c>broadcast_decided</c>, <c>broadcast_too_old</c>, <c>broadcast_same_person</c>, <c>broadcast_group_changed</c>, <c>broadcast_nobody</c>.</returns>
    public Result Approve(BroadcastCount seen, BroadcastCount count, bool alone, Actor actor, DateTimeOffset now)
    {
        if (State != BroadcastState.Proposed)
        {
            return BroadcastErrors.Decided;
        }

        if (now >= ProposedAt + BroadcastRules.DecidedWithin)
        {
            return BroadcastErrors.TooOld;
        }

        if (!alone && actor.StaffId == ProposedBy)
        {
            return BroadcastErrors.SamePerson;
        }

        if (seen != count)
        {
            return BroadcastErrors.GroupChanged(seen.People, count.People);
        }

        if (count.Messages == 0)
        {
            return BroadcastErrors.Nobody;
        }

        (State, ApprovedBy, ApprovedAt, Count) = (BroadcastState.Approved, actor.StaffId, now, count);
        return Result.Ok;
    }

    /// <summary>Withdraws or declines it, or stops it while it runs.</summary>
    /// <param name="reason">Why, already cleaned.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns><c>broadcast_decided</c> when it was cancelled before.</returns>
    public Result Cancel(string reason, Actor actor, DateTimeOffset now)
    {
        if (State == BroadcastState.Cancelled)
        {
            return BroadcastErrors.Decided;
        }

        (State, CancelledBy, CancelledAt, CancelReason) = (BroadcastState.Cancelled, actor.StaffId, now, reason);
        return Result.Ok;
    }
}

/// <summary>Somebody in the group of a broadcast who gets no message: they stand on the list of their village.</summary>
public sealed class BroadcastUnreached
{
    private BroadcastUnreached()
    {
    }

    /// <summary>Notes it.</summary>
    public BroadcastUnreached(Guid broadcastId, Guid applicationId, UntoldReason reason)
    {
        BroadcastId = broadcastId;
        ApplicationId = applicationId;
        Reason = reason;
    }

    /// <summary>The broadcast.</summary>
    public Guid BroadcastId { get; private set; }

    /// <summary>Whom it concerns.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>Why: <see cref="UntoldReason.NoPhone"/> or <see cref="UntoldReason.OptedOut"/>.</summary>
    public UntoldReason Reason { get; private set; }
}
