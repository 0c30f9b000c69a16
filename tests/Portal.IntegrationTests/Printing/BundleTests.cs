using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Printing;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Printing;

/// <summary>An office whose cards the Dinas prints.</summary>
public sealed class BundleTests : PrintFixture
{
    private static readonly DateOnly s_today = new(2026, 12, 7);

    [Fact]
    public async Task Bundle_NotedCountedAndChecked_LeadsToThePickup()
    {
        var cards = await StartAsync(4);
        var bundle = (await NoteAsync(cards)).Value;
        (await OrderAsync()).Waiting.ShouldBe(0);

        (await ScanAsync(cards[0], bundle)).Value.State.ShouldBe(ApplicationState.Printed);
        (await ScanAsync(cards[1], bundle)).Succeeded.ShouldBeTrue();
        (await ScanAsync(cards[2], bundle)).Succeeded.ShouldBeTrue();
        var counted = (await CountAsync(bundle)).Value;

        counted.Counted.ShouldBe(3);
        counted.Missing.ShouldBe([cards[3]]);
        var order = await OrderAsync();
        order.Rows.Select(r => r.Register).ShouldBe([cards[3]], "what was missing waits again");
        (await CountAsync(bundle)).Error.ShouldBe(PrintingErrors.BundleCounted);
        (await House.Get<PassQuality>().ExecuteAsync(Step(cards[0]), Printer, Never)).Value.State.ShouldBe(ApplicationState.ReadyForPickup);
        var view = (await House.Get<ViewBundle>().ExecuteAsync(new(bundle), Printer, Never)).Value;
        view.Cards.Count.ShouldBe(3);
        await using var db = House.Db();
        (await db.Statuses.Where(s => s.State == ApplicationState.PrintedElsewhere).Select(s => s.Source).Distinct().SingleAsync()).ShouldBe(StatusSource.Phone, "the office says on whose word");
        (await db.AuditEvents.Where(e => e.SubjectId == bundle).OrderBy(e => e.Id).Select(e => e.Verb + " " + e.Detail).ToListAsync()).ShouldBe(["bundle.noted 4", "bundle.received 4 3"]);
    }

    [Fact]
    public async Task Note_CardThatDoesNotWaitHere_NamesItAndNotesNothing()
    {
        var cards = await StartAsync(2);
        var theirs = (await PrintRoom.ReadyAsync(House, 1, office: OfficeCode.Parse("64.72.04").Value))[0];

        var refused = await NoteAsync([.. cards, theirs]);

        refused.Errors.ShouldHaveSingleItem().ShouldSatisfyAllConditions(e => e.Code.ShouldBe("bundle_not_waiting"), e => e.Arguments.ShouldBe([theirs.Grouped]));
        (await OrderAsync()).Waiting.ShouldBe(2);
        (await House.ScalarAsync<long>("SELECT count(*) FROM bundles")).ShouldBe(0);
    }

    [Fact]
    public async Task Note_FaultsOfWhatWasTyped_AreToldTogether()
    {
        var cards = await StartAsync(1);

        var refused = await House.Get<NoteBundle>().ExecuteAsync(new(House.Pulomerak, new string('x', 41), s_today.AddDays(1), [cards[0], cards[0]], StatusSource.Phone, Guid.NewGuid()), Printer, Never);

        refused.Errors.ShouldBe([PrintingErrors.BundleNote, PrintingErrors.ShippedDay, PrintingErrors.BundleSize]);
        await PrintRoom.RulesAsync(House, rules => rules with { PrintsHere = true });
        (await NoteAsync(cards)).Error.ShouldBe(PrintingErrors.PrintsHere);
    }

    [Fact]
    public async Task Note_FiftyDoubleClicks_IsOneBundle()
    {
        var cards = await StartAsync(3);
        var command = Guid.NewGuid();

        var all = await House.FiftyAtOnceAsync(_ => NoteAsync(cards, command));

        all.ShouldAllBe(r => r.Succeeded && r.Value == command);
        (await House.ScalarAsync<long>("SELECT count(*) FROM bundles")).ShouldBe(1);
        (await House.ScalarAsync<long>("SELECT count(*) FROM audit_events WHERE verb = 'card.shipped'")).ShouldBe(3);
    }

    [Fact]
    public async Task Scan_WhileSomebodyEndsTheCounting_EachCardIsHereOrMissing()
    {
        var cards = await StartAsync(49);
        var bundle = (await NoteAsync(cards)).Value;

        await House.FiftyAtOnceAsync(async i => i == 20 ? (await CountAsync(bundle)).Succeeded : (await ScanAsync(cards[i < 20 ? i : i - 1], bundle)).Succeeded);

        var here = await House.ScalarAsync<long>("SELECT count(*) FROM applications WHERE state = 'Printed'");
        (await House.ScalarAsync<int>("SELECT counted FROM bundles")).ShouldBe((int)here);
        (await House.ScalarAsync<long>("SELECT count(*) FROM applications WHERE state = 'PrintReady' AND bundle_id IS NULL")).ShouldBe(49 - here);
    }

