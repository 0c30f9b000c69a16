using Portal.Core.Printing;
using Portal.Core.Shared;
using static Portal.UnitTests.Printing.PromiseOffices;

namespace Portal.UnitTests.Printing;

public sealed class PromiseChangeTests
{
    private static readonly CardPrintReady Waiting = new(Today.AddDays(-10), 60);

    /// <summary>Sixty cards wait, ten blanks are left, the next weekly delivery is due on Monday.</summary>
    private static PromiseFacts Short { get; } = Steady with { BlanksOnHand = 10, PrintReadyWaiting = 60 };

    /// <summary>The same a week later: the ten are printed, the delivery came.</summary>
    private static PromiseFacts NextWeek(params PastDelivery[] came) => Short with
    {
        Today = Today.AddDays(7),
        BlanksOnHand = came.Sum(delivery => delivery.Quantity),
        PrintReadyWaiting = 50,
        Deliveries = [.. Short.Deliveries, .. came],
        PrintDays = [.. Short.PrintDays, new(Today, 10, false)],
    };

    [Fact]
    public void DeliveryCame_AsExpected_IsNotLater() =>
        Why(Short, NextWeek(new PastDelivery(Today.AddDays(5), 120)) with { Today = Today.AddDays(5) }, Waiting, Waiting with { Place = 50 }).ShouldBeNull();

    [Fact]
    public void DeliveryCame_DaysLate_IsSupplyLate() =>
        Why(Short, NextWeek(new PastDelivery(Today.AddDays(14), 120)) with { Today = Today.AddDays(14) }, Waiting, Waiting with { Place = 50 }).ShouldBe(PromiseDelay.SupplyLate);

    [Fact]
    public void DeliveryDidNotCome_AWeekLater_IsSupplyLate() =>
        Why(Short, NextWeek() with { Today = Today.AddDays(14) }, Waiting, Waiting with { Place = 50 }).ShouldBe(PromiseDelay.SupplyLate);

    [Fact]
    public void AnnouncedDelivery_PutOff_IsSupplyLate()
    {
        var dry = Short with { Deliveries = Weekly(Today.AddDays(-40), 120), Announced = [new(Today.AddDays(5), Today.AddDays(8), 300, 300)] };

        Why(dry, dry with { Today = Today.AddDays(1), Announced = [new(Today.AddDays(40), Today.AddDays(60), 300, 300)] }, Waiting, Waiting).ShouldBe(PromiseDelay.SupplyLate);
    }

    [Fact]
    public void AnnouncedDelivery_Cut_IsFewerBlanks()
    {
        var dry = Short with { PrintReadyWaiting = 300, Deliveries = Weekly(Today.AddDays(-40), 120), Announced = [new(Today.AddDays(5), Today.AddDays(8), 400, 400)] };
        var card = Waiting with { Place = 290 };

        Why(dry, dry with { Today = Today.AddDays(1), Announced = [new(Today.AddDays(5), Today.AddDays(8), 50, 50)] }, card, card).ShouldBe(PromiseDelay.FewerBlanks);
    }

    [Fact]
    public void Delivery_MuchSmallerThanEver_IsFewerBlanks() =>
        Why(Short, NextWeek(new PastDelivery(Today.AddDays(5), 12)), Waiting, Waiting with { Place = 50 }).ShouldBe(PromiseDelay.FewerBlanks);

    [Fact]
    public void Blanks_WrittenOff_IsFewerBlanks()
    {
        var full = Short with { BlanksOnHand = 100 };

        Why(full, full with { BlanksOnHand = 5 }, Waiting, Waiting).ShouldBe(PromiseDelay.FewerBlanks);
    }

    [Fact]
    public void Others_PutInFront_IsOthersFirst()
    {
        var full = Short with { BlanksOnHand = 2000 };

        Why(full, full with { Today = Today.AddDays(1), PrintReadyWaiting = 500 }, Waiting, Waiting with { Place = 450 }).ShouldBe(PromiseDelay.OthersFirst);
    }

