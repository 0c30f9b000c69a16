using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.Shared;

namespace Portal.UnitTests.Offices;

public sealed class ServicePointTests
{
    private static readonly DateOnly Monday = new(2026, 12, 7);
    private static readonly TimeZoneInfo Jakarta = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");
    private static readonly IReadOnlyList<OpeningHours> Week = [.. Enum.GetValues<DayOfWeek>().Where(d => d is not (DayOfWeek.Saturday or DayOfWeek.Sunday)).Select(d => new OpeningHours(d, new(8, 0), new(15, 0)))];
    private static readonly SlotRules Rules = new(15, 2, 0, 30, new TimeOnly(7, 0));
    private static readonly LocalizedText Why = new("Listrik padam");
    private static readonly CalendarSetting Setting = SettingAt(Monday);

    [Theory]
    [InlineData(-1, 0, "calendar_day")]
    [InlineData(0, 0, null)]
    [InlineData(0, -1, "calendar_span")]
    [InlineData(0, 365, null)]
    [InlineData(0, 366, "calendar_span")]
    [InlineData(366, 366, null)]
    [InlineData(367, 367, "calendar_day")]
    public void Close_Days_WithinAYear(int from, int through, string? code) =>
        (Point().Close(Monday.AddDays(from), Monday.AddDays(through), Why, Setting) is { Succeeded: false } refused ? refused.Error.Code : null).ShouldBe(code);

    [Fact]
    public void Close_WithoutReasonOrOverAnother_IsRefused()
    {
        var point = Point();
        point.Close(Monday, Monday, new LocalizedText(" "), Setting).Error.Code.ShouldBe("calendar_reason");
        point.Close(Monday, Monday, new LocalizedText("Duka: 3672 0317 0590 0001"), Setting).Error.Code.ShouldBe("reason_personal_data", "it goes into the trail for good");
        point.Close(Monday, Monday, new LocalizedText("Duka", "call 0812-3456-7890"), Setting).Error.Code.ShouldBe("reason_personal_data");
        point.Close(Monday, Monday.AddDays(2), Why, Setting).Succeeded.ShouldBeTrue();
        point.Close(Monday.AddDays(2), Monday.AddDays(3), Why, Setting).Error.Code.ShouldBe("closure_overlaps");
        point.Close(null, null, Why, Setting).Error.Code.ShouldBe("calendar_day");
    }

    [Fact]
    public void Lift_HalfGoneBy_KeepsThePast()
    {
        var point = Point();
        point.Close(Monday, Monday.AddDays(4), Why, Setting);

        point.Lift(Monday, SettingAt(Monday.AddDays(2))).Succeeded.ShouldBeTrue();

        point.Closures.Single().Through.ShouldBe(Monday.AddDays(1));
        point.Lift(Monday, SettingAt(Monday.AddDays(2))).Error.ShouldBe(CalendarErrors.Gone);
    }

    [Fact]
    public void Open_EveningSaturdayAndHoliday_AddToTheUsualHours()
    {
        var point = Point();
        var christmas = new DateOnly(2026, 12, 25);
        point.Open(Monday, new(16, 0), new(18, 0), Setting).Succeeded.ShouldBeTrue();
        point.Open(Monday.AddDays(5), new(8, 0), new(10, 0), Setting).Succeeded.ShouldBeTrue();
        point.Open(christmas, new(8, 0), new(9, 0), Setting with { Holidays = new HashSet<DateOnly> { christmas } }).Succeeded.ShouldBeTrue();

        var calendar = point.ScheduleWith(Jakarta, new HashSet<DateOnly> { christmas }).Calendar;
        HoursText.Write(calendar.HoursOn(Monday)).ShouldBe("08.00–15.00, 16.00–18.00");
        HoursText.Write(calendar.HoursOn(Monday.AddDays(5))).ShouldBe("08.00–10.00");
        HoursText.Write(calendar.HoursOn(christmas)).ShouldBe("08.00–09.00");
        calendar.IsWorkingDay(Monday.AddDays(5)).ShouldBeFalse("a deadline counts no Saturday");
        point.Close(Monday.AddDays(5), Monday.AddDays(5), Why, Setting);
        point.ScheduleWith(Jakarta, new HashSet<DateOnly>()).Calendar.HoursOn(Monday.AddDays(5)).ShouldBeEmpty("what is closed is closed");
    }

    [Theory]
    [InlineData("07:00", "09:00", "extra_overlaps")]
    [InlineData("15:00", "15:10", "calendar_hours_short")]
    [InlineData("16:00", "16:00", "calendar_times")]
    [InlineData("15:00", "15:15", null)]
    public void Open_Times_MustBeRoomForOneTurnBesideTheUsualHours(string opens, string closes, string? code) =>
        (Point().Open(Monday, TimeOnly.Parse(opens), TimeOnly.Parse(closes), Setting) is { Succeeded: false } refused ? refused.Error.Code : null).ShouldBe(code);

