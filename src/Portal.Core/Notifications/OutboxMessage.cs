using Portal.Core.Applications;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>
/// A message written in the same transaction as the act it tells of. Recipient and text are encrypted; a message for
/// one event, person and channel exists once.
/// </summary>
public sealed class OutboxMessage
{
    private readonly List<MessageStep> _steps = [];

    private OutboxMessage()
    {
    }

    /// <summary>Writes a message.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="application">Whom it concerns.</param>
    /// <param name="messageEvent">What it is about.</param>
    /// <param name="eventKey">Names the very event, so that the same one cannot send twice: an appointment's version, a code's id.</param>
    /// <param name="channel">WhatsApp or SMS.</param>
    /// <param name="content">What is sealed in it.</param>
    /// <param name="expiresAt">When it is dropped if it could not be sent, UTC, exclusive.</param>
    /// <param name="now">The moment, UTC.</param>
    public OutboxMessage(Guid id, CardApplication application, MessageEvent messageEvent, string eventKey, Channel channel, SealedMessage content, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        Id = id;
        ApplicationId = application.Id;
        OfficeCode = application.OfficeCode;
        Event = messageEvent;
        EventKey = eventKey;
        Urgency = DeliveryRules.UrgencyOf(messageEvent);
        Channel = channel;
        Language = application.Language;
        Recipient = content.Recipient;
        Body = content.Body;
        Variables = content.Variables;
        Parts = content.Parts;
        CreatedAt = now;
        NotBefore = now;
        ExpiresAt = expiresAt;
    }

    /// <summary>Writes a person's message of a broadcast.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="application">Whom it concerns.</param>
    /// <param name="broadcast">The broadcast.</param>
    /// <param name="channel">WhatsApp or SMS.</param>
    /// <param name="language">In which language it is written.</param>
    /// <param name="content">What is sealed in it.</param>
    /// <param name="expiresAt">When it is dropped if it could not be sent, UTC, exclusive.</param>
    /// <param name="now">The moment, UTC.</param>
    public static OutboxMessage Of(Guid id, Guid application, Broadcast broadcast, Channel channel, Language language, SealedMessage content, DateTimeOffset expiresAt, DateTimeOffset now) => new()
    {
        Id = id,
        ApplicationId = application,
        OfficeCode = broadcast.OfficeCode,
        Event = MessageEvent.Broadcast,
        EventKey = broadcast.EventKey,
        Urgency = DeliveryRules.UrgencyOf(MessageEvent.Broadcast),
        Channel = channel,
        Language = language,
        Recipient = content.Recipient,
        Body = content.Body,
        Variables = content.Variables,
        Parts = content.Parts,
        CreatedAt = now,
        NotBefore = now,
        ExpiresAt = expiresAt,
    };

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>Whom it concerns.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>The office it comes from.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>What it is about.</summary>
    public MessageEvent Event { get; private set; }

    /// <summary>Names the very event.</summary>
    public string EventKey { get; private set; } = "";

    /// <summary>In which order it leaves.</summary>
    public MessageUrgency Urgency { get; private set; }

    /// <summary>By which channel.</summary>
    public Channel Channel { get; private set; }

    /// <summary>What it costs to send once, in <see cref="SpendingUnit.Parts"/>: SMS segments, or 1 by WhatsApp.</summary>
    public short Parts { get; private set; } = 1;

    /// <summary>In which language.</summary>
    public Language Language { get; private set; }

    /// <summary>Encrypted phone number.</summary>
    public byte[] Recipient { get; private set; } = [];

    /// <summary>Encrypted text.</summary>
    public byte[] Body { get; private set; } = [];

    /// <summary>Encrypted variables for a template; null for a message that needs none.</summary>
    public byte[]? Variables { get; private set; }

    /// <summary>When it was written, UTC.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>The message that did not arrive and that this one stands in for, or null.</summary>
    public Guid? FallbackOf { get; private set; }

    /// <summary>What became of it.</summary>
    public MessageState State { get; private set; }

    /// <summary>Since when, UTC; null for one that nobody has touched.</summary>
    public DateTimeOffset? HandledAt { get; private set; }

    /// <summary>Not sent or looked up before this, UTC.</summary>
    public DateTimeOffset NotBefore { get; private set; }

