using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Applications;

public sealed class LapseApplicationsTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Lapse_SilentForNinetyDays_EndsAndFreesTheNik()
    {
        var person = House.Person(1);
        (await _house.BookAsync(person, (await _house.SlotsAsync())[0].Start)).Succeeded.ShouldBeTrue();
        _house.Time.Advance(TimeSpan.FromDays(90));

        (await LapseAsync()).ShouldBe(1);

        await using var db = _house.Db();
        (await db.Applications.SingleAsync()).State.ShouldBe(ApplicationState.Lapsed);
        (await db.Appointments.SingleAsync()).State.ShouldBe(AppointmentState.Cancelled);
        (await db.AuditEvents.CountAsync(e => e.Verb == AuditVerbs.ApplicationLapsed && e.ActorKind == ActorKind.System)).ShouldBe(1);
        (await db.Outbox.CountAsync(m => m.Event == MessageEvent.BookingCancelled)).ShouldBe(1);
        (await _house.BookAsync(person, (await _house.SlotsAsync())[0].Start)).Succeeded.ShouldBeTrue();
        (await LapseAsync()).ShouldBe(0, "the new one has just begun");
    }

    [Fact]
    public async Task Lapse_ADayTooEarly_LeavesItOpen()
    {
        await _house.BookAsync(House.Person(1), (await _house.SlotsAsync())[0].Start);
        _house.Time.Advance(TimeSpan.FromDays(90) - TimeSpan.FromSeconds(1));

        (await LapseAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Lapse_AppointmentStillAhead_LeavesItOpen()
    {
        await _house.BookAsync(House.Person(1), (await _house.SlotsAsync())[^1].Start);
        await _house.RunAsync("UPDATE applications SET active_at = active_at - interval '1 year'");

        (await LapseAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Lapse_NotTheResidentsTurn_LeavesItOpen()
    {
        await _house.BookAsync(House.Person(1), (await _house.SlotsAsync())[0].Start);
        await _house.RunAsync("UPDATE applications SET state = 'SentToCentre'");
        _house.Time.Advance(TimeSpan.FromDays(400));

        (await LapseAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Lapse_ByAVisitor_IsForbidden() =>
        (await _house.Get<LapseApplications>().ExecuteAsync(Actor.Visitor, CancellationToken.None)).Error.ShouldBe(AccessErrors.Forbidden);

    private async Task<int> LapseAsync() => (await _house.Get<LapseApplications>().ExecuteAsync(Actor.System, CancellationToken.None)).Value;
}
