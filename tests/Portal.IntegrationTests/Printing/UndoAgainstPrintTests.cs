using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Printing;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Printing;

/// <summary>Steps taken back while the printer runs on the same cards.</summary>
public sealed class UndoAgainstPrintTests : PrintFixture
{
    private static readonly string[] Expected = [ApplicationErrors.WrongState.Code, ApplicationErrors.CannotUndo.Code, PrintingErrors.OrderEmpty.Code];

    [Fact]
    public async Task Undo_AgainstTheQualityCheckAndThePrinter_BooksAndStatesAgree()
    {
        var cards = await ReadyAsync(5);
        await StockAsync(60);
        await TakeAsync(5);
        foreach (var card in cards.Take(3))
        {
            await PrintedAsync(card);
            await PassAsync(card);
        }

        var all = await House.FiftyAtOnceAsync(async i =>
        {
            var card = cards[i / 10];
            return (i % 10) switch
            {
                0 or 1 or 2 => Outcome(await UndoAsync(card)),
                3 or 4 => Outcome(await SpoilAsync(card)),
                5 => Outcome(await TakeAsync(2)),
                6 => Outcome(await StopAsync(card)),
                7 => Outcome(await PrintedAsync(card)),
                _ => Outcome(await PassAsync(card)),
            };
        });

        all.Where(code => code is not null).ShouldAllBe(code => Expected.Contains(code));
        await AssertBooksAsync();
        await AssertHistoriesAsync();
    }

    [Fact]
    public async Task Undo_OfACardInTheOrderOrInThePrinter_IsNeverPossible()
    {
        var cards = await ReadyAsync(10);
        await StockAsync(10);

        var all = await House.FiftyAtOnceAsync(async i =>
        {
            switch (i % 5)
            {
                case 0:
                    await TakeAsync(1);
                    return "";
                case 1:
                    await StopAsync(cards[i / 5]);
                    return "";
                default:
                    return Outcome(await UndoAsync(cards[i / 5]));
            }
        });

        all.ShouldAllBe(code => code == "" || code == ApplicationErrors.CannotUndo.Code, "what the centre said and what the printer holds is nobody's step to take back");
        await AssertBooksAsync();
        await AssertHistoriesAsync();
    }

    private Task<Result<StepOutcome>> UndoAsync(RegisterNumber register) => House.Get<UndoStep>().ExecuteAsync(Step(register), Printer, Never);

    private Task<Result<StepOutcome>> PassAsync(RegisterNumber register) => House.Get<PassQuality>().ExecuteAsync(Step(register), Printer, Never);

    private static string? Outcome<T>(Result<T> result) => result.Succeeded ? null : result.Error.Code;

    // Every step led on from where the card then stood, and the trail knows each one: nothing overtook anything.
    private async Task AssertHistoriesAsync()
    {
        await using var db = House.Db();
        var cards = await db.Applications.AsNoTracking().Include(a => a.History).ToListAsync();
        var printed = await db.PrintJobs.AsNoTracking().Where(j => j.State == PrintJobState.Printed).Select(j => j.ApplicationId).ToListAsync();
        foreach (var card in cards)
        {
            var before = ApplicationState.PrintReady;
            foreach (var entry in card.History.OrderBy(e => e.Id).Where(e => e.Verb is not null))
            {
                var allowed = entry.Verb == ApplicationVerb.Undo ? ApplicationState.Printed : ApplicationWorkflow.Next(before, entry.Verb!.Value);
                allowed.ShouldBe(entry.State, $"{entry.Verb} from {before}");
                before = entry.State;
            }

            card.State.ShouldBe(before);
            printed.Count(id => id == card.Id).ShouldBe(card.State is ApplicationState.Printed or ApplicationState.ReadyForPickup ? 1 : 0, "a card that is there used exactly one blank");
        }

        var undone = cards.Sum(c => c.History.Count(e => e.Verb == ApplicationVerb.Undo));
        (await db.AuditEvents.CountAsync(e => e.Verb == AuditVerbs.StepUndone)).ShouldBe(undone);
    }
}
