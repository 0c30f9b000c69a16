using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Printing;

namespace Portal.E2E.Pages;

/// <summary>Brings people past the data centre, so that a test begins at the printer.</summary>
internal static class PrintOrderSteps
{
    /// <summary>Somebody other than whoever recorded.</summary>
    private static readonly Actor s_second = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Operator, Scope.Of(OfficeCode.Parse("36.72.03").Value))]);

    /// <summary>Somebody whose record is at the centre. Returns the register number.</summary>
    public static async Task<string> BringToCentreAsync(this DeskWorld world, string name)
    {
        var register = await world.BringToCheckAsync(name);
        await world.StepAsync(register, (application, now) => application.ConfirmData(alone: false, s_second, now));
        await world.StepAsync(register, (application, now) => application.SendToCentre(world.CentreBatch, s_second, now));
        return register;
    }

    /// <summary>The centre says print-ready, a minute after what it said last.</summary>
    public static Task BecomePrintReadyAsync(this DeskWorld world, string register)
    {
        world.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        return world.StepAsync(register, (application, now) => application.ReportFromCentre(CentreOutcome.PrintReady, StatusSource.Centre, now, s_second, now));
    }

    /// <summary>The office works by other rules from now on.</summary>
    public static async Task ChangeRulesAsync(this DeskWorld world, Func<OfficeRules, OfficeRules> change)
    {
        await using var db = world.Portal.OpenDb();
        var office = await db.Offices.SingleAsync(o => o.Code == OfficeCode.Parse("36.72.03").Value);
        office.ChangeRules(change(office.Rules));
        await db.SaveChangesAsync();
        world.Portal.Get<OfficeDirectory>().Invalidate();
    }

    /// <summary>The work that runs every few minutes: when each card is expected.</summary>
    public static async Task RecomputeRangesAsync(this DeskWorld world) =>
        (await world.Portal.Get<RecomputeRanges>().ExecuteAsync(Actor.System, CancellationToken.None)).Succeeded.ShouldBeTrue();

    private static async Task StepAsync(this DeskWorld world, string register, Func<CardApplication, DateTimeOffset, Result> step)
    {
        await using var db = world.Portal.OpenDb();
        var number = RegisterNumber.Parse(register).Value;
        step(await db.Applications.SingleAsync(a => a.Register == number), world.Portal.Time.GetUtcNow()).Succeeded.ShouldBeTrue();
        await db.SaveChangesAsync();
    }
}