    [Fact]
    public void Plan_FromTomorrow_ADayHasOneSetOfTimes()
    {
        var point = Point();
        var longer = new PointPlan(Monday.AddDays(2), [new(DayOfWeek.Wednesday, new(9, 0), new(12, 0))], Rules with { SlotMinutes = 60 });

        point.Plan(longer with { From = Monday }, Setting).Error.ShouldBe(CalendarErrors.FromTomorrow);
        point.Plan(longer, Setting).Succeeded.ShouldBeTrue();

        var schedule = point.ScheduleWith(Jakarta, new HashSet<DateOnly>());
        SlotPlan.SlotsOn(Monday.AddDays(1), schedule).Count.ShouldBe(28);
        SlotPlan.SlotsOn(Monday.AddDays(2), schedule).Count.ShouldBe(3);
        SlotPlan.SlotsOn(Monday.AddDays(3), schedule).ShouldBeEmpty();
        // Once it has begun, it is what holds; the next plan builds on it.
        point.Plan(longer with { From = Monday.AddDays(20) }, SettingAt(Monday.AddDays(10))).Succeeded.ShouldBeTrue();
        (point.Slots.SlotMinutes, point.Later.Count).ShouldBe((60, 1));
        point.Withdraw(Monday.AddDays(20), SettingAt(Monday.AddDays(10))).Succeeded.ShouldBeTrue();
        point.Withdraw(Monday.AddDays(20), SettingAt(Monday.AddDays(10))).Error.ShouldBe(CalendarErrors.Gone);
    }

    [Fact]
    public void Plan_FaultyHours_AreAllNamedByTheirDay()
    {
        OpeningHours[] hours = [new(DayOfWeek.Monday, new(8, 0), new(12, 0)), new(DayOfWeek.Monday, new(11, 0), new(13, 0)), new(DayOfWeek.Friday, new(9, 0), new(8, 0)), new(DayOfWeek.Sunday, new(8, 0), new(8, 5))];

        ServicePoint.FaultsOf(hours, Rules with { Stations = 0 }).Select(e => (e.Code, e.Field))
            .ShouldBe([("stations_range", "stations"), ("calendar_hours_overlap", "hours1"), ("calendar_times", "hours5"), ("calendar_hours_short", "hours0")], ignoreOrder: true);
        ServicePoint.FaultsOf([], Rules).Single().ShouldBe(CalendarErrors.NoHours);
    }

    [Fact]
    public void Announce_Batch_ReleasesItsDaysAtTheAnnouncedInstantAndNoOthers()
    {
        var point = Point();
        var (first, at) = (Monday.AddDays(42), Setting.Now.AddHours(2));
        point.Announce(first, first.AddDays(4), at, Setting).Succeeded.ShouldBeTrue();
        point.Announce(first.AddDays(4), first.AddDays(5), at, Setting).Error.Code.ShouldBe("release_overlaps");
        point.Announce(first.AddDays(7), first.AddDays(7), Setting.Now, Setting).Error.ShouldBe(CalendarErrors.ReleaseInstant);
        point.Announce(Monday.AddDays(1), Monday.AddDays(1), Setting.Now.AddDays(2), Setting).Error.ShouldBe(CalendarErrors.ReleaseInstant);

        var schedule = point.ScheduleWith(Jakarta, new HashSet<DateOnly>());
        SlotPlan.NextRelease(schedule, Setting.Now).ShouldBe((first, TimeZoneInfo.ConvertTime(at, Jakarta)));
        SlotPlan.ReleasedDays(schedule, at.AddTicks(-1)).Max().ShouldBeLessThan(first);
        SlotPlan.ReleasedDays(schedule, at).Count(d => d >= first).ShouldBe(5);
        SlotPlan.ReleasedDays(schedule, at).ShouldNotContain(first.AddDays(-1).AddDays(-2), "days before the batch keep their own release");
    }

    [Fact]
    public void CloseForGood_FromADay_NothingOpensAnyMore()
    {
        var point = Point();
        point.CloseForGood(Monday.AddDays(1), Setting).Succeeded.ShouldBeTrue();
        point.CloseForGood(Monday.AddDays(1), Setting).Error.ShouldBe(CalendarErrors.PointClosed);

        var schedule = point.ScheduleWith(Jakarta, new HashSet<DateOnly>());
        (schedule.Calendar.IsOpenOn(Monday), schedule.Calendar.IsOpenOn(Monday.AddDays(1))).ShouldBe((true, false));
        SlotPlan.NextRelease(schedule, Setting.Now).ShouldBeNull();
    }

    private static CalendarSetting SettingAt(DateOnly day) => new(Jakarta, new HashSet<DateOnly>(), new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(7)));

    private static ServicePoint Point() => new(Guid.NewGuid(), OfficeCode.Parse("36.72.03").Value, new("Aula"), Week, Rules);
}
