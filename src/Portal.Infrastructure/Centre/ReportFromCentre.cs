using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Infrastructure.Centre;

/// <summary>Enters what the centre says about one application: read off SIAK, or told by phone and labelled so.</summary>
public sealed class ReportFromCentre(ApplicationDesk desk, StepMessages messages) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReportFromCentre;

    /// <summary>What was said.</summary>
    /// <param name="Step">Which application.</param>
    /// <param name="Status">The national status.</param>
    /// <param name="Source">The centre's own word, or told by phone.</param>
    /// <param name="Day">The day the centre gives, in the office's own time.</param>
    /// <param name="Clock">The time of that day; null where only the day is known.</param>
    public sealed record Command(StepCommand Step, string Status, StatusSource Source, DateOnly? Day, TimeOnly? Clock);

    /// <summary>Lets the word take effect; said before, it is noted once.</summary>
    public async Task<Result<StepOutcome>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        var status = CentreStatus.Canonical(command.Status);
        return await desk.DoAsync(Permission, command.Step, new(AuditVerbs.CentreReported, Detail: CentreStatus.MeaningOf(status) is null ? null : status), async (work, stop) =>
        {
            if (command.Day is not { } day)
            {
                return ApplicationErrors.ReportedDayMissing;
            }

            var (application, office) = (work.Application, work.Office);
            var word = new CentreWord(status, command.Source, office.Calendar.InstantOf(day, command.Clock ?? TimeOnly.MinValue).ToUniversalTime());
            if (await work.Db.CentreReports.AnyAsync(r => r.ApplicationId == application.Id && r.Status == word.Status && r.At == word.At, stop))
            {
                return CentreErrors.SaidBefore;
            }

            var shipped = new Bundle(Guid.CreateVersion7(work.Now), office.Code, null, day, actor, work.Now);
            var open = await work.Db.Bundles.Where(b => b.OfficeCode == office.Code && b.ReceivedAt == null && b.DeliveryNote == null && b.ShippedOn == day).OrderBy(b => b.NotedAt).Select(b => (Guid?)b.Id).FirstOrDefaultAsync(stop);
            var done = word.ApplyTo(application, office.Rules.PrintsHere, office.Calendar, () => open ?? Add(work, shipped), actor, work.Now);
            if (!done.Succeeded)
            {
                return Result.Refused(done.Errors);
            }

            work.Db.CentreReports.Add(new CentreReport(application.Id, office.Code, word.Status, word.Source, word.At, null, actor, work.Now));
            if (done.Value == CentreWordEffect.Moves && application.State == ApplicationState.DuplicateFound)
            {
                messages.Add(work.Db, application, office, MessageEvent.DuplicateFound, CentreImporter.DuplicateKey(word), work.Now);
            }

            return Result.Ok;
        }, actor, ct);
    }

    private static Guid Add(ApplicationDesk.Work work, Bundle bundle)
    {
        work.Db.Bundles.Add(bundle);
        return bundle.Id;
    }
}
