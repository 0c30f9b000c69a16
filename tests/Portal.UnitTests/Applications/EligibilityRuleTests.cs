using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Applications;
using Portal.Core.Shared;

namespace Portal.UnitTests.Applications;

public sealed class EligibilityRuleTests
{
    private static readonly DateOnly Today = new(2026, 12, 7);

    private static Arbitrary<DateOnly> BirthDates => Gen.Choose(0, 46_000).Select(d => new DateOnly(1900, 1, 1).AddDays(d)).ToArbitrary();

    [Theory]
    [InlineData("17", "3", "2005")]
    [InlineData(" 17 ", "03 ", " 2005 ")]
    public void ParseBirthDate_ThreeParts_IsRead(string day, string month, string year) =>
        EligibilityRule.ParseBirthDate(day, month, year, Today).Value.ShouldBe(new(2005, 3, 17));

    [Theory]
    [InlineData(null, null, null, "birth_date_required")]
    [InlineData("17", "", "2005", "birth_date_required")]
    [InlineData("17", "3", " ", "birth_date_required")]
    [InlineData("32", "1", "2005", "birth_date_invalid")]
    [InlineData("29", "2", "2005", "birth_date_invalid")]
    [InlineData("0", "1", "2005", "birth_date_invalid")]
    [InlineData("1", "13", "2005", "birth_date_invalid")]
    [InlineData("1", "1", "05", "birth_date_invalid")]
    [InlineData("1", "1", "0000", "birth_date_invalid")]
    [InlineData("1", "1", "20055", "birth_date_invalid")]
    [InlineData("001", "1", "2005", "birth_date_invalid")]
    [InlineData("-1", "1", "2005", "birth_date_invalid")]
    [InlineData("1", "Maret", "2005", "birth_date_invalid")]
    [InlineData("١", "1", "2005", "birth_date_invalid")]
    [InlineData("8", "12", "2026", "birth_date_future")]
    [InlineData("31", "12", "1899", "birth_date_too_old")]
    public void ParseBirthDate_BadParts_NamesWhatIsWrong(string? day, string? month, string? year, string code) =>
        EligibilityRule.ParseBirthDate(day, month, year, Today, "born").Error.ShouldBe(new Error(code, ErrorKind.Invalid, "born"));

    [Theory]
    [InlineData("", "birth_date_required")]
    [InlineData("17-03-2005", "birth_date_invalid")]
    [InlineData("2005-3-17", "birth_date_invalid")]
    [InlineData("2005-03-17T00:00:00Z", "birth_date_invalid")]
    [InlineData("2026-12-08", "birth_date_future")]
    [InlineData("1899-12-31", "birth_date_too_old")]
    public void ParseBirthDate_BadIso_NamesWhatIsWrong(string iso, string code) => EligibilityRule.ParseBirthDate(iso, Today).Error.Code.ShouldBe(code);

    [Fact]
    public void ParseBirthDate_EndsOfTheRange_AreAccepted()
    {
        EligibilityRule.ParseBirthDate("1900-01-01", Today).Value.ShouldBe(new(1900, 1, 1));
        EligibilityRule.ParseBirthDate("2026-12-07", Today).Value.ShouldBe(Today);
        EligibilityRule.ParseBirthDate("29", "2", "2004", Today).Value.ShouldBe(new(2004, 2, 29));
    }

    [Fact]
    public void EligibleFrom_BornOnLeapDay_IsTheFirstOfMarch() => EligibilityRule.EligibleFrom(new(2008, 2, 29)).ShouldBe(new(2025, 3, 1));

    [Theory]
    [InlineData("2009-12-07", "2026-12-06", false, false)]
    [InlineData("2009-12-07", "2026-12-07", false, true)]
    [InlineData("2009-12-07", "2026-12-06", true, true)]
    [InlineData("2008-02-29", "2025-02-28", false, false)]
    [InlineData("2008-02-29", "2025-03-01", false, true)]
    public void MayRecord_AroundTheBirthday_FollowsAgeAndMarriage(string born, string day, bool everMarried, bool may) =>
        EligibilityRule.MayRecord(DateOnly.Parse(born), everMarried, DateOnly.Parse(day)).ShouldBe(may);

    [Fact]
    public void EligibleFrom_AnyBirthDate_IsTheFirstDayThatMayRecord() => Prop.ForAll(BirthDates, born =>
    {
        var first = EligibilityRule.EligibleFrom(born);
        return EligibilityRule.MayRecord(born, false, first) && !EligibilityRule.MayRecord(born, false, first.AddDays(-1)) && first.Year == born.Year + 17;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void ParseBirthDate_AnyDate_ReadsTheSameInBothSpellings() => Prop.ForAll(BirthDates, born =>
        EligibilityRule.ParseBirthDate($"{born.Day}", $"{born.Month}", $"{born.Year}", born).Value == born
        && EligibilityRule.ParseBirthDate($"{born:yyyy-MM-dd}", born).Value == born)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