    [Fact]
    public async Task Scan_ExtraCardOrByAnotherOffice_IsTold()
    {
        var cards = await StartAsync(2);
        var bundle = (await NoteAsync([cards[0]])).Value;
        var elsewhere = Somebody(StaffRole.PrintOperator, OfficeCode.Parse("64.72.04").Value);

        (await ScanAsync(cards[1], bundle)).Error.Code.ShouldBe("not_in_bundle");
        (await House.Get<ReceiveBundleCard>().ExecuteAsync(new(Step(cards[0]), bundle), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<ReceiveBundle>().ExecuteAsync(new(bundle, null, Guid.NewGuid()), elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<ReceiveBundle>().ExecuteAsync(new(bundle, 1, Guid.NewGuid()), Printer, Never)).Error.ShouldBe(AccessErrors.StalePage);
        (await TakeAsync(1)).Error.ShouldBe(PrintingErrors.PrintsElsewhere);
    }

    [Fact]
    public async Task Extra_CardThatWaits_JoinsTheBundleUntilItIsCounted()
    {
        var cards = await StartAsync(4);
        var (bundle, other) = ((await NoteAsync([cards[0]])).Value, (await NoteAsync([cards[2]])).Value);
        await ScanAsync(cards[0], bundle);
        Task<Result<Portal.Infrastructure.Applications.StepOutcome>> TakeAsync(RegisterNumber card) => House.Get<TakeExtraCard>().ExecuteAsync(new(Step(card), bundle), Printer, Never);

        (await TakeAsync(cards[1])).Value.State.ShouldBe(ApplicationState.Printed);
        (await TakeAsync(cards[1])).Error.Code.ShouldBe("waits_for_no_bundle");
        (await TakeAsync(cards[2])).Error.Code.ShouldBe("in_other_bundle");
        (await ScanAsync(cards[2], bundle)).Error.Code.ShouldBe("in_other_bundle");
        (await CountAsync(bundle)).Value.Counted.ShouldBe(2);
        (await TakeAsync(cards[3])).Error.ShouldBe(PrintingErrors.BundleCounted);
        (await OrderAsync()).Rows.ShouldHaveSingleItem().Register.ShouldBe(cards[3]);
        (await House.Get<ReceiveBundleCard>().ExecuteAsync(new(Step(cards[2]), other), Printer, Never)).Succeeded.ShouldBeTrue("the other bundle is as it was");
    }

    [Fact]
    public async Task Extra_WhileSomebodyEndsTheCounting_IsCountedOrWaits()
    {
        var cards = await StartAsync(50);
        var bundle = (await NoteAsync([cards[49]])).Value;

        await House.FiftyAtOnceAsync(async i => i == 20
            ? (await CountAsync(bundle)).Succeeded
            : (await House.Get<TakeExtraCard>().ExecuteAsync(new(Step(cards[i < 20 ? i : i - 1]), bundle), Printer, Never)).Succeeded);

        (await House.ScalarAsync<int>("SELECT counted FROM bundles")).ShouldBe((int)await House.ScalarAsync<long>("SELECT count(*) FROM applications WHERE state = 'Printed'"));
    }

    [Fact]
    public async Task Spoil_CardOfABundle_UsesNoBlankOfTheOffice()
    {
        var cards = await StartAsync(1);
        var bundle = (await NoteAsync(cards)).Value;
        await ScanAsync(cards[0], bundle);

        (await SpoilAsync(cards[0])).Value.State.ShouldBe(ApplicationState.PrintReady);

        (await House.ScalarAsync<long>("SELECT count(*) FROM stock_entries")).ShouldBe(0);
        (await OrderAsync()).Rows[0].AfterSpoiling.ShouldBeTrue();
    }

    private async Task<IReadOnlyList<RegisterNumber>> StartAsync(int count)
    {
        await PrintRoom.RulesAsync(House, rules => rules with { PrintsHere = false });
        return await ReadyAsync(count);
    }

    private Task<Result<Guid>> NoteAsync(IReadOnlyList<RegisterNumber> cards, Guid? command = null) =>
        House.Get<NoteBundle>().ExecuteAsync(new(House.Pulomerak, " SJ-7 ", s_today.AddDays(-1), cards, StatusSource.Phone, command ?? Guid.NewGuid()), Printer, Never);

    private Task<Result<Portal.Infrastructure.Applications.StepOutcome>> ScanAsync(RegisterNumber register, Guid bundle) =>
        House.Get<ReceiveBundleCard>().ExecuteAsync(new(Step(register), bundle), Printer, Never);

    private Task<Result<CountedBundle>> CountAsync(Guid bundle) => House.Get<ReceiveBundle>().ExecuteAsync(new(bundle, null, Guid.NewGuid()), Printer, Never);
}
