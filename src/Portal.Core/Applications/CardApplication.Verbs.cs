using Portal.Core.Printing;
using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <content>What can happen to it. Every verb asks <see cref="ApplicationWorkflow"/> first and leaves a <see cref="StatusEntry"/>.</content>
public sealed partial class CardApplication
{
    /// <summary>The dossier is complete.</summary>
    public Result AcceptDossier(Actor actor, DateTimeOffset now) => Step(ApplicationVerb.AcceptDossier, actor, now);

    /// <summary>The dossier goes back; the resident reads what is missing. Appointment and number stay.</summary>
    public Result ReturnDossier(Reasons why, Actor actor, DateTimeOffset now) => Step(ApplicationVerb.ReturnDossier, actor, now, why);

    /// <summary>The recording is complete.</summary>
    /// <returns><c>recording_incomplete</c> while a part is neither captured nor excepted.</returns>
    public Result Record(Recording recording, Actor actor, DateTimeOffset now)
    {
        if (!recording.IsComplete)
        {
            return ApplicationErrors.RecordingIncomplete;
        }

        var done = Step(ApplicationVerb.Record, actor, now);
        if (done.Succeeded)
        {
            // Whoever says that it is complete answers for it as well.
            RecordedBy = [.. recording.Staff.Union(actor.StaffId is { } staff ? [staff] : [])];
            RecordedAt = now;
        }

        return done;
    }

    /// <summary>A second person confirms the data and that the photo belongs to the person.</summary>
    /// <param name="alone">True when whoever recorded acts alone, with a reason that is kept for a second person's review.</param>
    /// <param name="actor">Who confirms.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns><c>same_person</c> when the actor took part in the recording and does not act alone with a reason.</returns>
    public Result ConfirmData(bool alone, Actor actor, DateTimeOffset now)
    {
        if (Recorded(actor) && !alone)
        {
            return ApplicationErrors.SamePerson;
        }

        var done = Step(ApplicationVerb.ConfirmData, actor, now);
        if (done.Succeeded)
        {
            // A batch that an earlier recording went out in, or was left out of, is none of this one's.
            CentreBatchId = null;
        }

        return done;
    }

    /// <summary>A second person sends the recording back; the resident is asked to come again.</summary>
    /// <returns><c>same_person</c> when the actor took part in the recording and does not act alone with a reason.</returns>
    public Result ReturnRecording(Reasons why, bool alone, Actor actor, DateTimeOffset now) =>
        Recorded(actor) && !alone ? ApplicationErrors.SamePerson : Step(ApplicationVerb.ReturnRecording, actor, now, why);

    /// <summary>True when this member of staff took part in the recording.</summary>
    public bool Recorded(Actor actor) => actor.StaffId is { } staff && RecordedBy.Contains(staff);

    /// <summary>Puts the verified record into a batch that waits to be sent. The confirmation before it cannot be taken back any more.</summary>
    /// <returns><c>application_wrong_state</c> unless it is verified and in no batch.</returns>
    public Result JoinCentreBatch(Guid batch, DateTimeOffset now)
    {
        if (State != ApplicationState.Verified || CentreBatchId is not null)
        {
            return ApplicationErrors.WrongState;
        }

        CentreBatchId = batch;
        (UndoTo, UndoSince) = (null, null);
        Touch(now);
        return Result.Ok;
    }

    /// <summary>Takes the record out of a batch that the centre did not accept it from; it waits for another batch.</summary>
    public void LeaveCentreBatch(DateTimeOffset now)
    {
        if (State == ApplicationState.Verified)
        {
            CentreBatchId = null;
            Touch(now);
        }
    }

    /// <summary>The record went out to the centre in a batch.</summary>
    public Result SendToCentre(Guid batch, Actor actor, DateTimeOffset now)
    {
        var done = Step(ApplicationVerb.SendToCentre, actor, now);
        if (done.Succeeded)
        {
            CentreBatchId = batch;
        }

        return done;
    }

