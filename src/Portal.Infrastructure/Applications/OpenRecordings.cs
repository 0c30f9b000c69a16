using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;

namespace Portal.Infrastructure.Applications;

/// <summary>Finds the recording that a page works on.</summary>
internal static class OpenRecordings
{
    /// <summary>
    /// The open recording, or <c>application_wrong_state</c>: a colleague has closed it, or the application has ended meanwhile. The
    /// application is locked, and nobody touches a recording without that lock: operators at several stations wait for each other for
    /// a moment instead of refusing each other.
    /// </summary>
    public static async Task<Result<Recording>> FindAsync(ApplicationDesk.Work work, Guid id, CancellationToken ct)
    {
        var recording = await work.Db.Recordings.Include(r => r.Steps).SingleOrDefaultAsync(r => r.Id == id && r.ApplicationId == work.Application.Id && r.IsOpen, ct);
        return recording is null || ApplicationWorkflow.Next(work.Application.State, ApplicationVerb.Record) is null ? ApplicationErrors.WrongState : recording;
    }
}
