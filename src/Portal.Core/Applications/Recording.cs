using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>The parts of a recording, in the order of the four stations.</summary>
public enum RecordingPart
{
    /// <summary>Station 1: the papers were looked at again with the person present.</summary>
    Dossier,

    /// <summary>Station 2: photo.</summary>
    Photo,

    /// <summary>Station 3: fingerprints.</summary>
    Fingerprints,

    /// <summary>Station 3: iris.</summary>
    Iris,

    /// <summary>Station 3: signature.</summary>
    Signature,

    /// <summary>Station 4: the data were read aloud and typed.</summary>
    Data,
}

/// <summary>
/// One visit to the recording station. It says that each part was captured, by whom and on which device, or why not; it
/// never holds a biometric (UU 27/2022: specific personal data).
/// </summary>
public sealed class Recording
{
    /// <summary>Largest number of characters of a device's name, inclusive.</summary>
    public const int LongestDevice = 40;

    private readonly List<RecordingStep> _steps = [];

    private Recording()
    {
    }

    /// <summary>Begins a recording. The database allows one unfinished recording per application.</summary>
    public Recording(Guid id, CardApplication application, DateOnly localDay, Actor actor, DateTimeOffset now)
    {
        Id = id;
        ApplicationId = application.Id;
        OfficeCode = application.OfficeCode;
        LocalDay = localDay;
        StartedAt = now;
        StartedBy = actor.StaffId;
        IsOpen = true;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; private set; }

    /// <summary>The office.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>The office's own calendar day on which it began.</summary>
    public DateOnly LocalDay { get; private set; }

    /// <summary>When it began, UTC.</summary>
    public DateTimeOffset StartedAt { get; private set; }

    /// <summary>Who began it.</summary>
    public Guid? StartedBy { get; private set; }

    /// <summary>When it was complete, UTC; null before, and for one that was given up.</summary>
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>True until it is completed or given up.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Row version.</summary>
    public uint Version { get; private set; }

    /// <summary>What was taken so far, at most one step per part.</summary>
    public IReadOnlyList<RecordingStep> Steps => _steps;

    /// <summary>True when every part is captured or excepted.</summary>
    public bool IsComplete => Enum.GetValues<RecordingPart>().All(part => _steps.Exists(s => s.Part == part));

    /// <summary>Everyone who took a part, without repetition.</summary>
    public IReadOnlyList<Guid> Staff => [.. _steps.Select(s => s.StaffId).OfType<Guid>().Distinct()];

    /// <summary>True for parts that a body may lack: only those can be excepted.</summary>
    public static bool IsBiometric(RecordingPart part) => part is RecordingPart.Photo or RecordingPart.Fingerprints or RecordingPart.Iris or RecordingPart.Signature;

    /// <summary>Notes a part as taken, or as excepted with a reason. Taking it again replaces the note.</summary>
    /// <param name="part">Which part.</param>
    /// <param name="exception">Why it could not be captured, from the office's list; null when it was.</param>
    /// <param name="device">What the office calls the device; at most <see cref="LongestDevice"/> characters, null when there is none.</param>
    /// <param name="actor">Who took it.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <returns><c>cannot_be_excepted</c> for papers and data; <c>device_name</c>; <c>application_wrong_state</c> once it is over.</returns>
    public Result Take(RecordingPart part, LocalizedText? exception, string? device, Actor actor, DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return ApplicationErrors.WrongState;
        }

        if (exception is not null && !IsBiometric(part))
        {
            return ApplicationErrors.CannotBeExcepted;
        }

        if (device is not null && (device.Length > LongestDevice || device.Any(char.IsControl)))
        {
            return ApplicationErrors.DeviceName(LongestDevice);
        }

        if (_steps.Find(s => s.Part == part) is { } before)
        {
            before.Replace(exception, device, actor.StaffId, now);
        }
        else
        {
            _steps.Add(new RecordingStep(Id, part, exception, device, actor.StaffId, now));
        }

        return Result.Ok;
    }

    /// <summary>Takes a mistaken note back.</summary>
    public Result TakeBack(RecordingPart part) => IsOpen && _steps.RemoveAll(s => s.Part == part) > 0 ? Result.Ok : ApplicationErrors.CannotUndo;

    /// <summary>Closes it once complete; the application follows with its own verb.</summary>
    public Result Complete(DateTimeOffset now)
    {
        if (!IsOpen)
        {
            return ApplicationErrors.WrongState;
        }

        if (!IsComplete)
        {
            return ApplicationErrors.RecordingIncomplete;
        }

        CompletedAt = now;
        IsOpen = false;
        return Result.Ok;
    }

    /// <summary>Somebody else answers for it from now on, or nobody in particular: every operator may go on where it stands.</summary>
    public void HandTo(Guid? staff) => StartedBy = IsOpen ? staff : StartedBy;

    /// <summary>Gives it up: the person left, or the power failed. What was taken stays on record.</summary>
    public Result GiveUp()
    {
        if (!IsOpen)
        {
            return ApplicationErrors.WrongState;
        }

        IsOpen = false;
        return Result.Ok;
    }
}

/// <summary>One part of a recording: that it was captured, by whom, when, on which device, or why not.</summary>
public sealed class RecordingStep
{
    private RecordingStep()
    {
    }

    internal RecordingStep(Guid recordingId, RecordingPart part, LocalizedText? exception, string? device, Guid? staffId, DateTimeOffset at)
    {
        RecordingId = recordingId;
        Part = part;
        Replace(exception, device, staffId, at);
    }

    /// <summary>The recording.</summary>
    public Guid RecordingId { get; private set; }

    /// <summary>Which part.</summary>
    public RecordingPart Part { get; private set; }

    /// <summary>Why it could not be captured; null when it was.</summary>
    public LocalizedText? Exception { get; private set; }

    /// <summary>On which device, in the office's own words; null when none was named.</summary>
    public string? Device { get; private set; }

    /// <summary>Who took it.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    internal void Replace(LocalizedText? exception, string? device, Guid? staffId, DateTimeOffset at) =>
        (Exception, Device, StaffId, At) = (exception, device, staffId, at);
}
