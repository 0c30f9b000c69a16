using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Printing;
using Portal.Core.Shared;
using static Portal.UnitTests.Printing.PromiseOffices;

namespace Portal.UnitTests.Printing;

public sealed class PromiseModelTests
{
    private static readonly Config Checks = Config.QuickThrowOnFailure.WithMaxTest(100);

    private static readonly CardBeforePrintReady JustRecorded = new(Today);

    [Fact]
    public void Range_OfAnyCardInAnyOffice_BeginsAndEndsOnWorkedDaysFromTodayOn() => Prop.ForAll(Any, facts =>
    {
        var ranges = Cards(facts).Select(PromiseModel.Build(facts).RangeFor).OfType<PromisedRange>();
        return ranges.All(range => facts.Today <= range.From && range.From <= range.Through
            && PromiseDays.IsWorked(facts.Calendar, range.From) && PromiseDays.IsWorked(facts.Calendar, range.Through));
    }).Check(Checks);

    [Fact]
    public void Range_OfTheSameFacts_IsTheSame() => Prop.ForAll(Any, facts =>
        Cards(facts).Select(PromiseModel.Build(facts).RangeFor).SequenceEqual(Cards(facts).Select(PromiseModel.Build(facts with { }).RangeFor))).Check(Checks);

    [Fact]
    public void MoreBlanks_InAnyOffice_MakeNoCardLater() => Prop.ForAll(Any, Gen.Choose(1, 300).ToArbitrary(), (facts, more) =>
        NeverEarlier(Cards(facts), PromiseModel.Build(facts with { BlanksOnHand = facts.BlanksOnHand + more }), PromiseModel.Build(facts))).Check(Checks);

    [Fact]
    public void LongerQueue_InAnyOffice_MakesNoRecordedCardEarlier() => Prop.ForAll(Any, Gen.Choose(1, 300).ToArbitrary(), (facts, more) =>
        NeverEarlier(
            [new CardBeforePrintReady(facts.Today), new CardBeforePrintReady(facts.Today.AddDays(-9))],
            PromiseModel.Build(facts),
            PromiseModel.Build(facts with { PrintReadyWaiting = facts.PrintReadyWaiting + more }))).Check(Checks);

    [Fact]
    public void Place_FurtherBehind_IsNeverEarlier() => Prop.ForAll(Any, facts =>
    {
        var model = PromiseModel.Build(facts with { StandardDays = null });
        var ranges = Enumerable.Range(0, 12).Select(i => model.RangeFor(new CardPrintReady(facts.Today, 1 + (i * facts.PrintReadyWaiting / 12)))).TakeWhile(range => range is not null).ToArray();
        return ranges.Zip(ranges.Skip(1)).All(pair => pair.First!.From <= pair.Second!.From && pair.First.Through <= pair.Second.Through);
    }).Check(Checks);

