using Portal.Core.Applications;

namespace Portal.UnitTests.Applications;

public sealed class QueueAgeTests
{
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);

    [Theory]
    [InlineData("2026-12-07", "2026-12-07", 0, AgeTone.Amber, 0, 0)]
    [InlineData("2026-12-07", "2026-12-08", 0, AgeTone.Red, 0, 1)]
    [InlineData("2026-12-07", "2026-12-07", 1, AgeTone.Green, 1, 0)]
    [InlineData("2026-12-07", "2026-12-08", 1, AgeTone.Amber, 0, 0)]
    [InlineData("2026-12-07", "2026-12-10", 1, AgeTone.Red, 0, 2)]
    [InlineData("2026-12-04", "2026-12-07", 1, AgeTone.Amber, 0, 0)] // A weekend makes nothing older.
    [InlineData("2026-12-01", "2026-12-10", 10, AgeTone.Green, 3, 0)]
    [InlineData("2026-12-01", "2026-12-11", 10, AgeTone.Amber, 2, 0)]
    [InlineData("2026-12-01", "2026-12-16", 10, AgeTone.Red, 0, 1)]
    public void Age_AgainstThePromise_CountsWorkingDays(string since, string now, int promise, AgeTone tone, int left, int over)
    {
        var age = QueueAge.Of(Calendars.Pulomerak(), At(since, 9), At(now, 10), promise);

        (age.Tone, age.Left, age.Over).ShouldBe((tone, left, over));
    }

    [Fact]
    public void Age_OverAHoliday_IsADayLess() =>
        QueueAge.Of(Calendars.Pulomerak([new(2026, 12, 8)]), At("2026-12-07", 9), At("2026-12-09", 9), 1).Tone.ShouldBe(AgeTone.Amber);

    [Fact]
    public void Age_ShortlyBeforeMidnight_BelongsToTheOfficesDay()
    {
        // 23:30 in Pulomerak is still Monday, though Tuesday begins elsewhere.
        var since = new DateTimeOffset(2026, 12, 7, 23, 30, 0, Wib);

        QueueAge.Of(Calendars.Pulomerak(), since.ToUniversalTime(), since.AddHours(1), 0).Over.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(10)]
    public void Began_OfEveryTone_AgreesWithTheAge(int promise)
    {
        var calendar = Calendars.Pulomerak([new(2026, 12, 2), new(2026, 12, 9)]);
        // Every hour of seven weeks, seen on a working day, a Saturday and a holiday.
        foreach (var now in (DateTimeOffset[])[At("2026-12-10", 9), At("2026-12-12", 9), At("2026-12-09", 23)])
        {
            for (var since = now.AddDays(-49); since <= now; since = since.AddHours(1))
            {
                var tone = QueueAge.Of(calendar, since, now, promise).Tone;
                foreach (var candidate in Enum.GetValues<AgeTone>())
                {
                    var (from, before) = QueueAge.Began(candidate, calendar, now, promise);
                    ((from is null || since >= from) && (before is null || since < before)).ShouldBe(candidate == tone, $"{since} as {candidate} of {promise}");
                }
            }
        }
    }

    [Fact]
    public void Stages_OfEveryOpenState_HaveExactlyOneQueue()
    {
        foreach (var state in Enum.GetValues<ApplicationState>())
        {
            WorkStages.All.Count(stage => WorkStages.StatesOf(stage).Contains(state)).ShouldBe(ApplicationWorkflow.IsOpen(state) ? 1 : 0, $"{state}");
        }
    }

    private static DateTimeOffset At(string day, int hour) => new(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).ToDateTime(new TimeOnly(hour, 0)), Wib);
}
