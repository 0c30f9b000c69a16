using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>What one word of the centre does to an application.</summary>
public enum CentreWordEffect
{
    /// <summary>It moves the application.</summary>
    Moves,

    /// <summary>It is kept and moves nothing: the record is on its way, the word is older than what stands, or the office prints itself.</summary>
    Noted,
}

/// <summary>One word of the centre about one application: the same rules whether it is typed or read from a file.</summary>
/// <param name="Status">The national status, as <see cref="CentreStatus.Canonical"/> writes it.</param>
/// <param name="Source">On whose word.</param>
/// <param name="At">The time the centre gives, UTC.</param>
public sealed record CentreWord(string Status, StatusSource Source, DateTimeOffset At)
{
    /// <summary>Lets the word take effect.</summary>
    /// <param name="application">The application.</param>
    /// <param name="printsHere">False for an office whose cards are printed elsewhere.</param>
    /// <param name="calendar">The office's calendar: a time told as a day alone is compared by day.</param>
    /// <param name="bundle">The bundle for a card shipped on that day; asked for only where one was.</param>
    /// <param name="actor">Who brings the word.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns>The effect; or <c>centre_status_unknown</c>, <c>reported_time</c>, <c>centre_not_sent_yet</c>, <c>centre_before_sent</c>, <c>centre_contradiction</c>.</returns>
    public Result<CentreWordEffect> ApplyTo(CardApplication application, bool printsHere, OfficeCalendar calendar, Func<Guid> bundle, Actor actor, DateTimeOffset now)
    {
        if (CentreStatus.MeaningOf(Status) is not { } meaning)
        {
            return CentreErrors.StatusUnknown;
        }

        if (At > now)
        {
            return ApplicationErrors.ReportedTime;
        }

        if (meaning.Outcome is null && (!meaning.PrintedElsewhere || printsHere))
        {
            return CentreWordEffect.Noted;
        }

        if (!application.IsOpen)
        {
            return CentreWordEffect.Noted;
        }

        var withCentre = application.State is ApplicationState.SentToCentre or ApplicationState.DuplicateFound or ApplicationState.CentreFailed;
        if (!withCentre && application.State != ApplicationState.PrintReady)
        {
            return ApplicationWorkflow.AwaitsRecording(application.State) || application.State is ApplicationState.Recorded or ApplicationState.Verified
                ? CentreErrors.NotSentYet
                : CentreWordEffect.Noted;
        }

        var (day, since) = (calendar.LocalDay(At), calendar.LocalDay(application.StateSince));
        if (application.State == ApplicationState.SentToCentre)
        {
            if (day < since)
            {
                return CentreErrors.BeforeSent;
            }
        }
        else if (day < since || (At <= application.StateSince && At != calendar.InstantOf(day, TimeOnly.MinValue)))
        {
            return CentreWordEffect.Noted;
        }

        return meaning.Outcome is { } outcome ? Report(application, outcome, actor, now) : Ship(application, withCentre, bundle, actor, now);
    }

    private Result<CentreWordEffect> Report(CardApplication application, CentreOutcome outcome, Actor actor, DateTimeOffset now)
    {
        var there = outcome switch
        {
            CentreOutcome.PrintReady => ApplicationState.PrintReady,
            CentreOutcome.Duplicate => ApplicationState.DuplicateFound,
            CentreOutcome.Failed => ApplicationState.CentreFailed,
        };
        if (application.State == there)
        {
            return CentreWordEffect.Noted;
        }

        return application.State == ApplicationState.PrintReady
            ? CentreErrors.Contradiction
            : Effect(application.ReportFromCentre(outcome, Source, At, actor, now));
    }

    private Result<CentreWordEffect> Ship(CardApplication application, bool withCentre, Func<Guid> bundle, Actor actor, DateTimeOffset now)
    {
        // Whatever was printed had been ready before, though nobody said when.
        var ready = withCentre ? application.ReportFromCentre(CentreOutcome.PrintReady, Source, At, actor, now) : Result.Ok;
        return Effect(ready.Succeeded ? application.ShipFromElsewhere(bundle(), Source, At, actor, now) : ready);
    }

    private static Result<CentreWordEffect> Effect(Result done) => done.Succeeded ? CentreWordEffect.Moves : Result<CentreWordEffect>.Refused(done.Errors);
}
