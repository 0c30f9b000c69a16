using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Offices;
using Portal.IntegrationTests.Recordings;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Booking;

/// <summary>What becomes in the night of the visits that a day has left open.</summary>
public sealed class CloseVisitsTests : StationFixture
{
    [Theory]
    [InlineData("Asia/Jakarta", 7)]
    [InlineData("Asia/Makassar", 8)]
    [InlineData("Asia/Jayapura", 9)]
    public async Task Close_DidNotCome_IsAbsentFromMidnightOfTheOfficesOwnDay(string zone, int offset)
    {
        await House.RunAsync($"UPDATE offices SET time_zone = '{zone}' WHERE code = '{House.Pulomerak}'");
        House.Get<OfficeDirectory>().Invalidate();
        var (booked, appointment) = await BookTodayAsync(House.Person(1));
        House.Time.UtcNow = new DateTimeOffset(2026, 12, 8, 0, 0, 0, TimeSpan.FromHours(offset)).AddSeconds(-1);

        (await CloseAsync()).ShouldBe(0);
        House.Time.Advance(TimeSpan.FromSeconds(1));
        (await CloseAsync()).ShouldBe(1);

        (await AppointmentOfAsync(booked.Register)).State.ShouldBe(AppointmentState.NoShow);
        await using var db = House.Db();
        (await db.AuditEvents.SingleAsync(e => e.SubjectId == appointment.Id && e.Verb == AuditVerbs.AppointmentNoShow)).ActorKind.ShouldBe(ActorKind.System);
        await AssertMayBookAsync(booked.Register);
    }

    [Fact]
    public async Task Close_CameAndWasNotServed_IsReleasedAndNeverCalledAbsent()
    {
        var operator_ = await OperatorAsync("Ani");
        var begun = await AcceptedAsync(1);
        var recording = await StartAsync(begun, operator_);
        var unnoted = await AcceptedAsync(2, checkedIn: false);
        await StartAsync(unnoted, operator_);
        var walkIn = (await House.Get<RegisterWalkIn>().ExecuteAsync(new(House.Pulomerak, ServiceSlug.New, House.Person(3), Language.Indonesian, Guid.NewGuid()), Registrar, Never)).Value;
        House.Time.Advance(TimeSpan.FromDays(1));

        (await CloseAsync()).ShouldBe(3);

        foreach (var register in (RegisterNumber[])[begun, unnoted, walkIn])
        {
            var visit = await AppointmentOfAsync(register);
            (visit.State, visit.IsLive).ShouldBe((AppointmentState.Cancelled, false));
            (await TrailAsync(visit.Id))[^1].ShouldBe("appointment.released");
            (await House.Get<TrackApplication>().ExecuteAsync(new(register), Actor.Visitor, Never)).Value.AppointmentStart.ShouldBeNull();
            await AssertMayBookAsync(register);
        }

        (await TrailAsync(recording)).ShouldBe(["recording.started", "recording.given_up"]);
        (await House.ScalarAsync<long>("SELECT count(*) FROM recordings WHERE is_open")).ShouldBe(0, "a recording belongs to one visit");
    }

    [Fact]
    public async Task Close_AfterDaysWithoutRunning_MakesUpForThemAndLeavesTodayAlone()
    {
        var slots = await House.SlotsAsync();
        var days = slots.GroupBy(s => s.Start.Day).Select(g => g.Last().Start).Take(4).ToList();
        for (var i = 0; i < days.Count; i++)
        {
            (await House.BookAsync(House.Person(i), days[i])).Succeeded.ShouldBeTrue();
        }

        House.Time.UtcNow = days[3].AddHours(3);
        (await CloseAsync()).ShouldBe(3);

        (await House.ScalarAsync<long>("SELECT count(*) FROM appointments WHERE state = 'Booked'")).ShouldBe(1, "late today is not yet absent");
        (await CloseAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Close_OnFiftyNodesAtOnce_EndsEachVisitOnce()
    {
        var (_, appointment) = await BookTodayAsync(House.Person(1));
        House.Time.Advance(TimeSpan.FromDays(1));

        var all = await House.FiftyAtOnceAsync(_ => CloseAsync());

        all.Sum().ShouldBe(1);
        (await TrailAsync(appointment.Id)).ShouldBe(["appointment.booked", "appointment.no_show"]);
    }

    private async Task<int> CloseAsync() => (await House.Get<CloseVisits>().ExecuteAsync(Actor.System, Never)).Value;

    private async Task AssertMayBookAsync(RegisterNumber register)
    {
        var application = await House.ApplicationIdAsync(register);
        var slot = (await House.SlotsAsync()).First(s => s.Free > 0);
        (await House.Get<BookFollowUp>().ExecuteAsync(new(application, slot.Start, Guid.NewGuid()), Actor.Resident(application), Never)).Succeeded.ShouldBeTrue();
    }
}