    /// <summary>When it is dropped if it could not be sent, UTC, exclusive.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Until when one node has it for itself, UTC; null when none has.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>The attempt that is running or comes next, from 1. A refusal begins the next one; a try that the provider never processed does not.</summary>
    public int Attempt { get; private set; } = 1;

    /// <summary>The provider's own id of this attempt, or null.</summary>
    public string? ProviderId { get; private set; }

    /// <summary>The provider's last error, a word of the house, or null.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary>Steps made since it was read; the store has them all.</summary>
    public IReadOnlyList<MessageStep> Steps => _steps;

    /// <summary>The SMS that stands in for a message which did not arrive, with the same end.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="original">The message that did not arrive.</param>
    /// <param name="content">The same text, sealed anew.</param>
    /// <param name="now">The moment, UTC.</param>
    public static OutboxMessage InPlaceOf(Guid id, OutboxMessage original, SealedMessage content, DateTimeOffset now) => new()
    {
        Id = id,
        ApplicationId = original.ApplicationId,
        OfficeCode = original.OfficeCode,
        Event = original.Event,
        EventKey = original.EventKey,
        Urgency = original.Urgency,
        Channel = Channel.Sms,
        Language = original.Language,
        Recipient = content.Recipient,
        Body = content.Body,
        Parts = content.Parts,
        CreatedAt = now,
        NotBefore = now,
        ExpiresAt = original.ExpiresAt,
        FallbackOf = original.Id,
    };

    /// <summary>It stays in the house.</summary>
    public void Keep(DateTimeOffset now) => End(MessageState.Kept, null, now);

    /// <summary>Its broadcast was stopped before it was sent.</summary>
    public void Withdraw(DateTimeOffset now) => End(MessageState.Withdrawn, null, now);

    /// <summary>Its time has passed before it was sent.</summary>
    public void Expire(DateTimeOffset now) => End(MessageState.Expired, null, now);

    /// <summary>The person wants no messages.</summary>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="code">The provider's word for it; null when it was told to us.</param>
    public void OptOut(DateTimeOffset now, string? code = null) => End(MessageState.OptedOut, code, now);

    /// <summary>This channel cannot carry it; another message says the same.</summary>
    public void Replace(DateTimeOffset now) => End(MessageState.Replaced, null, now);

    /// <summary>The provider has it under this id, in this state.</summary>
    /// <param name="providerId">The provider's id.</param>
    /// <param name="said">Accepted, Sent, Delivered or Read.</param>
    /// <param name="now">The moment, UTC.</param>
    public void Take(string providerId, MessageState said, DateTimeOffset now)
    {
        ProviderId ??= providerId;
        LeaseUntil = null;
        Move(MessageWorkflow.Hear(State, said), null, now);
    }

    /// <summary>It was sent, and no answer came.</summary>
    public void Doubt(DateTimeOffset now)
    {
        if (Release())
        {
            NotBefore = now + DeliveryRules.LookUpAfter;
            Move(MessageState.MaybeSent, null, now);
        }
    }

    /// <summary>The provider was asked and does not have it: it can be sent.</summary>
    public void Miss(DateTimeOffset now)
    {
        if (Release())
        {
            NotBefore = now;
            Move(MessageState.Pending, null, now);
        }
    }

    /// <summary>The provider could not be asked for so long that nobody will ever know: a person has to see to it.</summary>
    public void GiveUpAsking(DateTimeOffset now) => End(MessageState.Failed, MessageStep.Unclear, now);

    /// <summary>The provider did not process what was asked; nothing has happened.</summary>
    /// <param name="notBefore">When to ask again, UTC.</param>
    public void PutBack(DateTimeOffset notBefore)
    {
        if (Release())
        {
            NotBefore = notBefore;
            State = State == MessageState.Sending ? MessageState.Pending : State;
        }
    }

