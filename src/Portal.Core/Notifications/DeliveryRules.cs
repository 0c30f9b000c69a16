using Portal.Core.Applications;
using Portal.Core.Privacy;

namespace Portal.Core.Notifications;

/// <summary>What happens next with a message that was refused or did not arrive.</summary>
public enum NextStep
{
    /// <summary>The same again, after <see cref="DeliveryRules.WaitAfter"/>.</summary>
    TryAgain,

    /// <summary>It ends here, and an SMS says the same.</summary>
    UseSms,

    /// <summary>It ends here, and a person has to see to it.</summary>
    GiveUp,

    /// <summary>It ends here, because the person wants no messages.</summary>
    OptOut,
}

/// <summary>In which order messages leave.</summary>
public enum MessageUrgency : short
{
    /// <summary>One-time codes: somebody sits and waits. They leave at night, too.</summary>
    Code = 0,

    /// <summary>What the resident has just done, or should hear of before acting.</summary>
    Soon = 1,

    /// <summary>Everything else.</summary>
    Ordinary = 2,

    /// <summary>What an office writes to many: it never stands before what concerns one person.</summary>
    Broadcast = 3,
}

/// <summary>How long, how often and in which order messages are tried.</summary>
public static class DeliveryRules
{
    /// <summary>How long a message is tried where nothing ends it sooner.</summary>
    public static readonly TimeSpan TriedFor = TimeSpan.FromHours(72);

    /// <summary>How long after an answer that never came the provider is asked: its own list needs a moment, too.</summary>
    public static readonly TimeSpan LookUpAfter = TimeSpan.FromSeconds(20);

    /// <summary>How long a message that may have been sent is looked up beyond its end, before a person has to see to it.</summary>
    public static readonly TimeSpan LookedUpFor = TimeSpan.FromHours(24);

    private const int TriesWhenUnreachable = 3;
    private const int TriesWhenUnknown = 6;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);
    private static readonly TimeSpan CodeFallsBackAfter = TimeSpan.FromMinutes(1);

    /// <summary>How urgent a message is.</summary>
    public static MessageUrgency UrgencyOf(MessageEvent messageEvent) => messageEvent switch
    {
        MessageEvent.OneTimeCode or MessageEvent.DelegateCode => MessageUrgency.Code,
        MessageEvent.BookingConfirmed or MessageEvent.BookingMoved or MessageEvent.BookingCancelled or MessageEvent.LinkSent or MessageEvent.ContactChanged
            or MessageEvent.DayClosed or MessageEvent.VisitWithdrawn or MessageEvent.CardCollected or MessageEvent.BookingReminder or MessageEvent.Corrected or MessageEvent.DuplicateFound => MessageUrgency.Soon,
        MessageEvent.DossierReturned or MessageEvent.Recorded or MessageEvent.RecordAgain or MessageEvent.Rejected or MessageEvent.BlangkoOut or MessageEvent.WaveServed
            or MessageEvent.RangeLater or MessageEvent.CardReady or MessageEvent.PickupReminder => MessageUrgency.Ordinary,
        MessageEvent.Broadcast => MessageUrgency.Broadcast,
    };

    /// <summary>When a message is dropped if it could not be sent, exclusive: a code with its life, news of an appointment at its start, the rest after <see cref="TriedFor"/>.</summary>
    /// <param name="messageEvent">What it is about.</param>
    /// <param name="now">When it is written.</param>
    /// <param name="start">The appointment it tells of, or null. One that has begun limits nothing: the news is then about something else.</param>
    public static DateTimeOffset ExpiryOf(MessageEvent messageEvent, DateTimeOffset now, DateTimeOffset? start)
    {
        if (UrgencyOf(messageEvent) == MessageUrgency.Code)
        {
            return now + OneTimeCode.Life;
        }

        var end = now + TriedFor;
        return start is { } begins && begins > now && begins < end ? begins.ToUniversalTime() : end;
    }

    /// <summary>How long a WhatsApp message may be under way before an SMS says the same.</summary>
    /// <param name="messageEvent">What it is about.</param>
    /// <param name="usual">The installation's setting; a code cannot wait so long.</param>
    public static TimeSpan FallBackAfter(MessageEvent messageEvent, TimeSpan usual) =>
        UrgencyOf(messageEvent) == MessageUrgency.Code && usual > CodeFallsBackAfter ? CodeFallsBackAfter : usual;

    /// <summary>What follows a problem.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="channel">The channel it came on.</param>
    /// <param name="attempt">Which attempt met it, from 1.</param>
    public static NextStep After(DeliveryProblem problem, Channel channel, int attempt)
    {
        var elsewhere = channel == Channel.WhatsApp ? NextStep.UseSms : NextStep.GiveUp;
        return problem switch
        {
            DeliveryProblem.OptedOut => NextStep.OptOut,
            DeliveryProblem.BadNumber => NextStep.GiveUp,
            DeliveryProblem.UseTemplate or DeliveryProblem.NotOnWhatsApp or DeliveryProblem.OurTemplateIsWrong => elsewhere,
            DeliveryProblem.Unreachable => attempt < TriesWhenUnreachable ? NextStep.TryAgain : elsewhere,
            // Whoever is told to slow down is never told no: the message's own end is the only limit.
            DeliveryProblem.TooFast => NextStep.TryAgain,
            DeliveryProblem.Unknown => attempt < TriesWhenUnknown ? NextStep.TryAgain : elsewhere,
        };
    }

    /// <summary>How long to wait after a failed attempt: half a minute, then four times as long each time, two hours at most; a quarter more or less, so that a wave does not come back as one.</summary>
    /// <param name="attempt">Which attempt failed, from 1.</param>
    /// <param name="jitter">From 0 to 1.</param>
    public static TimeSpan WaitAfter(int attempt, double jitter)
    {
        var wait = FirstWait * Math.Pow(4, Math.Clamp(attempt - 1, 0, 10));
        return (wait < LongestWait ? wait : LongestWait) * (0.75 + (jitter / 2));
    }
}