    /// <summary>What the centre says, on its own word or by phone, with the time it gives.</summary>
    /// <param name="outcome">What it says.</param>
    /// <param name="source">Imported, or told by phone.</param>
    /// <param name="at">The time the centre gives, UTC; not in the future. It is the card's time in the print order.</param>
    /// <param name="actor">Who brings the word.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns><c>reported_time</c> when <paramref name="at"/> lies in the future.</returns>
    public Result ReportFromCentre(CentreOutcome outcome, StatusSource source, DateTimeOffset at, Actor actor, DateTimeOffset now)
    {
        if (at > now)
        {
            return ApplicationErrors.ReportedTime;
        }

        var verb = outcome switch
        {
            CentreOutcome.PrintReady => ApplicationVerb.ReportPrintReady,
            CentreOutcome.Duplicate => ApplicationVerb.ReportDuplicate,
            CentreOutcome.Failed => ApplicationVerb.ReportFailed,
        };
        var done = Step(verb, actor, now, source: source, at: at);
        if (done.Succeeded && outcome == CentreOutcome.PrintReady)
        {
            PrintReadyAt = at;
        }

        return done;
    }

    /// <summary>A supervisor has it sent to the centre again, in a batch of its own.</summary>
    public Result SendAgain(Guid batch, Reasons why, Actor actor, DateTimeOffset now)
    {
        var done = Step(ApplicationVerb.SendAgain, actor, now, why);
        if (done.Succeeded)
        {
            CentreBatchId = batch;
        }

        return done;
    }

    /// <summary>A supervisor has it recorded again; the resident is asked to come.</summary>
    public Result RecordAgain(Reasons why, Actor actor, DateTimeOffset now) => Step(ApplicationVerb.RecordAgain, actor, now, why);

    /// <summary>A supervisor refuses it; the resident reads why.</summary>
    public Result Reject(Reasons why, Actor actor, DateTimeOffset now) => Step(ApplicationVerb.Reject, actor, now, why);

    /// <summary>Puts it into a priority class of the office, or back among all others.</summary>
    /// <param name="priority">The class; null takes it out again.</param>
    /// <param name="now">The moment, UTC.</param>
    public Result Prioritise(PriorityClass? priority, DateTimeOffset now)
    {
        if (ApplicationWorkflow.Next(State, ApplicationVerb.Reject) is null)
        {
            return ApplicationErrors.WrongState;
        }

        Priority = priority?.Code;
        // A spoiled card stays at the front, whatever else is decided.
        PrintClass = PrintClass == PrintOrder.Front ? PrintOrder.Front : priority?.Rank ?? PrintOrder.Normal;
        Touch(now);
        return Result.Ok;
    }

    /// <summary>The card goes to the printer; the caller has reserved a blank for it.</summary>
    public Result StartPrinting(Actor actor, DateTimeOffset now) => Step(ApplicationVerb.StartPrinting, actor, now);

    /// <summary>It came out of the printer; the caller draws the reserved blank.</summary>
    public Result FinishPrinting(Actor actor, DateTimeOffset now) => Step(ApplicationVerb.FinishPrinting, actor, now);

    /// <summary>The card is spoiled: to the front of the order with its old time; the caller writes the blank off.</summary>
    public Result SpoilCard(Reasons why, Actor actor, DateTimeOffset now) => ToTheFront(Step(ApplicationVerb.SpoilCard, actor, now, why));

    /// <summary>It was not printed after all, and keeps its place; the caller returns the blank.</summary>
    public Result StopPrinting(Actor actor, DateTimeOffset now) => Step(ApplicationVerb.StopPrinting, actor, now);

    /// <summary>The Dinas or the centre printed and shipped it.</summary>
    public Result ShipFromElsewhere(Guid bundle, StatusSource source, DateTimeOffset at, Actor actor, DateTimeOffset now)
    {
        if (at > now)
        {
            return ApplicationErrors.ReportedTime;
        }

        var done = Step(ApplicationVerb.ShipFromElsewhere, actor, now, source: source, at: at);
        if (done.Succeeded)
        {
            BundleId = bundle;
        }

        return done;
    }

    /// <summary>It was in the bundle that was counted.</summary>
    public Result ReceiveCard(Actor actor, DateTimeOffset now) => Step(ApplicationVerb.ReceiveCard, actor, now);

    /// <summary>It was not in the bundle: back to waiting, with its old time in the order.</summary>
    public Result MissInBundle(Actor actor, DateTimeOffset now)
    {
        var done = Step(ApplicationVerb.MissInBundle, actor, now);
        if (done.Succeeded)
        {
            BundleId = null;
        }

        return done;
    }

    /// <summary>The printed card is good: the holder may come.</summary>
    public Result PassQuality(Actor actor, DateTimeOffset now) => Step(ApplicationVerb.PassQuality, actor, now);

    /// <summary>The printed card is not good: to the front of the order with its old time; the caller writes the blank off.</summary>
    public Result FailQuality(Reasons why, Actor actor, DateTimeOffset now) => ToTheFront(Step(ApplicationVerb.FailQuality, actor, now, why));

