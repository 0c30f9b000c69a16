using Portal.Core.Offices;

namespace Portal.UnitTests.Offices;

public sealed class HoursTextTests
{
    [Theory]
    [InlineData("07.30–12.00, 13.00–15.00", "07.30–12.00, 13.00–15.00")]
    [InlineData("8-12;13:00 - 15:00", "08.00–12.00, 13.00–15.00")]
    [InlineData("08.00 s/d 15.00", "08.00–15.00")]
    [InlineData("", "")]
    public void Parse_AsPeopleWriteIt_GivesTheHours(string typed, string written) => HoursText.Write(HoursText.Parse(DayOfWeek.Monday, typed).Value).ShouldBe(written);

    [Theory]
    [InlineData("8")]
    [InlineData("15-8")]
    [InlineData("8-8")]
    [InlineData("25-26")]
    [InlineData("08.60-09.00")]
    [InlineData("pagi-siang")]
    public void Parse_WhatIsNoTime_IsRefusedUnderItsDay(string typed) => HoursText.Parse(DayOfWeek.Tuesday, typed).Error.ShouldBe(CalendarErrors.Times("hours2"));
}
