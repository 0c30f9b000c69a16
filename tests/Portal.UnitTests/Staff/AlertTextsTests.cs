using Portal.Core.Jobs;
using Portal.UnitTests.Web;

namespace Portal.UnitTests.Staff;

public sealed class AlertTextsTests
{
    [Fact]
    public void Alerts_OfEveryKind_SayWhatStandsStillAndWhatToDo()
    {
        var keys = SourceFiles.Texts(Path.Combine(SourceFiles.Web, "Features", "Staff", "Jobs", "JobsTexts.resx")).Select(text => text.Key).ToHashSet();

        Enum.GetNames<AlertKind>().SelectMany(kind => new[] { $"Alert.{kind}", $"Do.{kind}" }).Except(keys).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(100L << 30, 200L << 30, false)]
    [InlineData(1L << 30, 10L << 30, false)]
    [InlineData((1L << 30) - 1, 10L << 30, true)]
    [InlineData(9L << 30, 200L << 30, true)]
    [InlineData(10L << 30, 200L << 30, false)]
    public void Disk_NearlyFull_ByShareAndByRoom(long free, long total, bool full) => WatchRules.IsNearlyFull(free, total).ShouldBe(full);
}
