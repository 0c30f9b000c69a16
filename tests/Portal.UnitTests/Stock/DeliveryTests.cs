using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Stock;

namespace Portal.UnitTests.Stock;

public sealed class DeliveryTests
{
    [Theory]
    [InlineData("AB000001", "AB000250", 250)]
    [InlineData(" ab 000001 ", "ab000001", 1)]
    [InlineData("0001", "0002", 2)]
    public void Of_RangeThatFits_IsTaken(string from, string through, int quantity)
    {
        var delivery = Delivery.Of(quantity, " SJ/12/2026 ", from, through).Value;

        delivery.Note.ShouldBe("SJ/12/2026");
        delivery.SerialFrom.ShouldBe(from.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant());
        delivery.Quantity.ShouldBe(quantity);
    }

    [Theory]
    [InlineData("AB000001", "AB000251", 250)]
    [InlineData("AB000250", "AB000001", 250)]
    [InlineData("AB000001", "AC000250", 250)]
    [InlineData("AB1", "AB250", 250)]
    [InlineData("AB000001", null, 1)]
    [InlineData(null, "AB000001", 1)]
    [InlineData("AB", "AB", 1)]
    [InlineData("AB-0001", "AB-0002", 2)]
    [InlineData("A00000000000000000001", "A00000000000000000001", 1)]
    public void Of_RangeThatDoesNotFit_IsRefused(string? from, string? through, int quantity) =>
        Delivery.Of(quantity, "SJ 1", from, through).Errors.ShouldBe([StockErrors.SerialRange]);

    [Fact]
    public void Of_EverythingMissing_TellsAllFaults() =>
        Delivery.Of(null, " ", null, null).Errors.ShouldBe([StockErrors.Quantity, StockErrors.DeliveryNote]);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(StockRules.Most + 1)]
    public void Of_QuantityOutOfRange_IsRefused(int quantity) => Delivery.Of(quantity, "SJ 1", null, null).Errors.ShouldBe([StockErrors.Quantity]);

    [Fact]
    public void InRange_EverySerialOfADelivery_AndNoOther() => Prop.ForAll(
        Gen.Choose(1, 9_000).ToArbitrary(), Gen.Choose(1, 900).ToArbitrary(), Gen.Choose(0, 9_999).ToArbitrary(),
        (first, quantity, asked) =>
        {
            var (from, through) = ($"AB{first:D5}", $"AB{first + quantity - 1:D5}");
            return Delivery.Of(quantity, "SJ 1", from, through).Succeeded
                && Delivery.InRange($"AB{asked:D5}", from, through) == (asked >= first && asked < first + quantity)
                && !Delivery.InRange($"AC{first:D5}", from, through)
                && !Delivery.InRange($"AB{first}", from, through);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Overlap_AnySharedSerial_EitherWayRound() => Prop.ForAll(
        Gen.Choose(1, 300).ToArbitrary(), Gen.Choose(1, 80).ToArbitrary(), Gen.Choose(1, 300).ToArbitrary(),
        (first, quantity, other) =>
        {
            (string From, string Through) one = ($"AB{first:D5}", $"AB{first + quantity - 1:D5}");
            (string From, string Through) two = ($"AB{other:D5}", $"AB{other + 39:D5}");
            var shared = first <= other + 39 && other <= first + quantity - 1;
            return Delivery.Overlap(one.From, one.Through, two.From, two.Through) == shared
                && Delivery.Overlap(two.From, two.Through, one.From, one.Through) == shared;
        }).QuickCheckThrowOnFailure();
}
