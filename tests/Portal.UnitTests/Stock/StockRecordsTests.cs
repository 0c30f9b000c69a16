using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;

namespace Portal.UnitTests.Stock;

/// <summary>The daily close, corrections and requests: who may do what, and when it is too late.</summary>
public sealed class StockRecordsTests
{
    private static readonly OfficeCode Office = OfficeCode.Parse("36.72.03").Value;
    private static readonly DateTimeOffset Now = new(2026, 12, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 12, 7);
    private static readonly StockSums Sums = new(100, 250, 30, 2, 10, -1);
    private static readonly Actor First = Actor.Staff(Guid.NewGuid(), [new(StaffRole.PrintOperator, Scope.Of(Office))]);
    private static readonly Actor Second = Actor.Staff(Guid.NewGuid(), [new(StaffRole.Supervisor, Scope.Of(Office))]);

    [Fact]
    public void Closing_OfAnyDay_IsOpeningPlusEveryMovement() => Prop.ForAll(Gen.Choose(0, 500).ArrayOf(6).ToArbitrary(), n =>
        new StockSums(n[0], n[1], n[2], n[3], n[4], n[5]).Closing == n[0] + n[1] - n[2] - n[3] - n[4] + n[5]).QuickCheckThrowOnFailure();

    [Fact]
    public void Count_DifferentFromTheLedger_NeedsAWord()
    {
        StockDay.Count(Office, Today, Sums, 306, null, First, Now).Error.ShouldBe(StockErrors.DifferenceUnexplained);

        var day = StockDay.Count(Office, Today, Sums, 306, "satu terselip di laci", First, Now).Value;
        day.Difference.ShouldBe(-1);
        day.Sums.ShouldBe(Sums);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-1)]
    [InlineData(StockRules.Most + 1)]
    public void Count_NoSuchNumber_IsRefused(int? counted) => StockDay.Count(Office, Today, Sums, counted, "sebab", First, Now).Error.ShouldBe(StockErrors.Counted);

    [Fact]
    public void Confirm_SamePerson_OnlyAlone()
    {
        var day = Counted();
        day.Confirm(Sums, alone: false, First, Now).Error.ShouldBe(StockErrors.SamePerson);
        day.Confirm(Sums, alone: true, First, Now).Succeeded.ShouldBeTrue();
        day.Alone.ShouldBeTrue();
        day.IsClosed(Sums).ShouldBeTrue();
    }

    [Fact]
    public void Confirm_AnotherPerson_IsNeverAlone()
    {
        var day = Counted();
        day.Confirm(Sums, alone: true, Second, Now).Succeeded.ShouldBeTrue();
        day.Alone.ShouldBeFalse();
        day.Confirm(Sums, alone: false, Second, Now).Error.ShouldBe(StockErrors.DayClosed);
    }

    [Fact]
    public void Confirm_BookedSinceTheCount_IsStaleEvenWhenTheClosingIsTheSame()
    {
        var moved = Sums with { Received = Sums.Received + 5, Transferred = Sums.Transferred + 5 };

        Counted().Confirm(moved, alone: false, Second, Now).Error.ShouldBe(AccessErrors.StalePage);
    }

    [Fact]
    public void CountAgain_ClosedDay_OnlyWhenMoreWasBooked()
    {
        var day = Counted();
        day.Confirm(Sums, alone: false, Second, Now);
        day.CountAgain(Sums, 307, null, First, Now).Error.ShouldBe(StockErrors.DayClosed);

        var later = Sums with { Printed = 31 };
        day.IsClosed(later).ShouldBeFalse("a card was printed after the close");
        day.CountAgain(later, 306, null, Second, Now).Succeeded.ShouldBeTrue();
        day.ConfirmedAt.ShouldBeNull();
        day.Confirm(later, alone: false, First, Now).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void CountAgain_BeforeTheSecondPerson_ReplacesTheCount()
    {
        var day = Counted();
        day.CountAgain(Sums, 300, "tujuh basah", Second, Now).Succeeded.ShouldBeTrue();
        day.Counted.ShouldBe(300);
        day.CountedBy.ShouldBe(Second.StaffId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(StockRules.Most + 1)]
    [InlineData(-StockRules.Most - 1)]
    public void Propose_NoSuchChange_IsRefused(int? change) => StockCorrection.Propose(Guid.NewGuid(), Office, change, "sebab", First, Now).Error.ShouldBe(StockErrors.Change);

    [Fact]
    public void Decide_Proposer_MayWithdrawButNotAccept()
    {
        Proposed().Decide(accept: true, alone: false, First, Now).Error.ShouldBe(StockErrors.SamePerson);
        Proposed().Decide(accept: false, alone: false, First, Now).Succeeded.ShouldBeTrue();
        Proposed().Decide(accept: true, alone: true, First, Now).Succeeded.ShouldBeTrue();
        Proposed().Decide(accept: true, alone: false, Second, Now).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Decide_Decided_IsOver()
    {
        var correction = Proposed();
        correction.Decide(accept: true, alone: false, Second, Now);
        correction.Decide(accept: false, alone: false, First, Now).Error.ShouldBe(StockErrors.Decided);
        correction.Accepted.ShouldBe(true);
    }

    [Fact]
    public void Promise_MayBeSaidAgain_UntilItEnds()
    {
        var request = StockRequest.Ask(Guid.NewGuid(), Office, 500, null, Today, First, Now).Value;
        request.Promise(Today, Today.AddDays(7), 200, 300, Today, Now).Succeeded.ShouldBeTrue();
        request.Promise(Today.AddDays(10), Today.AddDays(20), 500, 500, Today, Now).Succeeded.ShouldBeTrue();
        request.ExpectedFrom.ShouldBe(Today.AddDays(10));
        request.Receive(Now).Succeeded.ShouldBeTrue();
        request.Promise(Today, Today, 1, 1, Today, Now).Error.ShouldBe(StockErrors.Decided);
        request.Withdraw(Now).Error.ShouldBe(StockErrors.Decided);
        request.Refuse(Now).Error.ShouldBe(StockErrors.Decided);
    }

    [Theory]
    [InlineData(5, 2, 100, 200)]
    [InlineData(-9, -1, 100, 200)]
    [InlineData(1, 2, 0, 200)]
    [InlineData(1, 2, 300, 200)]
    [InlineData(1, 2, 300, StockRules.Most + 1)]
    public void Promise_WrongWayRoundOrPast_IsRefused(int from, int through, int least, int most)
    {
        var request = StockRequest.Ask(Guid.NewGuid(), Office, 500, null, Today, First, Now).Value;

        request.Promise(Today.AddDays(from), Today.AddDays(through), least, most, Today, Now).Error.ShouldBe(StockErrors.Expected);
        request.State.ShouldBe(StockRequestState.Sent);
    }

    [Fact]
    public void Ask_NoQuantity_IsRefused() => StockRequest.Ask(Guid.NewGuid(), Office, 0, null, Today, First, Now).Error.ShouldBe(StockErrors.Quantity);

    private static StockDay Counted() => StockDay.Count(Office, Today, Sums, Sums.Closing, null, First, Now).Value;

    private static StockCorrection Proposed() => StockCorrection.Propose(Guid.NewGuid(), Office, -3, "terhitung dua kali", First, Now).Value;
}
