using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Applications;
using Portal.Core.Stock;

namespace Portal.UnitTests.Stock;

public sealed class ShortageTests
{
    [Theory]
    [InlineData(40, 40, false)]
    [InlineData(41, 40, true)]
    [InlineData(1, 0, true)]
    [InlineData(1, 1, false)]
    public void WaitsForBlangko_PlaceAgainstStock_IsTheFirstOneWithoutABlank(int place, int available, bool waits) =>
        Shortage.WaitsForBlangko(ApplicationState.PrintReady, true, place, available).ShouldBe(waits);

    [Fact]
    public void WaitsForBlangko_AnyOtherState_Never()
    {
        foreach (var state in Enum.GetValues<ApplicationState>().Where(s => s != ApplicationState.PrintReady))
        {
            Shortage.WaitsForBlangko(state, true, 10, 0).ShouldBeFalse(state.ToString());
        }
    }

    [Fact]
    public void OfficeWithoutAPrinter_IsNeverShort()
    {
        Shortage.WaitsForBlangko(ApplicationState.PrintReady, false, 10, 0).ShouldBeFalse();
        Shortage.IsDry(false, 10, 0).ShouldBeFalse();
        Shortage.Served(false, 10, 5).ShouldBe(0);
    }

    [Theory]
    [InlineData(10, 0, true)]
    [InlineData(0, 0, false)]
    [InlineData(10, 1, false)]
    public void IsDry_NothingLeftAndSomebodyWaits(int waiting, int available, bool dry) => Shortage.IsDry(true, waiting, available).ShouldBe(dry);

    [Fact]
    public void Served_AndWaiting_ShareTheOrder() => Prop.ForAll(Gen.Choose(0, 200).Two().ToArbitrary(), pair =>
    {
        var (waiting, available) = pair;
        var served = Shortage.Served(true, waiting, available);
        return Enumerable.Range(1, waiting).All(place => Shortage.WaitsForBlangko(ApplicationState.PrintReady, true, place, available) == place > served)
            && (Shortage.IsDry(true, waiting, available) == (waiting > 0 && served == 0));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(StockMovement.Received, 5, true)]
    [InlineData(StockMovement.Corrected, 5, true)]
    [InlineData(StockMovement.Corrected, -5, false)]
    [InlineData(StockMovement.Printed, 1, false)]
    [InlineData(StockMovement.Printed, -1, false)]
    [InlineData(StockMovement.Spoiled, -1, false)]
    [InlineData(StockMovement.Transferred, -1, false)]
    public void IsSupply_OnlyWhatAddsBlanksFromOutside(StockMovement movement, int change, bool supply) => Shortage.IsSupply(movement, change).ShouldBe(supply);
}
