using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Infrastructure.Audit;
using Portal.IntegrationTests.Stock;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Audit;

public sealed class SealAuditTrailTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Seal_OfficesAndInstallation_EachHasAChainOfItsOwn()
    {
        await _house.WriteAsync(3, House.Pulomerak);
        await _house.WriteAsync(2, Trail.Samarinda);
        await _house.WriteAsync(1, null);

        (await _house.SealAsync()).ShouldBe(6);
        (await _house.SealAsync()).ShouldBe(0);
        await _house.WriteAsync(1, House.Pulomerak);
        (await _house.SealAsync()).ShouldBe(1);

        await using var db = _house.Db();
        (await db.AuditSeals.OrderBy(s => s.Chain).ThenBy(s => s.Sequence).Select(s => new { s.Chain, s.Sequence, s.Count }).ToListAsync())
            .Select(s => $"{s.Chain} {s.Sequence} {s.Count}").ShouldBe(["36.72.03 1 3", "36.72.03 2 1", "64.72.04 1 2", "installation 1 1"]);
        await _house.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Seal_EventThatCommitsAfterItsNeighbour_IsUnderTheNextSeal()
    {
        await using var slow = _house.Db();
        await using var transaction = await slow.Database.BeginTransactionAsync();
        slow.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StockReceived, Actor.System, _house.Time.GetUtcNow(), House.Pulomerak));
        await slow.SaveChangesAsync();
        var early = slow.AuditEvents.Local.Single().Id;
        var late = (await _house.WriteAsync(1, House.Pulomerak)).Single();
        late.ShouldBeGreaterThan(early);

        (await _house.SealAsync()).ShouldBe(1);
        await transaction.CommitAsync();
        (await _house.SealAsync()).ShouldBe(1);

        await using var db = _house.Db();
        (await db.AuditSeals.OrderBy(s => s.Sequence).Select(s => s.EventIds).ToListAsync()).ShouldBe([[late], [early]]);
        await _house.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Seal_FiftyWritersAndTwoNodesAtOnce_EveryEventOnce()
    {
        await using var other = _house.OtherNode();
        var (writing, rounds) = (true, 0);
        var sealing = new[] { _house.Get<SealAuditTrail>(), other.GetRequiredService<SealAuditTrail>() }.Select(node => Task.Run(async () =>
        {
            while (writing)
            {
                if ((await node.ExecuteAsync(Actor.System, default)).Value > 0)
                {
                    Interlocked.Increment(ref rounds);
                }
            }
        })).ToArray();

        await House.FiftyAtOnceAsync(async i =>
        {
            // On, until a good number of seals have fallen into the middle of it.
            for (var turn = 0; turn < 6 || (Volatile.Read(ref rounds) < 10 && turn < 200); turn++)
            {
                await using var db = _house.Db();
                await using var transaction = await db.Database.BeginTransactionAsync();
                for (var n = 0; n < 1 + (i % 3); n++)
                {
                    db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StockReceived, Actor.System, _house.Time.GetUtcNow(), (i % 3) switch { 0 => House.Pulomerak, 1 => Trail.Samarinda, _ => null }));
                }

                await db.SaveChangesAsync();
                await Task.Delay(Random.Shared.Next(0, 15));
                // Some think better of it: their ids never come to light.
                if ((i + turn) % 5 == 0)
                {
                    await transaction.RollbackAsync();
                }
                else
                {
                    await transaction.CommitAsync();
                }
            }

            return true;
        });
        writing = false;
        await Task.WhenAll(sealing);
        rounds.ShouldBeGreaterThanOrEqualTo(10);
        await _house.SealAsync();

        (await _house.ScalarAsync<long>("SELECT count(*) FROM audit_events")).ShouldBeGreaterThan(400);
        await _house.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Seal_MoreThanOneSealHolds_MakesSeveral()
    {
        await _house.RunAsync($"INSERT INTO audit_events (at, verb, actor_kind, office_code) SELECT timestamptz '2026-12-07 00:00Z' + n * interval '1 ms', 'stock.received', 'System', '36.72.03' FROM generate_series(1, {(2 * AuditSeal.Largest) + 1}) n");

        (await _house.SealAsync()).ShouldBe((2 * AuditSeal.Largest) + 1);

        (await _house.ScalarAsync<long>("SELECT count(*) FROM audit_seals")).ShouldBe(3);
        await _house.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Seal_Made_CanBeNeitherChangedNorDeleted()
    {
        await _house.WriteAsync(1, House.Pulomerak);
        await _house.SealAsync();

        foreach (var act in new[] { "UPDATE audit_seals SET at = at", "DELETE FROM audit_seals", "TRUNCATE audit_seals" })
        {
            (await Should.ThrowAsync<PostgresException>(() => _house.RunAsync(act))).MessageText.ShouldContain("append-only");
        }
    }

    [Fact]
    public async Task Close_OfAStockDay_IsSealedBeforeTheSheetIsPrinted()
    {
        var room = new StockRoom(_house);
        await room.ReceiveAsync(10);
        var day = (await room.DayAsync()).Day;
        (await room.DayAsync()).Seal.ShouldBeNull();
        (await room.CountAsync(day, 10, StockRoom.Printer)).Succeeded.ShouldBeTrue();

        (await room.ConfirmAsync(day, StockRoom.Supervisor)).Succeeded.ShouldBeTrue();

        var head = (await room.DayAsync()).Seal!;
        await using var db = _house.Db();
        var last = await db.AuditSeals.SingleAsync();
        (head.Sequence, head.Short).ShouldBe((1, last.Head.Short));
        (await db.AuditEvents.SingleAsync(e => e.Verb == AuditVerbs.StockDayClosed)).Id.ShouldBe(last.LastEventId);
        (await _house.Get<FindSealHead>().ExecuteAsync(new(House.Pulomerak, head.Short), Trail.Supervisor, default)).Value.Sequence.ShouldBe(1);
        await _house.ShouldBeWholeAsync();
    }

    [Fact]
    public async Task Head_FromPaper_IsLookedForInItsOwnChainOnly()
    {
        await _house.WriteAsync(1, House.Pulomerak);
        await _house.WriteAsync(1, Trail.Samarinda);
        await _house.SealAsync();
        await _house.WriteAsync(1, House.Pulomerak);
        await _house.SealAsync();
        await using var db = _house.Db();
        var heads = await db.AuditSeals.OrderBy(s => s.Sequence).ThenBy(s => s.Chain).Select(s => new SealHead(s.Sequence, s.At, s.Hash)).ToListAsync();
        var find = _house.Get<FindSealHead>();

        (await find.ExecuteAsync(new(House.Pulomerak, heads[0].Short), Trail.Supervisor, default)).Value.Sequence.ShouldBe(1);
        (await find.ExecuteAsync(new(House.Pulomerak, heads[2].Short), Trail.Supervisor, default)).Value.Sequence.ShouldBe(2);
        (await find.ExecuteAsync(new(House.Pulomerak, Convert.ToHexString(heads[2].Hash)), Trail.Supervisor, default)).Value.Sequence.ShouldBe(2);
        (await find.ExecuteAsync(new(House.Pulomerak, heads[1].Short), Trail.Supervisor, default)).Error.Code.ShouldBe("seal_head_unknown");
        (await find.ExecuteAsync(new(Trail.Samarinda, heads[1].Short), Trail.Supervisor, default)).Error.Code.ShouldBe("not_found");
        (await find.ExecuteAsync(new(null, heads[1].Short), Trail.Supervisor, default)).Error.Code.ShouldBe("not_found");
        (await find.ExecuteAsync(new(House.Pulomerak, "ffff ffff ffff ffff"), Trail.Supervisor, default)).Error.Code.ShouldBe("seal_head_unknown");
        (await find.ExecuteAsync(new(House.Pulomerak, "zzzz"), Trail.Supervisor, default)).Error.Code.ShouldBe("seal_head_invalid");
    }
}
