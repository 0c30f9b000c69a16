using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>What is noted of a part.</summary>
/// <param name="Exception">Why it could not be captured; null when it was.</param>
/// <param name="Device">On which device; null when none was named.</param>
/// <param name="Staff">Who noted it.</param>
/// <param name="StaffName">Their name; null when the account is gone.</param>
/// <param name="At">When, with the office's offset.</param>
public sealed record PartNote(LocalizedText? Exception, string? Device, Guid? Staff, string? StaffName, DateTimeOffset At);

/// <summary>A recording as its pages show it; times carry the office's offset.</summary>
/// <param name="Id">Its id.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="StartedBy">Who began it; null when the account is gone.</param>
/// <param name="CompletedAt">When it was complete; null before.</param>
/// <param name="IsComplete">True when every part is captured or excepted.</param>
/// <param name="Time">How long it has taken.</param>
/// <param name="Parts">What is noted so far.</param>
public sealed record RecordingLine(Guid Id, DateTimeOffset StartedAt, string? StartedBy, DateTimeOffset? CompletedAt, bool IsComplete, RecordingTime Time, IReadOnlyDictionary<RecordingPart, PartNote> Parts);

/// <summary>Reads recordings for the pages.</summary>
internal static class RecordingReader
{
    /// <summary>The open recording, or the last complete one of somebody who is not to be recorded now; null where there is neither.</summary>
    public static async Task<RecordingLine?> ReadAsync(PortalDbContext db, CardApplication application, OfficeEntry office, DateTimeOffset now, CancellationToken ct)
    {
        var open = ApplicationWorkflow.Next(application.State, ApplicationVerb.Record) is not null;
        var recording = await db.Recordings.AsNoTracking().Include(r => r.Steps)
            .Where(r => r.ApplicationId == application.Id && (open ? r.IsOpen : r.CompletedAt != null))
            .OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync(ct);
        if (recording is null)
        {
            return null;
        }

        var people = recording.Staff.Append(recording.StartedBy ?? Guid.Empty).ToList();
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        string? Name(Guid? staff) => staff is { } id ? names.GetValueOrDefault(id) : null;
        return new RecordingLine(
            recording.Id,
            office.Local(recording.StartedAt),
            Name(recording.StartedBy),
            recording.CompletedAt is { } completed ? office.Local(completed) : null,
            recording.IsComplete,
            RecordingTime.Of(recording.StartedAt, recording.CompletedAt, office.Office.Rules.RecordingMinutes, now),
            recording.Steps.ToDictionary(s => s.Part, s => new PartNote(s.Exception, s.Device, s.StaffId, Name(s.StaffId), office.Local(s.At))));
    }
}
