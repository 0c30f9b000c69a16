using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Printing;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Printing;

public sealed class PrintJobTests : PrintFixture
{
    [Fact]
    public async Task Printed_Spoiled_Stopped_EachLeavesTheBooksRight()
    {
        var cards = await ReadyAsync(4);
        await StockAsync(10);
        await TakeAsync(4);

        (await PrintedAsync(cards[0])).Value.State.ShouldBe(ApplicationState.Printed);
        (await SpoilAsync(cards[1])).Value.State.ShouldBe(ApplicationState.PrintReady);
        (await StopAsync(cards[2])).Value.State.ShouldBe(ApplicationState.PrintReady);
        await AssertBooksAsync();
        (await SpoilAsync(cards[0])).Value.State.ShouldBe(ApplicationState.PrintReady, "spoiled when it was looked at");

        await AssertBooksAsync();
        (await House.ScalarAsync<int>("SELECT on_hand FROM stock_levels")).ShouldBe(8);
        (await House.ScalarAsync<int>("SELECT reserved FROM stock_levels")).ShouldBe(1);
        var order = await OrderAsync();
        order.Rows.Select(r => (r.Register, r.AfterSpoiling)).ShouldBe([(cards[0], true), (cards[1], true), (cards[2], false)]);
    }

    [Fact]
    public async Task Printed_FiftyAtOnce_DrawsOneBlank()
    {
        var card = (await ReadyAsync(1))[0];
        await StockAsync(5);
        await TakeAsync(1);

        var all = await House.FiftyAtOnceAsync(_ => PrintedAsync(card));

        all.Count(r => r.Succeeded).ShouldBe(1);
        all.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == ApplicationErrors.WrongState);
        (await House.ScalarAsync<int>("SELECT on_hand FROM stock_levels")).ShouldBe(4);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Printed_FiftyDoubleClicks_AnswerAllAlike()
    {
        var card = (await ReadyAsync(1))[0];
        await StockAsync(5);
        await TakeAsync(1);
        var step = Step(card);

        var all = await House.FiftyAtOnceAsync(_ => House.Get<FinishPrintJob>().ExecuteAsync(new(step), Printer, Never));

        all.ShouldAllBe(r => r.Succeeded && r.Value.State == ApplicationState.Printed);
        all.Count(r => !r.Value.Already).ShouldBe(1);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Printed_SpoiledAndStoppedAtOnce_OneOfThemForEachCard()
    {
        var cards = await ReadyAsync(16);
        await StockAsync(16);
        await TakeAsync(16);

        await House.FiftyAtOnceAsync(i => (i % 3) switch
        {
            0 => PrintedAsync(cards[i / 3 % 16]),
            1 => SpoilAsync(cards[i / 3 % 16]),
            _ => StopAsync(cards[i / 3 % 16]),
        });

        (await House.ScalarAsync<long>("SELECT count(*) FROM print_jobs WHERE state = 'Printing'")).ShouldBe(0);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Cancel_AgainstThePrinter_OneOfThemWinsForEachCard()
    {
        var cards = await ReadyAsync(50);
        await StockAsync(50);
        List<Guid> ids = [];
        foreach (var card in cards)
        {
            ids.Add(await House.ApplicationIdAsync(card));
        }

        // Twenty-five residents withdraw the cards at the front while twenty-five operators take them.
        var cancelled = 0;
        await House.FiftyAtOnceAsync(async i =>
        {
            if (i % 2 == 0)
            {
                await TakeAsync(2);
            }
            else if ((await House.Get<CancelApplication>().ExecuteAsync(new(ids[i], Guid.NewGuid()), Actor.Resident(ids[i]), Never)).Succeeded)
            {
                Interlocked.Increment(ref cancelled);
            }

            return true;
        });

        (await House.ScalarAsync<long>("SELECT count(*) FROM applications WHERE state = 'Cancelled'")).ShouldBe(cancelled);
        (await House.ScalarAsync<long>("SELECT count(*) FROM applications a JOIN print_jobs j ON j.application_id = a.id WHERE a.state = 'Cancelled'")).ShouldBe(0, "nobody's withdrawn card is in the printer");
        (await House.ScalarAsync<long>("SELECT count(*) FROM applications WHERE state NOT IN ('Cancelled', 'Printing', 'PrintReady')")).ShouldBe(0);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Cancel_InThePrinter_IsRefused()
    {
        var card = (await ReadyAsync(1))[0];
        await StockAsync(1);
        await TakeAsync(1);
        var id = await House.ApplicationIdAsync(card);

        (await House.Get<CancelApplication>().ExecuteAsync(new(id, Guid.NewGuid()), Actor.Resident(id), Never)).Error.ShouldBe(ApplicationErrors.Closed);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Serial_WhereTracked_MustBeReceivedAndUnused()
    {
        await PrintRoom.RulesAsync(House, rules => rules with { TracksSerials = true });
        var cards = await ReadyAsync(4);
        await StockAsync(10, "AB0001", "AB0010");
        var batch = (await TakeAsync(4)).Value.Id;

        (await PrintedAsync(cards[0])).Error.ShouldBe(StockErrors.SerialRequired);
        (await PrintedAsync(cards[0], "AB0011")).Error.ShouldBe(StockErrors.SerialUnknown);
        (await PrintedAsync(cards[0], "AB-001")).Error.ShouldBe(StockErrors.Serial);
        (await PrintedAsync(cards[0], " ab 0003 ")).Succeeded.ShouldBeTrue();
        (await PrintedAsync(cards[1], "AB0003")).Error.ShouldBe(StockErrors.SerialUnknown, "one blank is one card");
        (await SpoilAsync(cards[1], "AB0004")).Succeeded.ShouldBeTrue();
        (await PrintedAsync(cards[2], "AB0004")).Error.ShouldBe(StockErrors.SerialUnknown, "a spoiled blank is gone");
        (await House.Get<FinishPrintBatch>().ExecuteAsync(new(batch), Printer, Never)).Error.ShouldBe(PrintingErrors.OneByOne);
        (await SpoilAsync(cards[0])).Succeeded.ShouldBeTrue();
        (await House.ScalarAsync<long>("SELECT count(*) FROM stock_entries WHERE serial = 'AB0003'")).ShouldBe(3, "printed, taken back, spoiled");
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Serial_FiftyCardsWithOneSerial_OneGetsIt()
    {
        await PrintRoom.RulesAsync(House, rules => rules with { TracksSerials = true });
        var cards = await ReadyAsync(50);
        await StockAsync(60, "AB0001", "AB0060");
        await TakeAsync(50);

        var all = await House.FiftyAtOnceAsync(i => PrintedAsync(cards[i], "AB0007"));

        all.Count(r => r.Succeeded).ShouldBe(1);
        all.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == StockErrors.SerialUnknown);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task FinishBatch_AtOnceWithAStop_NotesTheRestOnce()
    {
        var cards = await ReadyAsync(20);
        await StockAsync(20);
        var batch = (await TakeAsync(20)).Value.Id;

        var counts = await House.FiftyAtOnceAsync(async i =>
        {
            if (i == 25)
            {
                await StopAsync(cards[19]);
                return 0;
            }

            var done = await House.Get<FinishPrintBatch>().ExecuteAsync(new(batch), Printer, Never);
            return done.TryGet(out var printed) ? printed : 0;
        });

        counts.Sum().ShouldBe((int)await House.ScalarAsync<long>("SELECT count(*) FROM print_jobs WHERE state = 'Printed'"));
        (await OrderAsync()).Unfinished.ShouldBeEmpty();
        (await House.Get<FinishPrintBatch>().ExecuteAsync(new(batch), Printer, Never)).Error.ShouldBe(PrintingErrors.BatchDone);
        await AssertBooksAsync();
    }

    [Fact]
    public async Task PassQuality_TellsTheHolderOnceInTheSameTransaction()
    {
        var card = (await ReadyAsync(1))[0];
        await StockAsync(1);
        await TakeAsync(1);
        var printed = await PrintedAsync(card);

        var all = await House.FiftyAtOnceAsync(_ => House.Get<PassQuality>().ExecuteAsync(Step(card), Registrar, Never));

        all.Count(r => r.Succeeded).ShouldBe(1);
        (await House.ScalarAsync<string>("SELECT string_agg(event, ',') FROM outbox_messages")).ShouldBe("CardReady");
        (await House.Get<PassQuality>().ExecuteAsync(Step(card, printed.Value.Version), Registrar, Never)).Error.ShouldBe(AccessErrors.StalePage);
    }

    [Fact]
    public async Task FailQuality_ByTheRegistrar_WritesTheBlankOffOnceAndPutsTheCardFirst()
    {
        var cards = await ReadyAsync(2);
        await StockAsync(2);
        await TakeAsync(2);
        await PrintedAsync(cards[1]);
        Task<Result<StepOutcome>> FailAsync(RegisterNumber card, string? why) => House.Get<FailQuality>().ExecuteAsync(new(Step(card), [], why), Registrar, Never);

        (await FailAsync(cards[1], null)).Error.ShouldBe(ApplicationErrors.ReasonsRequired);
        (await FailAsync(cards[0], "foto buram")).Error.ShouldBe(ApplicationErrors.WrongState, "what is still in the printer is the print operator's");
        (await House.FiftyAtOnceAsync(_ => FailAsync(cards[1], "foto buram"))).Count(r => r.Succeeded).ShouldBe(1);

        (await OrderAsync()).Rows.ShouldHaveSingleItem().AfterSpoiling.ShouldBeTrue();
        await AssertBooksAsync();
    }

    [Fact]
    public async Task Steps_ByAnotherOfficeOrRole_AreRefused()
    {
        var card = (await ReadyAsync(1))[0];
        await StockAsync(1);
        var batch = (await TakeAsync(1)).Value.Id;
        var elsewhere = Somebody(StaffRole.PrintOperator, OfficeCode.Parse("64.72.04").Value);

        (await House.Get<FinishPrintJob>().ExecuteAsync(new(Step(card)), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<SpoilPrintJob>().ExecuteAsync(new(Step(card), [], "rusak di printer"), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<StopPrintJob>().ExecuteAsync(Step(card), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<ViewPrintBatch>().ExecuteAsync(new(batch), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<FinishPrintBatch>().ExecuteAsync(new(batch), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<FinishPrintJob>().ExecuteAsync(new(Step(card)), Registrar, Never)).Error.ShouldBe(AccessErrors.Forbidden);
        (await House.Get<SpoilPrintJob>().ExecuteAsync(new(Step(card), [], null), Printer, Never)).Error.ShouldBe(ApplicationErrors.ReasonsRequired);
    }
}
