using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

public sealed class DispatchMessagesTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Dispatch_WaitingMessages_AreKeptOnce()
    {
        var slots = await _house.SlotsAsync();
        for (var person = 0; person < 3; person++)
        {
            (await _house.BookAsync(House.Person(person), slots[person].Start)).Succeeded.ShouldBeTrue();
        }

        (await DispatchAsync()).ShouldBe(3);
        (await DispatchAsync()).ShouldBe(0);

        await using var db = _house.Db();
        (await db.Outbox.ToListAsync()).ShouldAllBe(m => m.State == MessageState.Kept && m.HandledAt == _house.Time.UtcNow);
    }

    [Fact]
    public async Task Dispatch_FiftyAtOnce_NoMessageTwice()
    {
        var slots = await _house.SlotsAsync();
        for (var person = 0; person < 20; person++)
        {
            await _house.BookAsync(House.Person(person), slots[person].Start);
        }

        var handled = await House.FiftyAtOnceAsync(_ => DispatchAsync());

        handled.Sum().ShouldBe(20);
    }

    private async Task<int> DispatchAsync() => (await _house.Get<DispatchMessages>().ExecuteAsync(Actor.System, CancellationToken.None)).Value;
}
