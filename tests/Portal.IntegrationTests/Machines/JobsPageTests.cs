using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Jobs;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;
using Portal.Tests;
using Portal.Web.Features.Staff.Jobs;

namespace Portal.IntegrationTests.Machines;

/// <summary>What administrators see of the scheduler, and what they may do to it.</summary>
public sealed class JobsPageTests
{
    private const string Job = "tell-shortage";
    private static readonly Actor s_admin = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);

    [Fact]
    public async Task Jobs_PausedRunAndResumed_AreShownAndInTheTrail()
    {
        await using var portal = await PortalFactory.StartOnRunningClockAsync(("Portal:Jobs", "on"), ("PORTAL_DATA", TemporaryFolder.Create()));
        await portal.EventuallyAsync(async _ => await LineAsync(portal) is { Last: not null, RunningSince: null });
        var before = await LineAsync(portal);
        (before.IsPaused, before.Failure, before.Next.HasValue).ShouldBe((false, null, true));

        (await portal.Get<PauseJob>().ExecuteAsync(new(Job, "ya", Guid.NewGuid()), s_admin, default)).Error.Code.ShouldBe("reason_required");
        var pause = new PauseJob.Command(Job, "stok sedang diperiksa", Guid.NewGuid());
        (await portal.Get<PauseJob>().ExecuteAsync(pause, s_admin, default)).Succeeded.ShouldBeTrue();
        (await portal.Get<PauseJob>().ExecuteAsync(pause, s_admin, default)).Succeeded.ShouldBeTrue();
        var paused = await LineAsync(portal);
        (paused.IsPaused, paused.Next).ShouldBe((true, null));

        (await portal.Get<RunJob>().ExecuteAsync(new(Job, Guid.NewGuid()), s_admin, default)).Succeeded.ShouldBeTrue();
        await portal.EventuallyAsync(async _ => (await portal.Get<ViewJobs>().ExecuteAsync(new(Job), s_admin, default)).Value.Runs.Any(r => r is { ByHand: true, Failure: null }));
        (await portal.Get<ResumeJob>().ExecuteAsync(new(Job, Guid.NewGuid()), s_admin, default)).Succeeded.ShouldBeTrue();
        (await LineAsync(portal)).IsPaused.ShouldBeFalse();
        (await portal.Get<RunJob>().ExecuteAsync(new("no-such-job", Guid.NewGuid()), s_admin, default)).Error.Code.ShouldBe("job_unknown");

        await using var db = portal.OpenDb();
        (await db.AuditEvents.Where(e => e.Detail == Job).OrderBy(e => e.Id).Select(e => e.Verb).ToListAsync()).ShouldBe([AuditVerbs.JobPaused, AuditVerbs.JobRun, AuditVerbs.JobResumed]);
    }

    [Fact]
    public async Task Page_EveryJob_IsNamedAndExplained_AndASupervisorOnlyLooks()
    {
        await using var portal = await PortalFactory.StartOnRunningClockAsync(("Portal:Jobs", "on"), ("PORTAL_DATA", TemporaryFolder.Create()));
        var texts = portal.Get<IStringLocalizer<JobsTexts>>();
        var jobs = (await portal.Get<ViewJobs>().ExecuteAsync(new(), s_admin, default)).Value.Jobs;
        jobs.Count.ShouldBeGreaterThan(5);
        jobs.Where(j => texts[$"Job.{j.Name}"].ResourceNotFound || texts[$"About.{j.Name}"].ResourceNotFound).Select(j => j.Name).ShouldBeEmpty();

        var camat = await StaffBrowser.SignedInAsync(portal, "camat", StaffRole.Supervisor, Scope.Of(House.Pulomerak));
        await camat.GetAsync("/petugas/pekerjaan");
        camat.Page.QuerySelectorAll("tr[data-job]").Length.ShouldBe(jobs.Count);
        camat.Page.QuerySelectorAll("main table button").ShouldBeEmpty();
        var admin = await StaffBrowser.SignedInAsync(portal, "admin-uji", StaffRole.Admin, Scope.Installation);
        await admin.GetAsync("/petugas/pekerjaan");
        admin.Page.QuerySelectorAll("main table button").Length.ShouldBe(jobs.Count * 2);
    }

    [Fact]
    public async Task Page_SchedulerOff_SaysSo()
    {
        await using var portal = await PortalFactory.StartAsync();
        var camat = await StaffBrowser.SignedInAsync(portal, "camat", StaffRole.Supervisor, Scope.Of(House.Pulomerak));

        await camat.GetAsync("/petugas/pekerjaan");

        camat.Page.QuerySelector("[role=status]")!.TextContent.ShouldContain("Penjadwal dimatikan");
    }

    private static async Task<JobLine> LineAsync(PortalFactory portal) =>
        (await portal.Get<ViewJobs>().ExecuteAsync(new(), s_admin, default)).Value.Jobs.Single(j => j.Name == Job);
}
