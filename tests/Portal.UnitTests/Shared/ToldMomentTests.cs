using Portal.Core.Shared;

namespace Portal.UnitTests.Shared;

public sealed class ToldMomentTests
{
    private static readonly OfficeCalendar Wita = new(TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar"), [], new HashSet<DateOnly>(), []);

    [Theory]
    [InlineData("31/12/2026", "2026-12-31T00:00:00+08:00")]
    [InlineData("1/2/2026", "2026-02-01T00:00:00+08:00")]
    [InlineData("31-12-2026 14:05", "2026-12-31T14:05:00+08:00")]
    [InlineData("31/12/2026 14.05 WITA", "2026-12-31T14:05:00+08:00")]
    [InlineData("2026-12-31", "2026-12-31T00:00:00+08:00")]
    [InlineData(" 2026-12-31T14:05:09 ", "2026-12-31T14:05:09+08:00")]
    [InlineData("2026-12-31T14:05:09+07:00", "2026-12-31T15:05:09+08:00")]
    [InlineData("2026-12-31T14:05:09Z", "2026-12-31T22:05:09+08:00")]
    [InlineData("2026-12-31 14:05:09.1234", "2026-12-31T14:05:09.1234+08:00")]
    public void TryParse_AsPeopleWrite_IsTheOfficesOwnTime(string text, string expected)
    {
        ToldMoment.TryParse(text, Wita, out var moment).ShouldBeTrue();
        moment.ToUniversalTime().ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("kemarin")]
    [InlineData("12/31/2026")]
    [InlineData("31/12/26")]
    [InlineData("30/02/2026")]
    [InlineData("00/01/1900")]
    [InlineData("01/01/0202")]
    [InlineData("31/12/2026 25:00")]
    [InlineData("31/12/2026 pagi")]
    [InlineData("46387")]
    public void TryParse_Nonsense_IsRefused(string? text) => ToldMoment.TryParse(text, Wita, out _).ShouldBeFalse();

    [Theory]
    [InlineData("7/1/1990", true)]
    [InlineData("07-01-1990 00:00:00", true)]
    [InlineData("1990-01-07", true)]
    [InlineData("07/01/1990 10:00", false)]
    [InlineData("07/13/1990", false)]
    public void TryParseDay_OfABirth_TakesDaysOnly(string text, bool good)
    {
        ToldMoment.TryParseDay(text, out var day).ShouldBe(good);
        if (good)
        {
            day.ShouldBe(new DateOnly(1990, 1, 7));
        }
    }
}
