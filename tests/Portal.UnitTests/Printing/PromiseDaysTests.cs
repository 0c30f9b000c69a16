using Portal.Core.Printing;
using Portal.Core.Shared;

namespace Portal.UnitTests.Printing;

public sealed class PromiseDaysTests
{
    private static readonly DateOnly Friday = new(2026, 7, 3);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    [InlineData(10, 6)]
    [InlineData(-3, 0)]
    public void Between_AFridayAndLater_CountsWorkedDaysAfterIt(int days, int worked) =>
        PromiseDays.Between(Calendars.Pulomerak(), Friday, Friday.AddDays(days)).ShouldBe(worked);

    [Fact]
    public void IsWorked_HolidayClosureAndOpenSaturday_AreNot()
    {
        PromiseDays.IsWorked(Calendars.Pulomerak(), Friday).ShouldBeTrue();
        PromiseDays.IsWorked(Calendars.Pulomerak([Friday]), Friday).ShouldBeFalse();
        PromiseDays.IsWorked(Calendars.Pulomerak(closures: [new(Friday, Friday, new LocalizedText("Banjir"))]), Friday).ShouldBeFalse();
        PromiseDays.IsWorked(Calendars.TanjungLago(), Friday.AddDays(1)).ShouldBeFalse();
    }
}
