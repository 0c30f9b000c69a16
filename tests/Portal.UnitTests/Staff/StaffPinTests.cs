using Portal.Core.Staff;

namespace Portal.UnitTests.Staff;

public sealed class StaffPinTests
{
    [Theory]
    [InlineData("482917")]
    [InlineData("730264")]
    [InlineData("112358")]
    public void Check_OrdinaryPin_IsTaken(string pin) => StaffPin.Check(pin, pin).Succeeded.ShouldBeTrue();

    [Theory]
    [InlineData("123456")]
    [InlineData("654321")]
    [InlineData("890123")]
    [InlineData("000000")]
    [InlineData("121212")]
    [InlineData("123123")]
    [InlineData("112211")]
    [InlineData("246802")]
    public void Check_EasyPin_IsRefused(string pin) => StaffPin.Check(pin, pin).Error.ShouldBe(StaffErrors.PinEasy);

    [Theory]
    [InlineData("")]
    [InlineData("48291")]
    [InlineData("4829170")]
    [InlineData("48291x")]
    [InlineData("٤٨٢٩١٧")]
    public void Check_NotSixDigits_IsRefused(string pin) => StaffPin.Check(pin, pin).Error.ShouldBe(StaffErrors.PinDigits);

    [Fact]
    public void Check_TypedDifferently_IsRefused() => StaffPin.Check("482917", "482971").Errors.ShouldBe([StaffErrors.PinMismatch]);

    [Fact]
    public void New_Always_IsTaken() => Enumerable.Range(0, 100).Select(_ => StaffPin.New()).ShouldAllBe(pin => StaffPin.Check(pin, pin).Succeeded);
}