    [Fact]
    public void Steady_BlanksInTheDrawer_IsOwnSpeed()
    {
        // Two days at the centre, printed there and then, ready one day later: Saturday and Sunday lie between.
        var range = PromiseModel.Build(Steady).RangeFor(JustRecorded).ShouldNotBeNull();

        range.Basis.ShouldBe(PromiseBasis.OwnSpeed);
        range.Holds(new(2026, 7, 6)).ShouldBeTrue();
        range.Width.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void PrintReady_DrawerFullPaceStated_FollowsThePace()
    {
        var model = PromiseModel.Build(Steady with { BlanksOnHand = 5000, PrintReadyWaiting = 500 });

        // The 500th of fifty a day is printed on the tenth worked day, counting today, and ready the day after.
        var range = model.RangeFor(new CardPrintReady(Today, 500)).ShouldNotBeNull();

        range.Holds(Steady.Calendar.AddWorkingDays(Today, 10)).ShouldBeTrue();
        range.Width.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void PrintReady_FullDaysSlowerThanStated_FollowsTheFullDays()
    {
        var facts = Steady with { BlanksOnHand = 5000, PrintReadyWaiting = 500 };
        var card = new CardPrintReady(Today, 500);

        var slow = PromiseModel.Build(facts with { PrintDays = Prints(25, moreWaited: true) }).RangeFor(card).ShouldNotBeNull();

        slow.From.ShouldBeGreaterThan(PromiseModel.Build(facts).RangeFor(card)!.Through);
    }

    [Fact]
    public void Drawer_Empty_IsSupplyAndWaitsForTheNextWeeklyDelivery()
    {
        // The last delivery came on Monday; the next is due on Monday the sixth.
        var model = PromiseModel.Build(Steady with { BlanksOnHand = 0, PrintReadyWaiting = 30 });

        var range = model.RangeFor(new CardPrintReady(Today, 10)).ShouldNotBeNull();

        range.Basis.ShouldBe(PromiseBasis.Supply);
        range.From.ShouldBeGreaterThan(new(2026, 7, 3));
        range.Holds(new(2026, 7, 7)).ShouldBeTrue();
        range.Through.ShouldBeLessThan(new(2026, 7, 31));
    }

    [Fact]
    public void Drawer_EmptyAndNothingForAMonth_ReckonsWithMonths()
    {
        var facts = Steady with { BlanksOnHand = 0, PrintReadyWaiting = 30, Deliveries = Weekly(Today.AddDays(-30), 120) };

        var range = PromiseModel.Build(facts).RangeFor(new CardPrintReady(Today, 10)).ShouldNotBeNull();

        // A hundred days dry, counted from the last delivery, must lie inside; so must an end next week.
        range.Holds(Today.AddDays(71)).ShouldBeTrue();
        range.Holds(Today.AddDays(8)).ShouldBeTrue();
    }

    [Fact]
    public void Drawer_EmptyForAMonthWithADeliveryAnnounced_IsNearer()
    {
        var facts = Steady with { BlanksOnHand = 0, PrintReadyWaiting = 30, Deliveries = Weekly(Today.AddDays(-30), 120) };
        var card = new CardPrintReady(Today, 10);

        var announced = PromiseModel.Build(facts with { Announced = [new(Today.AddDays(5), Today.AddDays(9), 300, 500)] }).RangeFor(card).ShouldNotBeNull();

        announced.Holds(Today.AddDays(9)).ShouldBeTrue();
        announced.Through.ShouldBeLessThan(PromiseModel.Build(facts).RangeFor(card)!.Through);
    }

    [Fact]
    public void CardsStillAtTheCentre_ForWeeks_AreNotForgotten()
    {
        var stuck = Steady with { RecordingToPrintReady = Steady.RecordingToPrintReady with { StillRunning = [.. Enumerable.Repeat(15, 150)] } };

        PromiseModel.Build(stuck).RangeFor(JustRecorded)!.Through.ShouldBeGreaterThan(PromiseModel.Build(Steady).RangeFor(JustRecorded)!.Through.AddDays(14));
    }

    [Fact]
    public void OfficeClosed_ForTwoWeeks_CountsNoneOfThem()
    {
        Closure[] flood = [new(Today.AddDays(1), Today.AddDays(14), new LocalizedText("Banjir"))];

        var range = PromiseModel.Build(Steady with { Calendar = Calendars.Pulomerak(closures: flood) }).RangeFor(JustRecorded).ShouldNotBeNull();

        range.Through.ShouldBeGreaterThan(Today.AddDays(14));
    }

    [Fact]
    public void Printed_NotYetChecked_IsNear()
    {
        var range = PromiseModel.Build(Steady with { BlanksOnHand = 0 }).RangeFor(new CardPrinted(Today.AddDays(-9), Today)).ShouldNotBeNull();

        range.ShouldBe(new(Today.AddDays(1), Today.AddDays(1), PromiseBasis.OwnSpeed));
    }

    [Fact]
    public void PrintedElsewhere_WhateverTheDrawerHolds_TakesWhatTheBundlesTook()
    {
        var facts = Steady with { PrintsHere = false, BlanksOnHand = 0, PrintsPerDay = null, PrintDays = [], RecordingToPrintReady = new([.. Enumerable.Repeat(20, 400)], []) };

        var range = PromiseModel.Build(facts).RangeFor(new CardPrintReady(Today, 400)).ShouldNotBeNull();

        range.Holds(facts.Calendar.AddWorkingDays(Today, 21)).ShouldBeTrue();
        range.Basis.ShouldBe(PromiseBasis.OwnSpeed);
        PromiseModel.Build(facts with { PrintsHere = true }).RangeFor(new CardPrintReady(Today, 400)).ShouldNotBe(range);
    }

    [Fact]
    public void NothingMeasured_StandardPublished_IsTheStandardAndLabelledSo()
    {
        // One month after a recording on Wednesday the first is Friday the 31st.
        var model = PromiseModel.Build(Fresh with { StandardDays = 30 });

        model.RangeFor(JustRecorded).ShouldBe(new(Today, new(2026, 7, 31), PromiseBasis.PublishedStandard));
        model.RangeFor(new CardPrintReady(Today, 1)).ShouldBe(new(Today, new(2026, 7, 31), PromiseBasis.PublishedStandard));
    }

    [Fact]
    public void NothingMeasured_StandardRunOutOrNonePublished_SaysNothing()
    {
        PromiseModel.Build(Fresh).RangeFor(JustRecorded).ShouldBeNull();
        PromiseModel.Build(Fresh with { StandardDays = 30 }).RangeFor(new CardBeforePrintReady(Today.AddDays(-31))).ShouldBeNull();
        PromiseModel.Build(Fresh with { StandardDays = 30 }).RangeFor(new CardBeforePrintReady(Today.AddDays(-30))).ShouldNotBeNull();
    }

    [Fact]
    public void Card_YearsAway_SaysNothing() =>
        PromiseModel.Build(Steady with { BlanksOnHand = 0, PrintReadyWaiting = 60_000 }).RangeFor(new CardPrintReady(Today, 60_000)).ShouldBeNull();

    private static PromiseFacts Fresh => new() { Today = Today, Calendar = Calendars.Pulomerak(), BlanksOnHand = 0, PrintReadyWaiting = 3 };

    private static CardInLine[] Cards(PromiseFacts facts) =>
    [
        new CardBeforePrintReady(facts.Today),
        new CardBeforePrintReady(facts.Today.AddDays(-20)),
        new CardPrintReady(facts.Today.AddDays(-5), 1),
        new CardPrintReady(facts.Today.AddDays(-5), Math.Max(facts.PrintReadyWaiting, 1)),
        new CardPrinted(facts.Today.AddDays(-9), facts.Today.AddDays(-1)),
    ];

    // Of two models only the slower may have nothing to say; a published standard stands whatever the drawer holds.
    private static bool NeverEarlier(CardInLine[] cards, PromiseModel quicker, PromiseModel slower) => cards.All(card =>
        (quicker.RangeFor(card), slower.RangeFor(card)) switch
        {
            (null, { Basis: PromiseBasis.PublishedStandard }) or (_, null) => true,
            (null, _) => false,
            ({ } quick, { } slow) => slow.Basis == PromiseBasis.PublishedStandard || (quick.From <= slow.From && quick.Through <= slow.Through),
        });
}
