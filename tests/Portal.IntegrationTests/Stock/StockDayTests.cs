using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Stock;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Stock;

/// <summary>The daily close by two people, and what the public reads of it.</summary>
public sealed class StockDayTests : IAsyncLifetime
{
    private static readonly DateOnly Today = new(2026, 12, 7);

    private House _house = null!;
    private StockRoom _room = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _room = new StockRoom(_house);
        await _room.ReceiveAsync(100);
        await _room.WriteOffAsync(2);
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Close_ByTwo_IsPublished()
    {
        (await _room.BoardAsync()).OfToday.Closed.ShouldBeFalse();
        (await _room.CountAsync(Today, 98, StockRoom.Printer)).Succeeded.ShouldBeTrue();
        (await _room.ConfirmAsync(Today, StockRoom.Printer)).Error.ShouldBe(StockErrors.SamePerson);
        (await _room.ConfirmAsync(Today, StockRoom.Supervisor)).Succeeded.ShouldBeTrue();

        var day = (await _room.BoardAsync()).OfToday;
        (day.Closed, day.Alone).ShouldBe((true, false));
        day.Sums.ShouldBe(new StockSums(0, 100, 0, 2, 0, 0));
        (await _room.ConfirmAsync(Today, StockRoom.Supervisor)).Error.ShouldBe(StockErrors.DayClosed);
        (await _room.CountAsync(Today, 98, StockRoom.Printer)).Error.ShouldBe(StockErrors.DayClosed);
    }

    [Fact]
    public async Task Close_ByOne_IsALoneActThatNamesTheDay()
    {
        await _room.CountAsync(Today, 98, StockRoom.Printer);
        (await _room.ConfirmAsync(Today, StockRoom.Printer, alone: "hanya saya yang bertugas")).Succeeded.ShouldBeTrue();

        (await _room.BoardAsync()).OfToday.Alone.ShouldBeTrue();
        await using var db = _house.Db();
        var act = await db.LoneActs.SingleAsync();
        var trail = await db.AuditEvents.SingleAsync(e => e.CommandId == act.SubjectId);
        (trail.Verb, trail.Detail).ShouldBe((AuditVerbs.StockDayClosed, "2026-12-07 alone"));
    }

    [Fact]
    public async Task Close_BookedBetweenCountAndConfirmation_IsStale()
    {
        await _room.CountAsync(Today, 98, StockRoom.Printer);
        await _room.WriteOffAsync(1);

        (await _room.ConfirmAsync(Today, StockRoom.Supervisor)).Error.ShouldBe(AccessErrors.StalePage);
        (await _room.DayAsync()).Count!.Stale.ShouldBeTrue();
        await _room.CountAsync(Today, 97, StockRoom.Printer);
        (await _room.ConfirmAsync(Today, StockRoom.Supervisor)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Close_CountedAgainMeanwhile_IsStaleForTheOldPage()
    {
        await _room.CountAsync(Today, 98, StockRoom.Printer);
        var seen = (await _room.DayAsync()).Count!.Version;
        await _room.CountAsync(Today, 97, StockRoom.Printer, "satu hilang");

        (await _room.ConfirmAsync(Today, StockRoom.Supervisor, version: seen)).Error.ShouldBe(AccessErrors.StalePage);
    }

    [Fact]
    public async Task Close_BookedAfterwards_OpensTheDayAgain()
    {
        await _room.CountAsync(Today, 98, StockRoom.Printer);
        await _room.ConfirmAsync(Today, StockRoom.Supervisor);
        await _room.TransferAsync(10);

        (await _room.BoardAsync()).OfToday.Closed.ShouldBeFalse();
        (await _room.DayAsync()).Open.ShouldBe([Today]);
        (await _room.CountAsync(Today, 88, StockRoom.Supervisor)).Succeeded.ShouldBeTrue();
        (await _room.ConfirmAsync(Today, StockRoom.Printer)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Close_MissedDay_CanBeClosedLaterWithItsOwnSums()
    {
        _house.Time.Advance(TimeSpan.FromDays(3));
        await _room.TransferAsync(8);

        (await _room.DayAsync()).Open.ShouldBe([new(2026, 12, 10), Today]);
        (await _room.DayAsync(Today)).Sums.Closing.ShouldBe(98);
        (await _room.CountAsync(Today, 98, StockRoom.Printer)).Succeeded.ShouldBeTrue();
        (await _room.ConfirmAsync(Today, StockRoom.Supervisor)).Succeeded.ShouldBeTrue();
        (await _room.DayAsync()).Open.ShouldBe([new(2026, 12, 10)]);
        (await _room.DayAsync()).Sums.ShouldBe(new StockSums(98, 0, 0, 0, 8, 0));
    }

    [Fact]
    public async Task Close_DayToCome_IsRefused() => (await _room.CountAsync(Today.AddDays(1), 98, StockRoom.Printer)).Error.ShouldBe(StockErrors.DayNotYet);

    [Fact]
    public async Task Close_Difference_NeedsAWord()
    {
        (await _room.CountAsync(Today, 97, StockRoom.Printer)).Error.ShouldBe(StockErrors.DifferenceUnexplained);
        (await _room.CountAsync(Today, 97, StockRoom.Printer, "satu basah, belum dihapus")).Succeeded.ShouldBeTrue();
        (await _room.DayAsync()).Count!.Difference.ShouldBe(-1);
    }

    [Fact]
    public async Task FiftyAtOnce_ConfirmOneDay_IsClosedOnce()
    {
        await _room.CountAsync(Today, 98, StockRoom.Printer);
        var version = (await _room.DayAsync()).Count!.Version;

        var outcomes = await House.FiftyAtOnceAsync(_ => _room.ConfirmAsync(Today, StockRoom.Of(Core.Staff.StaffRole.Supervisor), version: version));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        (await _house.ScalarAsync<long>($"SELECT count(*) FROM audit_events WHERE verb = '{AuditVerbs.StockDayClosed}'")).ShouldBe(1);
    }

    // 23.30 in Cilegon is still the 7th; 16.30 in UTC says nothing about it.
    [Fact]
    public async Task Sums_NearMidnight_BelongToTheOfficesOwnDay()
    {
        _house.Time.UtcNow = new DateTimeOffset(2026, 12, 7, 16, 30, 0, TimeSpan.Zero);
        await _room.TransferAsync(1);
        _house.Time.Advance(TimeSpan.FromHours(1));
        await _room.TransferAsync(2);

        (await _room.DayAsync(Today)).Sums.Transferred.ShouldBe(1);
        (await _room.DayAsync()).Day.ShouldBe(new DateOnly(2026, 12, 8));
        (await _room.DayAsync()).Sums.Transferred.ShouldBe(2);
    }
}
