using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Booking;
using Portal.Core.Shared;

namespace Portal.UnitTests.Booking;

public sealed class SlotPlanTests
{
    private static readonly DateOnly Monday = new(2026, 12, 7);
    private static readonly SlotRules Rules = new(15, 4, 25, 14, new(7, 0));

    private static Arbitrary<SlotRules> AnyRules =>
        (from minutes in Gen.Choose(5, 240)
         from stations in Gen.Choose(1, 50)
         from horizon in Gen.Choose(1, 120)
         from releaseMinute in Gen.Choose(0, 1439)
         select new SlotRules(minutes, stations, 20, horizon, TimeOnly.MinValue.AddMinutes(releaseMinute))).ToArbitrary();

    private static Arbitrary<DateTimeOffset> Instants =>
        Gen.Choose(0, 2_000_000).Select(m => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(m)).ToArbitrary();

    [Fact]
    public void SlotsOn_DayWithBreak_StopsBeforeAndStartsAfterIt()
    {
        var slots = SlotPlan.SlotsOn(Monday, new PointSchedule(Calendars.SamarindaIlir(), Rules with { SlotMinutes = 60 }));

        slots.Select(s => s.Start.TimeOfDay.TotalHours).ShouldBe([7.5, 8.5, 9.5, 10.5, 13, 14]);
        slots[0].ShouldBe(new Slot(new(2026, 12, 7, 7, 30, 0, TimeSpan.FromHours(8)), new(2026, 12, 7, 8, 30, 0, TimeSpan.FromHours(8)), 4));
        slots.ShouldAllBe(s => s.Start.Offset == TimeSpan.FromHours(8) && s.End.Offset == TimeSpan.FromHours(8));
    }

    [Fact]
    public void SlotsOn_LastSlotEndingAtClosing_IsTaken() =>
        SlotPlan.SlotsOn(Monday, new PointSchedule(Calendars.Pulomerak(), Rules))[^1].End.ShouldBe(new(2026, 12, 7, 15, 0, 0, TimeSpan.FromHours(7)));

    [Fact]
    public void SlotsOn_HolidayOrWeekend_IsEmpty()
    {
        SlotPlan.SlotsOn(Monday, new PointSchedule(Calendars.Pulomerak(holidays: [Monday]), Rules)).ShouldBeEmpty();
        SlotPlan.SlotsOn(new(2026, 12, 6), new PointSchedule(Calendars.Pulomerak(), Rules)).ShouldBeEmpty();
    }

    [Fact]
    public void SlotsOn_OpenUntilMidnight_DoesNotWrapRound()
    {
        var late = new OfficeCalendar(TimeZoneInfo.Utc, [new(DayOfWeek.Monday, new(22, 0), new(23, 59))], new HashSet<DateOnly>(), []);

        SlotPlan.SlotsOn(Monday, new PointSchedule(late, Rules with { SlotMinutes = 60 })).Count.ShouldBe(1);
        SlotPlan.SlotsOn(Monday, new PointSchedule(late, Rules with { SlotMinutes = 240 })).ShouldBeEmpty();
    }

