using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.IntegrationTests.Api;
using Portal.IntegrationTests.Support;
using Portal.Tests;
using Quartz;
using Quartz.Extensibility;

namespace Portal.IntegrationTests.Machines;

/// <summary>The scheduler itself; what its jobs do is tested with their use cases.</summary>
public sealed class JobsTests
{
    [Fact]
    public async Task Scheduler_Started_RunsEveryJobAndKeepsAMessage()
    {
        await using var portal = await PortalFactory.StartOnRunningClockAsync(("Portal:Jobs", "on"), ("PORTAL_DATA", TemporaryFolder.Create()));
        using var browser = portal.Browser();
        (await portal.PostAsync(await portal.BookingAsync(1))).Status.ShouldBe(HttpStatusCode.Created);

        var ready = await browser.GetFromJsonAsync<JsonNode>("/readyz");
        ready!["checks"]!["jobs"]!.GetValue<string>().ShouldBe("ok");
        await portal.EventuallyAsync(async db => (await db.Outbox.AsNoTracking().SingleAsync()).State == MessageState.Kept);
        await portal.EventuallyAsync(async _ =>
        {
            var runs = (await portal.Get<IExecutionHistoryStore>().QueryExecutions(new ExecutionHistoryQuery { SchedulerName = "portal" })).Items;
            runs.ShouldAllBe(r => r.Succeeded);
            return runs.Select(r => r.JobName).ToHashSet().SetEquals(["close-visits", "dispatch-messages", "fall-back-to-sms", "keep-paper", "lapse-applications", "purge-expired", "recompute-ranges", "remind-pickup", "seal-audit-trail", "send-centre-batches", "send-reminders", "sweep-expired-holds", "tell-shortage", "watchdog"]);
        });
    }

    [Fact]
    public async Task Scheduler_SwitchedOff_IsNotThere()
    {
        await using var portal = await PortalFactory.StartAsync();

        portal.Services.GetService(typeof(ISchedulerFactory)).ShouldBeNull();
    }
}
