using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Stock;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Stock;

/// <summary>Acts on blangko in the words of the office, on a house's database.</summary>
internal sealed class StockRoom(House house)
{
    public static readonly Actor Supervisor = Of(StaffRole.Supervisor);
    public static readonly Actor Printer = Of(StaffRole.PrintOperator);
    public static readonly Actor Elsewhere = Actor.Staff(Guid.NewGuid(), [new(StaffRole.Supervisor, Scope.Of(OfficeCode.Parse("64.72.04").Value))]);

    public static Actor Of(StaffRole role) => Actor.Staff(Guid.NewGuid(), [new(role, Scope.Of(House.Pulomerak))]);

    public Task<Result<StockOutcome>> ReceiveAsync(int quantity, Actor? by = null, string note = "SJ 1", string? from = null, string? through = null, Guid? request = null, Guid? command = null) =>
        house.Get<ReceiveBlangko>().ExecuteAsync(new(House.Pulomerak, quantity, note, from, through, request, command ?? Guid.NewGuid()), by ?? Printer, default);

    public Task<Result<StockOutcome>> WriteOffAsync(int quantity, Actor? by = null, string reason = "basah terkena hujan") =>
        house.Get<WriteOffBlangko>().ExecuteAsync(new(House.Pulomerak, quantity, reason, Guid.NewGuid()), by ?? Printer, default);

    public Task<Result<StockOutcome>> TransferAsync(int quantity, Actor? by = null, string destination = "Kecamatan Grogol") =>
        house.Get<TransferBlangko>().ExecuteAsync(new(House.Pulomerak, quantity, destination, Guid.NewGuid()), by ?? Supervisor, default);

    public async Task<(Guid Id, uint Version)> ProposeAsync(int change, Actor by)
    {
        var command = Guid.NewGuid();
        (await house.Get<ProposeCorrection>().ExecuteAsync(new(House.Pulomerak, change, "terhitung dua kali", command), by, default)).Succeeded.ShouldBeTrue();
        await using var db = house.Db();
        var subject = db.AuditEvents.Single(e => e.CommandId == command).SubjectId;
        var proposed = db.StockCorrections.Single(c => c.Id == subject);
        return (proposed.Id, proposed.Version);
    }

    public Task<Result<StockOutcome>> DecideAsync((Guid Id, uint Version) correction, bool accept, Actor by, string? alone = null) =>
        house.Get<DecideCorrection>().ExecuteAsync(new(correction.Id, correction.Version, accept, alone, Guid.NewGuid()), by, default);

    public Task<Result<StockOutcome>> CountAsync(DateOnly day, int counted, Actor by, string? why = null) =>
        house.Get<CountStockDay>().ExecuteAsync(new(House.Pulomerak, day, counted, why, Guid.NewGuid()), by, default);

    public async Task<StockDayView> DayAsync(DateOnly? day = null, Actor? by = null) =>
        (await house.Get<ViewStockDay>().ExecuteAsync(new(House.Pulomerak, day), by ?? Supervisor, default)).Value;

    public async Task<Result<StockOutcome>> ConfirmAsync(DateOnly day, Actor by, string? alone = null, uint? version = null) =>
        await house.Get<ConfirmStockDay>().ExecuteAsync(new(House.Pulomerak, day, version ?? (await DayAsync(day)).Count!.Version, alone, Guid.NewGuid()), by, default);

    public async Task<StockBoard> BoardAsync(DateOnly? from = null, DateOnly? through = null) =>
        (await house.Get<ViewStockBoard>().ExecuteAsync(new(House.Pulomerak, from, through), Actor.Visitor, default)).Value;

    /// <summary>Books people and puts them into the print order, first come first; returns their applications in order.</summary>
    public async Task<IReadOnlyList<Guid>> QueueAsync(int people, int firstPerson = 1)
    {
        List<Guid> ids = [];
        foreach (var person in Enumerable.Range(firstPerson, people))
        {
            var slot = (await house.SlotsAsync()).First(s => s.Free > 0);
            var id = await house.ApplicationIdAsync((await house.BookAsync(House.Person(person), slot.Start)).Value.Register);
            await house.RunAsync($"UPDATE applications SET state = 'PrintReady', print_ready_at = timestamptz '2026-12-01 00:00Z' + interval '{person} minutes' WHERE id = '{id}'");
            ids.Add(id);
        }

        return ids;
    }

    /// <summary>What must hold after anything: the chain of balances, and the level as the ledger's sum.</summary>
    public async Task ShouldAgreeAsync()
    {
        await using var db = house.Db();
        var balance = 0;
        foreach (var line in db.StockEntries.Where(e => e.OfficeCode == House.Pulomerak).OrderBy(e => e.Id))
        {
            line.Balance.ShouldBe(balance + line.Change);
            line.Balance.ShouldBeGreaterThanOrEqualTo(0);
            balance = line.Balance;
        }

        (db.StockLevels.SingleOrDefault(l => l.OfficeCode == House.Pulomerak)?.OnHand ?? 0).ShouldBe(balance);
        db.StockLevels.Count(l => l.OnHand < 0 || l.Reserved < 0 || l.Reserved > l.OnHand).ShouldBe(0);
    }
}