    /// <summary>The provider refuses this attempt, or it did not arrive.</summary>
    /// <param name="code">The provider's code.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="jitter">From 0 to 1, for the wait.</param>
    /// <returns>What follows. <see cref="NextStep.UseSms"/> only where an SMS can still arrive in time.</returns>
    public NextStep Refuse(int code, DateTimeOffset now, double jitter)
    {
        var reason = code.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var problem = TwilioWords.ProblemOf(code);
        var next = DeliveryRules.After(problem, Channel, Attempt);
        var again = now + DeliveryRules.WaitAfter(Attempt, jitter);
        if (next == NextStep.TryAgain && again >= ExpiresAt)
        {
            next = Channel == Channel.WhatsApp ? NextStep.UseSms : NextStep.GiveUp;
        }

        if (next == NextStep.TryAgain)
        {
            Attempt++;
            NotBefore = again;
            LeaseUntil = null;
            Move(MessageState.Pending, reason, now, ProviderId);
            ProviderId = null;
            return next;
        }

        LeaseUntil = null;
        Move(next == NextStep.OptOut ? MessageState.OptedOut : MessageState.Failed, reason, now);
        return next == NextStep.UseSms && ExpiresAt <= now ? NextStep.GiveUp : next;
    }

    /// <summary>A word of the provider about an attempt: late, twice or out of order.</summary>
    /// <param name="attempt">The attempt it is about.</param>
    /// <param name="providerId">The provider's id.</param>
    /// <param name="said">What it says.</param>
    /// <param name="code">Its error, where it is one; 0 for none.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="jitter">From 0 to 1, for a wait.</param>
    /// <returns>What follows, or null when nothing does: the word is old, or good.</returns>
    public NextStep? Hear(int attempt, string providerId, MessageState said, int code, DateTimeOffset now, double jitter)
    {
        if (attempt != Attempt || (ProviderId ?? providerId) != providerId || MessageWorkflow.Hear(State, said) == State)
        {
            return null;
        }

        ProviderId = providerId;
        if (said != MessageState.Failed)
        {
            Take(providerId, said, now);
            return null;
        }

        if (State is MessageState.Delivered or MessageState.Read)
        {
            // It had arrived: noted, but nobody is told a second time.
            Move(MessageState.Failed, code.ToString(System.Globalization.CultureInfo.InvariantCulture), now);
            return NextStep.GiveUp;
        }

        return Refuse(code, now, jitter);
    }

    /// <summary>
    /// A member of staff sends it again: as the next attempt of the same message, so that it stays one for its event, person and
    /// channel. Whatever is still heard of an earlier attempt no longer counts.
    /// </summary>
    /// <param name="content">To whom and what, sealed anew.</param>
    /// <param name="expiresAt">Its new end, UTC, exclusive.</param>
    /// <param name="now">The moment, UTC.</param>
    public Result SendAgain(SealedMessage content, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        if (DeliveryRules.UrgencyOf(Event) == MessageUrgency.Code)
        {
            return MessageErrors.IsCode;
        }

        if (MessageWorkflow.GroupOf(State) != MessageGroup.NotArrived)
        {
            return MessageErrors.NotFailed;
        }

        (Recipient, Body, Variables, Parts) = (content.Recipient, content.Body, content.Variables, content.Parts);
        Attempt++;
        (NotBefore, ExpiresAt) = (now, expiresAt);
        Move(MessageState.Pending, MessageStep.SentAgain, now, ProviderId);
        (ProviderId, ErrorCode) = (null, null);
        return Result.Ok;
    }

    private bool Release()
    {
        LeaseUntil = MessageWorkflow.IsWaiting(State) ? null : LeaseUntil;
        return MessageWorkflow.IsWaiting(State);
    }

    private void End(MessageState state, string? code, DateTimeOffset now)
    {
        if (Release())
        {
            Move(state, code, now);
        }
    }

    private void Move(MessageState state, string? code, DateTimeOffset now, string? ended = null)
    {
        ErrorCode = code ?? ErrorCode;
        if (state == State && code is null)
        {
            return;
        }

        State = state;
        HandledAt = now;
        _steps.Add(new MessageStep(Id, state, now, code, ended));
    }
}

/// <summary>What is sealed in a message.</summary>
/// <param name="Recipient">Encrypted phone number.</param>
/// <param name="Body">Encrypted text.</param>
/// <param name="Parts">SMS segments of the text, or 1 for WhatsApp.</param>
/// <param name="Variables">Encrypted variables for a template, or null.</param>
public sealed record SealedMessage(byte[] Recipient, byte[] Body, short Parts = 1, byte[]? Variables = null);
