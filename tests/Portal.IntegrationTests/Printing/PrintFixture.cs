using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Offices;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Stock;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Printing;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Printing;

/// <summary>A print room: cards in the order of their numbers, blanks in the cupboard.</summary>
public abstract class PrintFixture : DeskFixture
{
    /// <summary>Cards that the centre has had ready since a week, one minute after the other.</summary>
    protected Task<IReadOnlyList<RegisterNumber>> ReadyAsync(int count) => PrintRoom.ReadyAsync(House, count);

    protected Task StockAsync(int blanks, string? serialFrom = null, string? serialThrough = null) => PrintRoom.StockAsync(House, blanks, serialFrom, serialThrough);

    protected Task<Result<StartedBatch>> TakeAsync(int size, Guid? command = null) =>
        House.Get<StartPrintBatch>().ExecuteAsync(new(House.Pulomerak, size, command ?? Guid.NewGuid()), Printer, Never);

    protected static StepCommand Step(RegisterNumber register, uint? version = null) => new(register, version, Guid.NewGuid());

    protected Task<Result<StepOutcome>> PrintedAsync(RegisterNumber register, string? serial = null) =>
        House.Get<FinishPrintJob>().ExecuteAsync(new(Step(register), serial), Printer, Never);

    protected Task<Result<StepOutcome>> SpoilAsync(RegisterNumber register, string? serial = null) =>
        House.Get<SpoilPrintJob>().ExecuteAsync(new(Step(register), [new OfficeRules().SpoilReasons[0]], null, serial), Printer, Never);

    protected Task<Result<StepOutcome>> StopAsync(RegisterNumber register) => House.Get<StopPrintJob>().ExecuteAsync(Step(register), Printer, Never);

    protected async Task<PrintOrderView> OrderAsync(int skip = 0, int take = 200) =>
        (await House.Get<ViewPrintOrder>().ExecuteAsync(new(House.Pulomerak, skip, take), Printer, Never)).Value;

    /// <summary>Ledger, level, reservation and cards tell the same story.</summary>
    protected Task AssertBooksAsync() => PrintRoom.AssertBooksAsync(House);
}

/// <summary>What a print room needs, also where a test has no fixture of it.</summary>
public static class PrintRoom
{
    private static readonly DateTimeOffset s_first = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<RegisterNumber>> ReadyAsync(House house, int count, ApplicationState state = ApplicationState.PrintReady, OfficeCode? office = null, bool phone = true)
    {
        var entry = (await house.Get<OfficeDirectory>().GetAsync())[office ?? House.Pulomerak];
        var cards = new ReadyCards(house.Get<ApplicationRegistrar>(), entry, house.Time.GetUtcNow());
        List<RegisterNumber> made = [];
        await using var db = house.Db();
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var i = 0; i < count; i++)
        {
            made.Add(await cards.AddAsync(db, s_first.AddMinutes(i), state, phone));
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return made;
    }

    public static Task StockAsync(House house, int blanks, string? serialFrom = null, string? serialThrough = null) => house.RunAsync(
        $"""
        INSERT INTO stock_levels (office_code, on_hand, reserved) VALUES ('36.72.03', {blanks}, 0) ON CONFLICT (office_code) DO UPDATE SET on_hand = stock_levels.on_hand + {blanks};
        INSERT INTO stock_entries (office_code, movement, change, balance, local_day, at, delivery_note, serial_from, serial_through, command_id)
        VALUES ('36.72.03', 'Received', {blanks}, (SELECT on_hand FROM stock_levels WHERE office_code = '36.72.03'), '2026-12-07', '2026-12-07T01:00:00Z', 'SJ-1', {Quoted(serialFrom)}, {Quoted(serialThrough)}, gen_random_uuid())
        """);

    private static string Quoted(string? text) => text is null ? "NULL" : $"'{text}'";

    public static async Task RulesAsync(House house, Func<OfficeRules, OfficeRules> change, OfficeCode? office = null)
    {
        await using var db = house.Db();
        var row = await db.Offices.SingleAsync(o => o.Code == (office ?? House.Pulomerak));
        row.ChangeRules(change(row.Rules));
        await db.SaveChangesAsync();
        house.Get<OfficeDirectory>().Invalidate();
    }

    public static async Task AssertBooksAsync(House house)
    {
        await using var db = house.Db();
        var level = await db.StockLevels.AsNoTracking().SingleAsync(l => l.OfficeCode == House.Pulomerak);
        var entries = await db.StockEntries.AsNoTracking().Where(e => e.OfficeCode == House.Pulomerak).OrderBy(e => e.Id).ToListAsync();
        var jobs = await db.PrintJobs.AsNoTracking().ToListAsync();
        var states = await db.Applications.AsNoTracking().ToDictionaryAsync(a => a.Id, a => a.State);

        level.OnHand.ShouldBe(entries.Sum(e => e.Change), "the level is the ledger's sum");
        entries.Aggregate(0, (sum, e) =>
        {
            (sum + e.Change).ShouldBe(e.Balance, "each line continues the one before");
            e.Balance.ShouldBeGreaterThanOrEqualTo(0);
            return e.Balance;
        });
        level.Reserved.ShouldBe(jobs.Count(j => j.State == PrintJobState.Printing), "a blank is reserved for each card in the printer, and for nothing else");
        int NetOf(StockMovement movement) => -entries.Where(e => e.Movement == movement && e.PrintJobId != null).Sum(e => e.Change);
        NetOf(StockMovement.Printed).ShouldBe(jobs.Count(j => j.State == PrintJobState.Printed), "one blank for each printed card");
        NetOf(StockMovement.Spoiled).ShouldBe(jobs.Count(j => j.State == PrintJobState.Spoiled), "one blank for each spoiled card");
        jobs.Where(j => j.State == PrintJobState.Printing).Select(j => j.ApplicationId).ShouldBe(
            states.Where(s => s.Value == ApplicationState.Printing).Select(s => s.Key), ignoreOrder: true, "a card is in the printer when its application says so");
    }
}
