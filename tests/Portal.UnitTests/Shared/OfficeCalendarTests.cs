using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Shared;

namespace Portal.UnitTests.Shared;

public sealed class OfficeCalendarTests
{
    private static readonly LocalizedText Flood = new("Banjir di ruang pelayanan");

    private static Arbitrary<DateOnly> Days => Gen.Choose(0, 1500).Select(d => new DateOnly(2025, 1, 1).AddDays(d)).ToArbitrary();

    [Fact]
    public void HoursOn_DayWithBreak_GivesBothIntervalsInOrder()
    {
        var calendar = Calendars.SamarindaIlir();

        calendar.HoursOn(new(2026, 12, 7)).Select(h => (h.Opens, h.Closes))
            .ShouldBe([(new(7, 30), new(12, 0)), (new(13, 0), new(15, 0))]);
    }

    [Fact]
    public void HoursOn_HolidayOrClosure_IsEmptyOnBothEnds()
    {
        var calendar = Calendars.Pulomerak(
            holidays: [new(2026, 12, 25)],
            closures: [new(new(2026, 12, 8), new(2026, 12, 9), Flood)]);

        calendar.IsOpenOn(new(2026, 12, 7)).ShouldBeTrue();
        calendar.HoursOn(new(2026, 12, 8)).ShouldBeEmpty();
        calendar.HoursOn(new(2026, 12, 9)).ShouldBeEmpty();
        calendar.IsOpenOn(new(2026, 12, 10)).ShouldBeTrue();
        calendar.IsOpenOn(new(2026, 12, 25)).ShouldBeFalse();
        calendar.IsOpenOn(new(2026, 12, 12)).ShouldBeFalse();
        calendar.ClosureOn(new(2026, 12, 9))!.Reason.ShouldBe(Flood);
        calendar.ClosureOn(new(2026, 12, 25)).ShouldBeNull();
    }

    [Fact]
    public void IsWorkingDay_ClosedHallOrSundayHours_FollowsTheLawNotTheHall()
    {
        var closed = Calendars.Pulomerak(closures: [new(new(2026, 12, 8), new(2026, 12, 8), Flood)]);
        closed.IsWorkingDay(new(2026, 12, 8)).ShouldBeTrue();

        var daily = Calendars.TanjungLago();
        daily.IsOpenOn(new(2026, 12, 13)).ShouldBeTrue();
        daily.IsWorkingDay(new(2026, 12, 13)).ShouldBeFalse();
        daily.IsWorkingDay(new(2026, 12, 12)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("2026-12-11", 0, "2026-12-11")]
    [InlineData("2026-12-11", 1, "2026-12-14")]
    [InlineData("2026-12-12", 1, "2026-12-14")]
    [InlineData("2026-12-12", 0, "2026-12-12")]
    [InlineData("2026-12-23", 1, "2026-12-28")]
    [InlineData("2026-12-07", 5, "2026-12-14")]
    public void AddWorkingDays_OverWeekendsAndHolidays_SkipsThem(string from, int days, string expected)
    {
        var calendar = Calendars.Pulomerak(holidays: [new(2026, 12, 24), new(2026, 12, 25)]);

        calendar.AddWorkingDays(DateOnly.Parse(from), days).ShouldBe(DateOnly.Parse(expected));
    }

    [Fact]
    public void AddWorkingDays_Negative_Throws() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Calendars.Pulomerak().AddWorkingDays(new(2026, 12, 7), -1));

    [Fact]
    public void AddWorkingDays_AnyDays_CountsExactlyTheWorkingDays() => Prop.ForAll(Days, Gen.Choose(1, 60).ToArbitrary(), (from, days) =>
    {
        var calendar = Calendars.Pulomerak(holidays: [new(2026, 1, 1), new(2026, 3, 19), new(2026, 8, 17)]);
        var end = calendar.AddWorkingDays(from, days);
        var passed = Enumerable.Range(1, end.DayNumber - from.DayNumber).Count(d => calendar.IsWorkingDay(from.AddDays(d)));
        return passed == days && calendar.IsWorkingDay(end);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void LocalDay_JustBeforeAndAtMidnight_ChangesByTheOfficesClock()
    {
        var wita = Calendars.SamarindaIlir();

        wita.LocalDay(new(2026, 12, 7, 15, 59, 59, TimeSpan.Zero)).ShouldBe(new(2026, 12, 7));
        wita.LocalDay(new(2026, 12, 7, 16, 0, 0, TimeSpan.Zero)).ShouldBe(new(2026, 12, 8));
        Calendars.Pulomerak().LocalDay(new(2026, 12, 7, 16, 0, 0, TimeSpan.Zero)).ShouldBe(new(2026, 12, 7));
    }

    [Fact]
    public void InstantOf_LocalTime_CarriesTheOfficesOffset()
    {
        var instant = Calendars.SamarindaIlir().InstantOf(new(2026, 12, 7), new(7, 30));

        instant.Offset.ShouldBe(TimeSpan.FromHours(8));
        instant.UtcDateTime.ShouldBe(new(2026, 12, 6, 23, 30, 0));
    }

    [Fact]
    public void InstantOf_AnyDayAndTime_LiesOnThatDay() => Prop.ForAll(Days, Gen.Choose(0, 1439).ToArbitrary(), (day, minute) =>
        new[] { Calendars.Pulomerak(), Calendars.SamarindaIlir() }.All(c => c.LocalDay(c.InstantOf(day, TimeOnly.MinValue.AddMinutes(minute))) == day))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Theory]
    [InlineData("Asia/Jakarta", "WIB")]
    [InlineData("Asia/Pontianak", "WIB")]
    [InlineData("Asia/Makassar", "WITA")]
    [InlineData("Asia/Jayapura", "WIT")]
    [InlineData("Asia/Bangkok", "UTC+07:00")]
    [InlineData("Asia/Kolkata", "UTC+05:30")]
    [InlineData("America/Caracas", "UTC-04:00")]
    [InlineData("UTC", "UTC+00:00")]
    public void ZoneAbbreviation_Zone_IsWhatPeopleCallIt(string id, string abbreviation) =>
        new OfficeCalendar(TimeZoneInfo.FindSystemTimeZoneById(id), [], new HashSet<DateOnly>(), []).ZoneAbbreviation.ShouldBe(abbreviation);

    [Fact]
    public void Constructor_HoursThatMakeNoSense_Throws()
    {
        static void Make(params OpeningHours[] hours) => _ = new OfficeCalendar(TimeZoneInfo.Utc, hours, new HashSet<DateOnly>(), []);
        var morning = new OpeningHours(DayOfWeek.Monday, new(8, 0), new(12, 0));

        Should.Throw<ArgumentException>(() => Make(new OpeningHours(DayOfWeek.Monday, new(12, 0), new(12, 0))));
        Should.Throw<ArgumentException>(() => Make(new OpeningHours(DayOfWeek.Monday, new(11, 59), new(13, 0)), morning));
        Should.NotThrow(() => Make(new OpeningHours(DayOfWeek.Monday, new(12, 0), new(13, 0)), morning));
        Should.NotThrow(() => Make(new OpeningHours(DayOfWeek.Tuesday, new(8, 0), new(12, 0)), morning));
        Should.Throw<ArgumentException>(() => Calendars.Pulomerak(closures: [new(new(2026, 12, 9), new(2026, 12, 8), Flood)]));
    }
}
