using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Applications;

/// <summary>A part that was noted, and whose note it replaced.</summary>
/// <param name="Already">True when this very command had been carried out before.</param>
/// <param name="ReplacedAt">When somebody else had noted the part, with the office's offset; null when nobody had.</param>
/// <param name="ReplacedName">Who that was; null when nobody, or nobody known any more.</param>
public sealed record PartTaken(bool Already, DateTimeOffset? ReplacedAt, string? ReplacedName);

/// <summary>
/// Notes one part of a recording as captured, or as excepted with a reason. Several operators note different parts at once; the same
/// part noted twice is the last one's, who is told whose note it replaced.
/// </summary>
public sealed class TakePart(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RecordApplicant;

    /// <summary>Which part of which recording.</summary>
    /// <param name="Register">The application.</param>
    /// <param name="Recording">The recording that the page showed.</param>
    /// <param name="Part">Which part.</param>
    /// <param name="Exception">Null when it was captured; otherwise a reason of the office's list as worded there, or own words.</param>
    /// <param name="Device">What the office calls the device; blank when there is none.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(RegisterNumber Register, Guid Recording, RecordingPart Part, string? Exception, string? Device, Guid CommandId);

    /// <summary>Returns whose note was replaced, if any.</summary>
    public async Task<Result<PartTaken>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        (DateTimeOffset? At, string? Name) replaced = (null, null);
        var done = await desk.DoAsync(
            Permission,
            new StepCommand(command.Register, null, command.CommandId),
            new ApplicationDesk.Trail(AuditVerbs.RecordingPartTaken, Detail: DetailOf(command.Part, command.Exception is not null), Subject: command.Recording),
            async (work, stop) =>
            {
                replaced = (null, null);
                var found = await OpenRecordings.FindAsync(work, command.Recording, stop);
                if (!found.TryGet(out var recording))
                {
                    return Result.Refused(found.Errors);
                }

                LocalizedText? why = null;
                if (command.Exception is { } words && !ReasonOf(words, work.Office.Office.Rules).TryGet(out why))
                {
                    return Result.Refused(ReasonOf(words, work.Office.Office.Rules).Errors);
                }

                if (recording.Steps.FirstOrDefault(s => s.Part == command.Part) is { } before && before.StaffId != work.Actor.StaffId)
                {
                    replaced = (work.Office.Local(before.At), await work.Db.Users.Where(u => u.Id == before.StaffId).Select(u => u.DisplayName).SingleOrDefaultAsync(stop));
                }

                return recording.Take(command.Part, why, string.IsNullOrWhiteSpace(command.Device) ? null : command.Device.Trim(), work.Actor, work.Now);
            },
            actor,
            ct);
        return done.TryGet(out var outcome) ? new PartTaken(outcome.Already, replaced.At, replaced.Name) : Result<PartTaken>.Refused(done.Errors);
    }

    /// <summary>How the trail names a part.</summary>
    internal static string DetailOf(RecordingPart part, bool excepted) => part.ToString().ToLowerInvariant() + (excepted ? " excepted" : "");

    private static Result<LocalizedText> ReasonOf(string words, OfficeRules rules)
    {
        if (rules.CaptureExceptions.FirstOrDefault(r => r.Indonesian == words) is { } listed)
        {
            return listed;
        }

        if (string.IsNullOrWhiteSpace(words))
        {
            return ApplicationErrors.ExceptionReasonRequired;
        }

        var clean = AuditReason.Clean(words);
        return clean.TryGet(out var own) ? new LocalizedText(own) : Result<LocalizedText>.Refused(clean.Errors);
    }
}
