using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Shared;
using Portal.Core.Stock;

namespace Portal.UnitTests.Stock;

public sealed class StockOutlookTests
{
    // A Monday.
    private static readonly DateOnly Today = new(2026, 12, 7);
    private static readonly OfficeCalendar Weekdays = Calendars.Pulomerak();

    [Fact]
    public void Of_TenADayForThreeWeeks_RunsDryOnTheDayTheyAreUsedUp()
    {
        var outlook = StockOutlook.Of(35, 30, UsesBefore(Today, 15, 10), Today, Weekdays);

        outlook.PerDay.ShouldBe(10m);
        // Tuesday 10, Wednesday 20, Thursday 30, Friday 35.
        outlook.DryOn.ShouldBe(new DateOnly(2026, 12, 11));
        outlook.Low.ShouldBeFalse();
    }

    [Fact]
    public void Of_HolidayBetween_IsNotCountedAsADayToPrintOn()
    {
        var calendar = Calendars.Pulomerak(holidays: [new(2026, 12, 9)]);

        StockOutlook.Of(20, 0, UsesBefore(Today, 5, 10), Today, calendar).DryOn.ShouldBe(new DateOnly(2026, 12, 10));
    }

    [Fact]
    public void Of_OfficeOpenEveryDay_PrintsOnSundaysToo() =>
        StockOutlook.Of(60, 0, UsesBefore(Today, 20, 10, everyDay: true), Today, Calendars.TanjungLago()).DryOn.ShouldBe(new DateOnly(2026, 12, 13));

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    [InlineData(0, true)]
    public void Of_OwnWarningLevel_IsInclusive(int available, bool low) => StockOutlook.Of(available, 100, [], Today, Weekdays).Low.ShouldBe(low);

    [Fact]
    public void Of_FewerThanThreeDaysKnown_TellsNoSpeed()
    {
        var outlook = StockOutlook.Of(500, 0, UsesBefore(Today, 2, 10), Today, Weekdays);

        outlook.PerDay.ShouldBeNull();
        outlook.DryOn.ShouldBeNull();
    }

    [Fact]
    public void Of_DryMonths_SayNothingAboutSpeed()
    {
        IEnumerable<StockUse> uses = [.. UsesBefore(new DateOnly(2026, 9, 1), 10, 20), .. UsesBefore(Today, 60, 0).Select(u => u with { HadBlanks = false })];

        StockOutlook.Of(100, 0, uses, Today, Weekdays).PerDay.ShouldBe(20m);
    }

    [Fact]
    public void Of_IdleDaysWithBlanks_SlowItDown() =>
        StockOutlook.Of(100, 0, [.. UsesBefore(Today, 5, 0), .. UsesBefore(new DateOnly(2026, 11, 30), 5, 20)], Today, Weekdays).PerDay.ShouldBe(10m);

    [Fact]
    public void Of_TodaysUse_DoesNotCountYet() =>
        StockOutlook.Of(100, 0, [.. UsesBefore(Today, 3, 10), new StockUse(Today, 200, true)], Today, Weekdays).PerDay.ShouldBe(10m);

    [Fact]
    public void Of_WorkOnASaturday_CountsThoughTheOfficeIsClosed() =>
        StockOutlook.Of(100, 0, [.. UsesBefore(Today, 3, 10), new StockUse(new(2026, 11, 28), 50, true)], Today, Weekdays).PerDay.ShouldBe(20m);

    [Fact]
    public void Of_SpeedOfLongAgo_IsForgotten() =>
        StockOutlook.Of(100, 0, [.. UsesBefore(Today, StockOutlook.SpeedDays, 5), .. UsesBefore(new DateOnly(2026, 10, 1), 20, 500)], Today, Weekdays).PerDay.ShouldBe(5m);

    [Fact]
    public void Of_NothingLeftOrNothingUsed_NamesNoDay()
    {
        StockOutlook.Of(0, 0, UsesBefore(Today, 5, 10), Today, Weekdays).DryOn.ShouldBeNull();
        StockOutlook.Of(50, 0, UsesBefore(Today, 5, 0), Today, Weekdays).DryOn.ShouldBeNull();
    }

    [Fact]
    public void Of_FurtherAwayThanAYear_NamesNoDay()
    {
        StockOutlook.Of(StockOutlook.Furthest, 0, UsesBefore(Today, 5, 1), Today, Weekdays).DryOn.ShouldNotBeNull();
        StockOutlook.Of(StockOutlook.Furthest + 1, 0, UsesBefore(Today, 5, 1), Today, Weekdays).DryOn.ShouldBeNull();
    }

    [Fact]
    public void Of_OfficeThatNeverOpensAgain_NamesNoDay()
    {
        var calendar = Calendars.Pulomerak(closures: [new(Today, Today.AddYears(50), new("Ditutup", "Closed"))]);

        StockOutlook.Of(10, 0, UsesBefore(Today, 5, 1), Today, calendar).DryOn.ShouldBeNull();
    }

    [Fact]
    public void Of_MoreBlanks_NeverRunDryEarlier() => Prop.ForAll(
        Gen.Choose(1, 400).Two().ToArbitrary(),
        Gen.Choose(1, 60).ArrayOf(10).ToArbitrary(),
        (pair, used) =>
        {
            var (few, many) = (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2));
            var uses = UsesBefore(Today, used.Length, 0).Zip(used, (use, n) => use with { Used = n }).ToList();
            var (early, late) = (StockOutlook.Of(few, 0, uses, Today, Weekdays), StockOutlook.Of(many, 0, uses, Today, Weekdays));
            return early.DryOn > Today && Weekdays.IsOpenOn(early.DryOn.Value) && (late.DryOn is null || late.DryOn >= early.DryOn);
        }).QuickCheckThrowOnFailure();

    private static List<StockUse> UsesBefore(DateOnly day, int days, int used, bool everyDay = false)
    {
        List<StockUse> uses = [];
        while (uses.Count < days)
        {
            day = day.AddDays(-1);
            if (everyDay || Weekdays.IsOpenOn(day))
            {
                uses.Add(new StockUse(day, used, true));
            }
        }

        return uses;
    }
}
