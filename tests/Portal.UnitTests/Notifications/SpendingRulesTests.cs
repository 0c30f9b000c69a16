using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.UnitTests.Notifications;

public sealed class SpendingRulesTests
{
    private static readonly DateOnly s_today = new(2026, 12, 7);

    [Theory]
    [InlineData(0, null, SpendingLevel.Free)]
    [InlineData(1_000_000, null, SpendingLevel.Free)]
    [InlineData(79, 100L, SpendingLevel.Free)]
    [InlineData(80, 100L, SpendingLevel.Near)]
    [InlineData(99, 100L, SpendingLevel.Near)]
    [InlineData(100, 100L, SpendingLevel.Reached)]
    [InlineData(101, 100L, SpendingLevel.Reached)]
    [InlineData(0, 1L, SpendingLevel.Free)]
    [InlineData(1, 1L, SpendingLevel.Reached)]
    public void LevelOf_AroundItsEdges_IsInclusive(int spent, long? cap, SpendingLevel level) => SpendingRules.LevelOf(spent, cap).ShouldBe(level);

    [Fact]
    public void Holds_BroadcastsFirstThenReminders_StepsAndCodesNever()
    {
        SpendingRules.Holds(SpendingLevel.Free, SpendingClass.Broadcasts).ShouldBeFalse();
        SpendingRules.Holds(SpendingLevel.Near, SpendingClass.Broadcasts).ShouldBeTrue();
        SpendingRules.Holds(SpendingLevel.Near, SpendingClass.Reminders).ShouldBeFalse();
        SpendingRules.Holds(SpendingLevel.Reached, SpendingClass.Reminders).ShouldBeTrue();
        Enum.GetValues<MessageEvent>().Where(e => SpendingRules.ClassOf(e) != SpendingClass.Steps).ShouldBe([MessageEvent.BookingReminder, MessageEvent.PickupReminder, MessageEvent.Broadcast]);
        Enum.GetValues<SpendingLevel>().ShouldAllBe(level => !SpendingRules.Holds(level, SpendingClass.Steps));
    }

    [Fact]
    public void Budget_PricesAndLimit_AreCheckedAndCounted()
    {
        var budget = new MessageBudget(OfficeCode.Parse("36.72.03").Value);
        budget.CostOf(0, 0).ShouldBe(0);
        budget.CostOf(1, 0).ShouldBeNull();
        budget.Set(-1, SpendingRules.DearestPrice + 1, SpendingUnit.Parts, 0).Errors.Select(e => e.Field).ShouldBe(["smsPrice", "whatsAppPrice", "cap"]);
        budget.Set(350, null, SpendingUnit.Rupiah, 100_000).Error.ShouldBe(SpendingErrors.PricesMissing);
        budget.Set(350, 500, SpendingUnit.Rupiah, 100_000).Succeeded.ShouldBeTrue();

        budget.CostOf(10, 2).ShouldBe(4_500);
        budget.SpentOf(10, 2).ShouldBe(4_500);
        budget.Set(350, 500, SpendingUnit.Parts, 100).Succeeded.ShouldBeTrue();
        budget.SpentOf(10, 2).ShouldBe(12);
    }

    [Fact]
    public void Raise_ForOneDay_IsHigherAndEndsWithIt()
    {
        var budget = new MessageBudget(OfficeCode.Parse("36.72.03").Value);
        budget.Raise(10, s_today).Error.ShouldBe(SpendingErrors.NoCap);
        budget.Set(null, null, SpendingUnit.Parts, 100).Succeeded.ShouldBeTrue();
        budget.Raise(100, s_today).Error.ShouldBe(SpendingErrors.NotHigher(100));
        budget.Raise(null, s_today).Error.Code.ShouldBe("spending_cap");
        budget.Raise(150, s_today).Succeeded.ShouldBeTrue();
        budget.Raise(140, s_today).Error.ShouldBe(SpendingErrors.NotHigher(150));

        (budget.CapOn(s_today), budget.CapOn(s_today.AddDays(1))).ShouldBe((150, 100));
        budget.Set(null, null, SpendingUnit.Parts, 90).Succeeded.ShouldBeTrue();
        budget.CapOn(s_today).ShouldBe(90, "whoever sets the limit anew means today, too");
    }
}
