using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Stock;
using Portal.Infrastructure.Printing;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Printing;

public sealed class StartPrintBatchTests : PrintFixture
{
    [Fact]
    public async Task Start_FromTheFront_TakesTheOldestAndReservesTheirBlanks()
    {
        var cards = await ReadyAsync(5);
        await StockAsync(10);

        var batch = (await TakeAsync(3)).Value;

        (batch.Number, batch.Taken, batch.BlanksRanOut).ShouldBe((1, 3, false));
        (await House.Get<ViewPrintBatch>().ExecuteAsync(new(batch.Id), Printer, Never)).Value.Jobs.Select(j => j.Register).ShouldBe(cards.Take(3));
        var order = await OrderAsync();
        order.Rows.Select(r => (r.Place, r.Register)).ShouldBe([(1, cards[3]), (2, cards[4])]);
        (order.Available, order.Reserved).ShouldBe((7, 3));
        order.Unfinished.Single().InPrinter.ShouldBe(3);
        (await TakeAsync(1)).Value.Number.ShouldBe(2);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Start_MoreThanThereAreBlanks_TakesWhatTheBlanksReachAndSaysSo()
    {
        await ReadyAsync(5);
        await StockAsync(2);

        var batch = (await TakeAsync(4)).Value;

        (batch.Taken, batch.BlanksRanOut).ShouldBe((2, true));
        (await TakeAsync(1)).Error.Code.ShouldBe(StockErrors.NotEnough(0).Code);
        (await OrderAsync()).Rows.ShouldAllBe(r => !r.HasBlank);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Start_FiftyOperatorsOnThirtyBlanks_NeverBelowZeroAndNoCardTwice()
    {
        var cards = await ReadyAsync(60);
        await StockAsync(30);

        var all = await House.FiftyAtOnceAsync(_ => TakeAsync(1));

        all.Count(r => r.Succeeded).ShouldBe(30);
        all.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error.Code == "stock_not_enough");
        all.Where(r => r.Succeeded).Select(r => r.Value.Number).Order().ShouldBe(Enumerable.Range(1, 30), "numbers of the day have no gap and none twice");
        (await OrderAsync()).Rows.Select(r => r.Register).ShouldBe(cards.Skip(30), "those served are the first thirty, whoever came first");
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Start_FiftyDoubleClicks_IsOneBatch()
    {
        await ReadyAsync(60);
        await StockAsync(60);
        var command = Guid.NewGuid();

        var all = await House.FiftyAtOnceAsync(_ => TakeAsync(4, command));

        all.ShouldAllBe(r => r.Succeeded && r.Value.Id == command && r.Value.Taken == 4);
        (await OrderAsync()).Unfinished.Single().Cards.ShouldBe(4);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Start_WhatCannotBe_IsRefusedWithItsReason()
    {
        (await TakeAsync(1)).Error.ShouldBe(PrintingErrors.OrderEmpty);
        (await TakeAsync(0)).Error.ShouldBe(PrintingErrors.BatchSize);
        (await TakeAsync(PrintBatch.Most + 1)).Error.ShouldBe(PrintingErrors.BatchSize);
        await PrintRoom.RulesAsync(House, rules => rules with { PrintsHere = false });
        (await TakeAsync(1)).Error.ShouldBe(PrintingErrors.PrintsElsewhere);
        (await House.Get<StartPrintBatch>().ExecuteAsync(new(House.Pulomerak, 1, Guid.NewGuid()), Registrar, Never)).Error.ShouldBe(AccessErrors.Forbidden);
    }

    [Fact]
    public async Task PrintOne_BeforeOthers_NeedsAReasonAndIsCounted()
    {
        var cards = await ReadyAsync(3);
        await StockAsync(3);

        var refused = await OneAsync(cards[2], null);
        var taken = await OneAsync(cards[2], "Ibu hamil akan bersalin");
        var front = await OneAsync(cards[0], null);

        refused.Error.Code.ShouldBe("jump_reason");
        refused.Error.Arguments.ShouldBe([2]);
        taken.Succeeded.ShouldBeTrue();
        front.Succeeded.ShouldBeTrue("the first of the order jumps nobody");
        (await TrailAsync(await House.ApplicationIdAsync(cards[2]))).ShouldBe(["print_order.jumped", "card.print_started"]);
        var today = new DateOnly(2026, 12, 7);
        (await House.Get<CountJumps>().ExecuteAsync(new(House.Pulomerak, today, today), Actor.Visitor, Never)).Value.ShouldBe(new Jumps(0, 1));
        await AssertBooksAsync();
    }

    [Fact]
    public async Task PrintOne_OfAnotherOfficeOrNotInTheOrder_IsTold()
    {
        var theirs = (await PrintRoom.ReadyAsync(House, 1, office: OfficeCode.Parse("64.72.04").Value))[0];
        var mine = (await ReadyAsync(1))[0];
        await StockAsync(3);
        await OneAsync(mine, null);

        (await OneAsync(theirs, null)).Error.ShouldBe(AccessErrors.NotFound);
        (await OneAsync(mine, null)).Error.ShouldBe(PrintingErrors.NotInOrder);
    }

    [Fact]
    public async Task GivePriority_MovesTheCardForwardWithNameAndReason()
    {
        var cards = await ReadyAsync(4);

        var given = await House.Get<GivePriority>().ExecuteAsync(new(Step(cards[3]), "exam", "Ujian sekolah pekan depan"), Supervisor, Never);
        (await House.Get<GivePriority>().ExecuteAsync(new(Step(cards[2]), "exam", " "), Supervisor, Never)).Error.ShouldBe(AccessErrors.ReasonRequired);
        (await House.Get<GivePriority>().ExecuteAsync(new(Step(cards[2]), "teman", "Teman saya sendiri"), Supervisor, Never)).Error.Code.ShouldBe("priority_unknown");
        (await House.Get<GivePriority>().ExecuteAsync(new(Step(cards[2]), "exam", "Ujian sekolah"), Printer, Never)).Error.ShouldBe(AccessErrors.Forbidden);

        (await OrderAsync()).Rows.Select(r => r.Register).ShouldBe([cards[3], cards[0], cards[1], cards[2]]);
        (await OrderAsync()).Rows[0].Priority!.Code.ShouldBe("exam");
        var stale = await House.Get<TakePriority>().ExecuteAsync(new(Step(cards[3], given.Value.Version - 1), "Salah pilih orang"), Supervisor, Never);
        stale.Error.ShouldBe(AccessErrors.StalePage);
        (await House.Get<TakePriority>().ExecuteAsync(new(Step(cards[3], given.Value.Version), "Salah pilih orang"), Supervisor, Never)).Succeeded.ShouldBeTrue();
        (await OrderAsync()).Rows.Select(r => r.Register).ShouldBe(cards);
        (await House.Get<CountJumps>().ExecuteAsync(new(House.Pulomerak, new(2026, 12, 1), new(2026, 12, 31)), Actor.Visitor, Never)).Value.ShouldBe(new Jumps(1, 0));
    }

    private Task<Result<StartedBatch>> OneAsync(RegisterNumber register, string? reason) =>
        House.Get<PrintOneCard>().ExecuteAsync(new(House.Pulomerak, register, reason, Guid.NewGuid()), Printer, Never);
}