    [Fact]
    public void SlotsOn_AnyRules_FillsTheHoursWithoutOverlap() => Prop.ForAll(AnyRules, rules =>
    {
        var calendar = Calendars.SamarindaIlir();
        var slots = SlotPlan.SlotsOn(Monday, new PointSchedule(calendar, rules));
        var inside = slots.All(s => calendar.HoursOn(Monday).Any(h =>
            h.Opens <= TimeOnly.FromDateTime(s.Start.DateTime) && TimeOnly.FromDateTime(s.End.DateTime) <= h.Closes));
        var expected = calendar.HoursOn(Monday).Sum(h => (int)(h.Closes - h.Opens).TotalMinutes / rules.SlotMinutes);
        return inside && slots.Count == expected && slots.Zip(slots.Skip(1)).All(p => p.First.End <= p.Second.Start)
            && slots.All(s => s.End - s.Start == TimeSpan.FromMinutes(rules.SlotMinutes) && s.Capacity == rules.Stations);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Release_ToTheSecond_OpensAtTheAnnouncedHour()
    {
        var calendar = Calendars.SamarindaIlir();
        var at = new DateTimeOffset(2026, 11, 23, 7, 0, 0, TimeSpan.FromHours(8));

        SlotPlan.ReleaseOf(Monday, new PointSchedule(calendar, Rules)).ShouldBe(at);
        SlotPlan.IsReleased(Monday, new PointSchedule(calendar, Rules), at.AddTicks(-1)).ShouldBeFalse();
        SlotPlan.IsReleased(Monday, new PointSchedule(calendar, Rules), at).ShouldBeTrue();
    }

    [Fact]
    public void ReleasedDays_BeforeAndAfterTheHour_GainsTheLastDay()
    {
        var calendar = Calendars.Pulomerak(holidays: [new(2026, 12, 9)]);
        var rules = Rules with { HorizonDays = 7 };
        var release = new DateTimeOffset(2026, 12, 7, 7, 0, 0, TimeSpan.FromHours(7));

        DateOnly[] week = [new(2026, 12, 7), new(2026, 12, 8), new(2026, 12, 10), new(2026, 12, 11)];
        SlotPlan.ReleasedDays(new PointSchedule(calendar, rules), release.AddSeconds(-1)).ShouldBe(week);
        SlotPlan.ReleasedDays(new PointSchedule(calendar, rules), release).ShouldBe([.. week, new(2026, 12, 14)]);
    }

    [Fact]
    public void NextRelease_WeekendAhead_NamesTheNextOpenDay()
    {
        var calendar = Calendars.Pulomerak();
        var rules = Rules with { HorizonDays = 4 };
        var now = new DateTimeOffset(2026, 12, 7, 9, 0, 0, TimeSpan.FromHours(7));

        SlotPlan.NextRelease(new PointSchedule(calendar, rules), now).ShouldBe((new DateOnly(2026, 12, 14), new DateTimeOffset(2026, 12, 10, 7, 0, 0, TimeSpan.FromHours(7))));
    }

    [Fact]
    public void NextRelease_OfficeWithoutHours_IsNull() =>
        SlotPlan.NextRelease(new PointSchedule(new(TimeZoneInfo.Utc, [], new HashSet<DateOnly>(), []), Rules), new(2026, 12, 7, 0, 0, 0, TimeSpan.Zero)).ShouldBeNull();

    [Fact]
    public void Releases_AtAnyInstant_AreReleasedThenNext() => Prop.ForAll(AnyRules, Instants, (rules, now) =>
    {
        var calendar = Calendars.SamarindaIlir(holidays: [new(2026, 8, 17), new(2026, 12, 25)]);
        var released = SlotPlan.ReleasedDays(new PointSchedule(calendar, rules), now).ToList();
        var next = SlotPlan.NextRelease(new PointSchedule(calendar, rules), now)!.Value;
        var before = SlotPlan.ReleasedDays(new PointSchedule(calendar, rules), next.At.AddTicks(-1));
        return released.All(d => calendar.IsOpenOn(d) && d >= calendar.LocalDay(now) && SlotPlan.IsReleased(d, new PointSchedule(calendar, rules), now))
            && next.At > now && released.All(d => d < next.Day)
            && !before.Contains(next.Day) && SlotPlan.ReleasedDays(new PointSchedule(calendar, rules), next.At).Last() == next.Day;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void IsSlot_AnySlotOfTheDay_IsFoundUnderEveryOffset() => Prop.ForAll(AnyRules, rules =>
    {
        var calendar = Calendars.SamarindaIlir();
        return SlotPlan.SlotsOn(Monday, new PointSchedule(calendar, rules)).All(s =>
            SlotPlan.IsSlot(s.Start.ToUniversalTime(), new PointSchedule(calendar, rules), out var found) && found == s && found.Start.Offset == TimeSpan.FromHours(8));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Theory]
    [InlineData("2026-12-07T08:01:00+07:00")]
    [InlineData("2026-12-07T08:00:00.001+07:00")]
    [InlineData("2026-12-07T08:00:00+08:00")]
    [InlineData("2026-12-07T07:45:00+07:00")]
    [InlineData("2026-12-07T15:00:00+07:00")]
    [InlineData("2026-12-06T08:00:00+07:00")]
    [InlineData("0001-01-01T00:00:00+00:00")]
    [InlineData("0001-01-01T08:00:00+07:00")]
    [InlineData("9999-12-31T23:59:59+00:00")]
    [InlineData("9999-12-31T08:00:00+07:00")]
    public void IsSlot_OtherInstant_IsRefusedWithoutThrowing(string start) =>
        SlotPlan.IsSlot(DateTimeOffset.Parse(start), new PointSchedule(Calendars.Pulomerak(), Rules), out _).ShouldBeFalse();

    [Fact]
    public void IsSlot_RightInstant_GivesTheSlot()
    {
        SlotPlan.IsSlot(DateTimeOffset.Parse("2026-12-07T01:00:00Z"), new PointSchedule(Calendars.Pulomerak(), Rules), out var slot).ShouldBeTrue();
        slot.End.ShouldBe(new(2026, 12, 7, 8, 15, 0, TimeSpan.FromHours(7)));
    }

    [Fact]
    public void IsBookable_AroundReleaseAndStart_IsOpenOnlyBetween()
    {
        var calendar = Calendars.Pulomerak();
        var slot = SlotPlan.SlotsOn(Monday, new PointSchedule(calendar, Rules))[0];
        var release = SlotPlan.ReleaseOf(Monday, new PointSchedule(calendar, Rules));

        SlotPlan.IsBookable(slot, new PointSchedule(calendar, Rules), release.AddTicks(-1)).ShouldBeFalse();
        SlotPlan.IsBookable(slot, new PointSchedule(calendar, Rules), release).ShouldBeTrue();
        SlotPlan.IsBookable(slot, new PointSchedule(calendar, Rules), slot.Start.AddTicks(-1)).ShouldBeTrue();
        SlotPlan.IsBookable(slot, new PointSchedule(calendar, Rules), slot.Start).ShouldBeFalse();
    }

    [Fact]
    public void IsReleased_DayAtTheEndsOfTime_DoesNotThrow()
    {
        SlotPlan.IsReleased(DateOnly.MinValue, new PointSchedule(Calendars.Pulomerak(), Rules), DateTimeOffset.UnixEpoch).ShouldBeTrue();
        SlotPlan.IsReleased(DateOnly.MaxValue, new PointSchedule(Calendars.Pulomerak(), Rules), DateTimeOffset.UnixEpoch).ShouldBeFalse();
    }
}