    [Fact]
    public void Printing_SlowedDown_IsSlowerPrinting()
    {
        var full = Short with { BlanksOnHand = 2000, PrintReadyWaiting = 400 };
        var card = Waiting with { Place = 400 };

        Why(full, full with { PrintsPerDay = 10 }, card, card).ShouldBe(PromiseDelay.SlowerPrinting);
    }

    [Fact]
    public void Centre_SlowedDown_IsCentreSlower()
    {
        var slow = Steady with { RecordingToPrintReady = new([.. Enumerable.Repeat(15, 400)], []) };

        Why(Steady, slow, new CardBeforePrintReady(Today), new CardBeforePrintReady(Today)).ShouldBe(PromiseDelay.CentreSlower);
    }

    [Fact]
    public void Card_LeftAtTheCentre_IsCentreSlower()
    {
        var later = Steady with { Today = Today.AddDays(14), Deliveries = Weekly(Today.AddDays(12), 120) };

        Why(Steady, later, new CardBeforePrintReady(Today), new CardBeforePrintReady(Today)).ShouldBe(PromiseDelay.CentreSlower);
    }

    [Fact]
    public void Office_ClosedByAFlood_IsOfficeClosed()
    {
        Closure[] flood = [new(Today.AddDays(1), Today.AddDays(14), new LocalizedText("Banjir"))];
        var full = Short with { BlanksOnHand = 2000 };

        Why(full, full with { Calendar = Calendars.Pulomerak(closures: flood) }, Waiting, Waiting).ShouldBe(PromiseDelay.OfficeClosed);
    }

    // Each of these with a closed week on top that costs the card less: so that the reason is weighed, not guessed.
    [Fact]
    public void TwoReasons_SupplyLateAndAClosedWeek_NamesTheSupply()
    {
        var card = Waiting with { Place = 50 };

        Why(Short, WithClosedWeek(NextWeek() with { Today = Today.AddDays(28) }, card), Waiting, card).ShouldBe(PromiseDelay.SupplyLate);
    }

    [Fact]
    public void TwoReasons_PutOffAndAClosedWeek_NamesTheSupply()
    {
        var dry = Short with { Deliveries = Weekly(Today.AddDays(-40), 120), Announced = [new(Today.AddDays(5), Today.AddDays(8), 300, 300)] };
        var now = dry with { Today = Today.AddDays(1), Announced = [new(Today.AddDays(40), Today.AddDays(60), 300, 300)] };

        Why(dry, WithClosedWeek(now, Waiting), Waiting, Waiting).ShouldBe(PromiseDelay.SupplyLate);
    }

    [Fact]
    public void TwoReasons_SlowPrintingAndAClosedWeek_NamesThePrinting()
    {
        var full = Short with { BlanksOnHand = 2000, PrintReadyWaiting = 400 };
        var card = Waiting with { Place = 400 };

        Why(full, WithClosedWeek(full with { PrintsPerDay = 10 }, card), card, card).ShouldBe(PromiseDelay.SlowerPrinting);
    }

    [Fact]
    public void Card_ThatComesAsTold_HasNoReason() => Why(Short, Short with { Today = Today.AddDays(1), BlanksOnHand = 11 }, Waiting, Waiting with { Place = 40 }).ShouldBeNull();

    private static PromiseFacts WithClosedWeek(PromiseFacts facts, CardInLine card)
    {
        var through = PromiseModel.Build(facts).RangeFor(card)!.Through;
        var closed = facts with { Calendar = Calendars.Pulomerak(closures: [new(through, through.AddDays(6), new LocalizedText("Banjir"))]) };
        PromiseModel.Build(closed).RangeFor(card)!.Through.ShouldBeGreaterThan(through);
        return closed;
    }

    private static PromiseDelay? Why(PromiseFacts before, PromiseFacts now, CardInLine then, CardInLine card) =>
        new PromiseChange(before, now).WhyLater(PromiseModel.Build(before).RangeFor(then).ShouldNotBeNull(), then, card);
}
