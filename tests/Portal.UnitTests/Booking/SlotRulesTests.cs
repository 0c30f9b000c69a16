using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Booking;

namespace Portal.UnitTests.Booking;

public sealed class SlotRulesTests
{
    private static readonly TimeOnly Eight = new(8, 0);

    [Theory]
    [InlineData(4, 0, 4)]
    [InlineData(4, 25, 3)]
    [InlineData(4, 26, 2)]
    [InlineData(4, 20, 3)]
    [InlineData(4, 1, 3)]
    [InlineData(4, 99, 1)]
    [InlineData(4, 100, 0)]
    [InlineData(1, 20, 1)]
    [InlineData(1, 100, 0)]
    [InlineData(50, 33, 33)]
    public void OnlineCapacity_Share_IsRoundedUpForWalkIns(int stations, int share, int online)
    {
        var rules = new SlotRules(15, stations, share, 14, Eight);

        rules.OnlineCapacity.ShouldBe(online);
        rules.Capacity.ShouldBe(stations);
    }

    [Fact]
    public void OnlineCapacity_AnyRules_LeavesAtLeastTheShareToWalkIns() => Prop.ForAll(
        Gen.Choose(2, 50).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (stations, share) =>
        {
            var online = new SlotRules(15, stations, share, 14, Eight).OnlineCapacity;
            var kept = stations - online;
            return online >= 0 && (kept * 100 >= stations * share || online == 1) && (share == 100) == (online == 0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Theory]
    [InlineData(5, 1, 0, 1)]
    [InlineData(240, 50, 100, 120)]
    public void Create_EndsOfTheRanges_AreAccepted(int minutes, int stations, int share, int horizon) =>
        SlotRules.Create(minutes, stations, share, horizon, Eight).Value.ShouldBe(new SlotRules(minutes, stations, share, horizon, Eight));

    [Theory]
    [InlineData(4, 1, 0, 1, "slot_minutes_range")]
    [InlineData(241, 1, 0, 1, "slot_minutes_range")]
    [InlineData(15, 0, 0, 1, "stations_range")]
    [InlineData(15, 51, 0, 1, "stations_range")]
    [InlineData(15, 1, -1, 1, "walk_in_share_range")]
    [InlineData(15, 1, 101, 1, "walk_in_share_range")]
    [InlineData(15, 1, 0, 0, "horizon_days_range")]
    [InlineData(15, 1, 0, 121, "horizon_days_range")]
    public void Create_OutOfRange_NamesTheRule(int minutes, int stations, int share, int horizon, string code) =>
        SlotRules.Create(minutes, stations, share, horizon, Eight).Errors.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public void Create_AllWrong_NamesEachWithItsField() =>
        SlotRules.Create(0, 0, -1, 0, Eight).Errors.Select(e => e.Field).ShouldBe(["slotMinutes", "stations", "walkInSharePercent", "horizonDays"]);
}