    /// <summary>Handed over.</summary>
    public Result HandOver(Actor actor, DateTimeOffset now) => Step(ApplicationVerb.HandOver, actor, now);

    /// <summary>Withdraws it. Refused once printing has begun or it has ended.</summary>
    public Result Cancel(Actor actor, DateTimeOffset now) => End(ApplicationVerb.Cancel, actor, now);

    /// <summary>Ends it because the NIK was used by somebody else, so that its owner can book.</summary>
    public Result FreeNik(Actor actor, DateTimeOffset now) => End(ApplicationVerb.FreeNik, actor, now);

    /// <summary>Ends it after a time without activity.</summary>
    public Result Lapse(Actor actor, DateTimeOffset now) => End(ApplicationVerb.Lapse, actor, now);

    /// <summary>Takes the last step back: only by whoever made it, within <see cref="ApplicationWorkflow.UndoFor"/>.</summary>
    public Result Undo(Actor actor, DateTimeOffset now)
    {
        if (!CanUndo(actor, now))
        {
            return ApplicationErrors.CannotUndo;
        }

        var (state, since) = (UndoTo!.Value, UndoSince!.Value);
        Enter(state, ApplicationVerb.Undo, StatusSource.Office, actor, null, now, now);
        // It has waited since before the mistake, and its age in the queue says so.
        StateSince = since;
        return Result.Ok;
    }

    /// <summary>True while this actor may take the last step back.</summary>
    public bool CanUndo(Actor actor, DateTimeOffset now) =>
        UndoTo is not null && actor.StaffId is { } staff && staff == LastStepBy && now - StateSince <= ApplicationWorkflow.UndoFor;

    /// <summary>Puts an application of the office's old list where it stands there; right after registering it, once.</summary>
    /// <param name="state">SentToCentre, PrintReady or ReadyForPickup.</param>
    /// <param name="since">Since when, UTC; not in the future. For PrintReady it is the time in the print order.</param>
    /// <param name="actor">Who imports.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns><c>application_wrong_state</c> for another state or a second time; <c>reported_time</c> for a time to come.</returns>
    public Result PlaceFromBacklog(ApplicationState state, DateTimeOffset since, Actor actor, DateTimeOffset now)
    {
        if (State != ApplicationState.Submitted || _history.Count > 1 || state is not (ApplicationState.SentToCentre or ApplicationState.PrintReady or ApplicationState.ReadyForPickup))
        {
            return ApplicationErrors.WrongState;
        }

        if (since > now)
        {
            return ApplicationErrors.ReportedTime;
        }

        Enter(state, null, StatusSource.Office, actor, null, since, now);
        PrintReadyAt = state == ApplicationState.SentToCentre ? null : since;
        return Result.Ok;
    }

    private Result ToTheFront(Result done)
    {
        PrintClass = done.Succeeded ? PrintOrder.Front : PrintClass;
        return done;
    }

    // To somebody who withdraws or clears up, "closed" says more than "wrong state".
    private Result End(ApplicationVerb verb, Actor actor, DateTimeOffset now) =>
        ApplicationWorkflow.Next(State, verb) is null ? ApplicationErrors.Closed : Step(verb, actor, now);

    private Result Step(ApplicationVerb verb, Actor actor, DateTimeOffset now, Reasons? why = null, StatusSource source = StatusSource.Office, DateTimeOffset? at = null)
    {
        if (ApplicationWorkflow.Next(State, verb) is not { } next)
        {
            return ApplicationErrors.WrongState;
        }

        var (from, since) = (State, StateSince);
        Enter(next, verb, source, actor, why, at ?? now, now);
        if (ApplicationWorkflow.RowOf(verb)!.CanBeUndone)
        {
            (UndoTo, UndoSince) = (from, since);
        }

        return Result.Ok;
    }

    private void Enter(ApplicationState state, ApplicationVerb? verb, StatusSource source, Actor? actor, Reasons? why, DateTimeOffset at, DateTimeOffset now)
    {
        State = state;
        StateSince = at;
        StateSource = source;
        ActiveAt = now;
        IsOpen = ApplicationWorkflow.IsOpen(state);
        LastStepBy = actor?.StaffId;
        (UndoTo, UndoSince) = (null, null);
        _history.Add(new StatusEntry(Id, state, verb, source, actor, why, at, now));
    }
}
