using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Stock;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Stock;

/// <summary>Who is told of a shortage, and how often.</summary>
public sealed class TellShortageTests : IAsyncLifetime
{
    private House _house = null!;
    private StockRoom _room = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _room = new StockRoom(_house);
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Tell_DryThenDelivery_OnceAndAgainInPrintOrder()
    {
        var people = await _room.QueueAsync(5);
        await TellAsync(5);
        (await ToldAsync(MessageEvent.BlangkoOut)).ShouldBe(people, ignoreOrder: true);

        await TellAsync(0);
        await _room.ReceiveAsync(3);
        await TellAsync(3);
        (await ToldAsync(MessageEvent.WaveServed)).ShouldBe(people.Take(3), ignoreOrder: true);
        await TellAsync(0);

        // The next delivery reaches the rest.
        await _room.ReceiveAsync(10);
        await TellAsync(2);
        (await ToldAsync(MessageEvent.WaveServed)).ShouldBe(people, ignoreOrder: true);
    }

    [Fact]
    public async Task Tell_PriorityClass_IsServedFirst()
    {
        var people = await _room.QueueAsync(3);
        await TellAsync(3);
        await _house.RunAsync($"UPDATE applications SET print_class = 10 WHERE id = '{people[1]}'");
        await _room.ReceiveAsync(1);

        await TellAsync(1);
        (await ToldAsync(MessageEvent.WaveServed)).ShouldBe([people[1]]);
    }

    [Fact]
    public async Task Tell_JoinedDuringTheShortage_AreToldToo()
    {
        var first = await _room.QueueAsync(2);
        await TellAsync(2);
        var joined = await _room.QueueAsync(3, firstPerson: 10);

        await TellAsync(3);
        (await ToldAsync(MessageEvent.BlangkoOut)).ShouldBe([.. first, .. joined], ignoreOrder: true);
    }

    [Fact]
    public async Task Tell_BlankThatComesBack_IsNoNewShortage()
    {
        await _room.ReceiveAsync(1);
        await _house.RunAsync("UPDATE stock_levels SET reserved = 1");
        var people = await _room.QueueAsync(2);
        await TellAsync(2);

        // The card is stopped, its blank serves the first; then it is taken again.
        await _house.RunAsync("UPDATE stock_levels SET reserved = 0");
        await TellAsync(1);
        (await ToldAsync(MessageEvent.WaveServed)).ShouldBe([people[0]]);
        await _house.RunAsync("UPDATE stock_levels SET reserved = 1");
        await TellAsync(0);
    }

    [Fact]
    public async Task Tell_CardFoundSpoiledAfterPrinting_IsNoNewShortage()
    {
        await _room.ReceiveAsync(1);
        await _room.WriteOffAsync(1);
        await _room.QueueAsync(2);
        await TellAsync(2);

        // Told by two lines of the ledger: the print taken back, the blank spoiled. The stock comes to zero once more.
        await _house.RunAsync(
            """
            INSERT INTO stock_entries (office_code, movement, change, balance, local_day, at, command_id) VALUES
                ('36.72.03', 'Printed', 1, 1, '2026-12-07', '2026-12-07Z', gen_random_uuid()), ('36.72.03', 'Spoiled', -1, 0, '2026-12-07', '2026-12-07Z', gen_random_uuid())
            """);
        await TellAsync(0);
    }

    [Fact]
    public async Task Tell_SecondShortage_IsToldAgainToWhomTheFirstWasOverFor()
    {
        var people = await _room.QueueAsync(2);
        await TellAsync(2);
        await _room.ReceiveAsync(1);
        await TellAsync(1);
        _house.Time.Advance(TimeSpan.FromDays(1));
        await _room.TransferAsync(1);

        await TellAsync(1);
        (await ToldAsync(MessageEvent.BlangkoOut)).ShouldBe([people[0], people[0], people[1]], ignoreOrder: true, "no wave has reached the second, who knows it");
        _house.Time.Advance(TimeSpan.FromDays(1));
        await _room.ReceiveAsync(2);
        await TellAsync(2);
        (await ToldAsync(MessageEvent.WaveServed)).Count(id => id == people[0]).ShouldBe(2, "promised a blank, lost it, and has one again");
    }

    [Fact]
    public async Task Tell_WavesThatDoNotReachSomebody_AreNoSecondHabis()
    {
        var people = await _room.QueueAsync(4);
        await TellAsync(4);
        foreach (var served in people.Take(2))
        {
            _house.Time.Advance(TimeSpan.FromDays(7));
            await _room.ReceiveAsync(1);
            await TellAsync(1);
            await _house.RunAsync($"UPDATE applications SET state = 'Printed' WHERE id = '{served}'");
            await _room.TransferAsync(1);
            await TellAsync(0);
        }

        var joined = await _room.QueueAsync(1, firstPerson: 10);
        await TellAsync(1);
        await _room.ReceiveAsync(5);
        await TellAsync(3);
        foreach (var person in people.Concat(joined))
        {
            (await ToldAsync(MessageEvent.BlangkoOut)).Count(id => id == person).ShouldBe(1);
            (await ToldAsync(MessageEvent.WaveServed)).Count(id => id == person).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Tell_EnoughForEverybody_SaysNothing()
    {
        await _room.ReceiveAsync(10);
        await _room.QueueAsync(3);

        await TellAsync(0);
        await _room.ReceiveAsync(10);
        await TellAsync(0);
    }

    [Fact]
    public async Task Tell_WithoutAChannel_IsLeftOutAndHoldsNobodyUp()
    {
        var people = await _room.QueueAsync(3);
        await _house.RunAsync($"UPDATE applications SET channel = 'None' WHERE id = '{people[0]}'");

        await TellAsync(2);
    }

    [Fact]
    public async Task Tell_OfficeThatDoesNotPrint_IsLeftOut()
    {
        await _room.QueueAsync(3);
        await _house.RunAsync($"UPDATE offices SET rules = jsonb_set(rules::jsonb, '{{printsHere}}', 'false') WHERE code = '{House.Pulomerak}'");
        await using var node = _house.OtherNode();

        (await node.GetRequiredService<TellShortage>().ExecuteAsync(Actor.System, default)).Value.ShouldBe(0);
    }

    [Fact]
    public async Task Tell_TwoNodesAtOnce_TellEachOnce()
    {
        var people = await _room.QueueAsync(60);
        await using var other = _house.OtherNode();
        var nodes = new[] { _house.Get<TellShortage>(), other.GetRequiredService<TellShortage>() };

        var told = await House.FiftyAtOnceAsync(i => nodes[i % 2].ExecuteAsync(Actor.System, default));

        told.Sum(t => t.Value).ShouldBe(60);
        (await ToldAsync(MessageEvent.BlangkoOut)).ShouldBe(people, ignoreOrder: true);
    }

    [Fact]
    public async Task Tell_ApplicationInSomebodysHands_IsToldByTheNextRun()
    {
        var people = await _room.QueueAsync(3);
        await using (var db = _house.Db())
        {
            await using var held = await db.Database.BeginTransactionAsync();
            await db.Database.ExecuteSqlAsync($"SELECT 1 FROM applications WHERE id = {people[1]} FOR UPDATE");
            await TellAsync(2);
        }

        await TellAsync(1);
    }

    private async Task TellAsync(int expected) => (await _house.Get<TellShortage>().ExecuteAsync(Actor.System, default)).Value.ShouldBe(expected);

    private async Task<List<Guid>> ToldAsync(MessageEvent what)
    {
        await using var db = _house.Db();
        return await db.Outbox.Where(m => m.Event == what).Select(m => m.ApplicationId).ToListAsync();
    }
}
