using Microsoft.EntityFrameworkCore;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Handovers;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>What is brought to mind without anybody doing anything: appointments, and cards that wait.</summary>
public sealed class RemindersTests : IAsyncLifetime
{
    private static readonly TimeSpan s_wib = TimeSpan.FromHours(7);
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Booking_OfMonday_IsBroughtToMindOnFridayOnce()
    {
        // Booked on Monday the 7th for Monday the 14th.
        var visit = await BookAsync(1, new DateOnly(2026, 12, 14));

        (await RemindersOnAsync(10)).ShouldBe(0);
        (await RemindersOnAsync(11)).ShouldBe(1);
        (await RemindersOnAsync(12)).ShouldBe(0);

        await using var db = _house.Db();
        var reminder = await db.Outbox.SingleAsync(m => m.Event == MessageEvent.BookingReminder);
        reminder.EventKey.ShouldBe($"{visit:N}:20261214");
        reminder.ExpiresAt.ShouldBe((await db.Appointments.SingleAsync(v => v.Id == visit)).StartAt);
    }

    [Fact]
    public async Task Booking_JobWasDownOnFriday_IsMadeUpForOnSunday()
    {
        await BookAsync(1, new DateOnly(2026, 12, 14));

        (await RemindersOnAsync(13)).ShouldBe(1);
        (await RemindersOnAsync(14)).ShouldBe(0);
    }

    [Fact]
    public async Task Booking_JustMadeOrCancelledOrWithoutAPhone_IsNotBroughtToMind()
    {
        await BookAsync(1, new DateOnly(2026, 12, 8));
        (await RemindersOnAsync(7)).ShouldBe(0);

        await BookAsync(2, new DateOnly(2026, 12, 10), House.Person(2) with { Phone = null, Channel = "none" });
        var cancelled = await BookAsync(3, new DateOnly(2026, 12, 10));
        await _house.RunAsync($"UPDATE appointments SET state = 'Cancelled', is_live = false WHERE id = '{cancelled}'");
        (await RemindersOnAsync(9)).ShouldBe(0);
    }

    [Fact]
    public async Task Booking_TwentyNodesAtOnce_RemindOnce()
    {
        await BookAsync(1, new DateOnly(2026, 12, 10));
        _house.Time.UtcNow = new DateTimeOffset(2026, 12, 9, 9, 0, 0, s_wib);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _house.Get<SendReminders>().ExecuteAsync(Actor.System, default)));

        (await _house.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE event = 'BookingReminder'")).ShouldBe(1);
    }

    [Fact]
    public async Task Card_Uncollected_IsBroughtToMindAfterEachStepOfTheLadder()
    {
        await using (var db = _house.Db())
        {
            var ready = new DateTimeOffset(2026, 12, 1, 23, 30, 0, s_wib).ToUniversalTime();
            await db.AddCardAsync(_house.Get<KeyRing>(), _house.Get<PersonalDataVault>(), House.Pulomerak, 1, ready.AddDays(-20), ready.AddDays(-10), ready.AddHours(-1), ready);
            await db.SaveChangesAsync();
        }

        (await PickupsOnAsync(12, 7)).ShouldBe(0);
        (await PickupsOnAsync(12, 8)).ShouldBe(1);
        (await PickupsOnAsync(12, 20)).ShouldBe(0);

        // Nothing ran for three months: of the two steps missed only the latest is told.
        _house.Time.UtcNow = new DateTimeOffset(2027, 3, 15, 9, 0, 0, s_wib);
        (await _house.Get<RemindPickup>().ExecuteAsync(Actor.System, default)).Value.ShouldBe(1);
        (await _house.Get<RemindPickup>().ExecuteAsync(Actor.System, default)).Value.ShouldBe(0);

        await using var after = _house.Db();
        (await after.Outbox.Where(m => m.Event == MessageEvent.PickupReminder).OrderBy(m => m.CreatedAt).Select(m => m.EventKey).ToListAsync()).ShouldBe(["20261201:7", "20261201:90"]);
    }

    private async Task<int> RemindersOnAsync(int day)
    {
        _house.Time.UtcNow = new DateTimeOffset(2026, 12, day, 18, 0, 0, s_wib);
        return (await _house.Get<SendReminders>().ExecuteAsync(Actor.System, default)).Value;
    }

    private async Task<int> PickupsOnAsync(int month, int day)
    {
        _house.Time.UtcNow = new DateTimeOffset(2026, month, day, 9, 0, 0, s_wib);
        return (await _house.Get<RemindPickup>().ExecuteAsync(Actor.System, default)).Value;
    }

    private async Task<Guid> BookAsync(int person, DateOnly day, BookingAnswers? who = null)
    {
        var slot = (await _house.Get<FindFreeSlots>().ExecuteAsync(new(House.Pulomerak, day, day), Actor.Visitor, default)).Value.First(s => s.Free > 0);
        var booked = (await _house.BookAsync(who ?? House.Person(person), slot.Start)).Value;
        return await _house.ScalarAsync<Guid>($"SELECT id FROM appointments WHERE application_id = '{await _house.ApplicationIdAsync(booked.Register)}'");
    }
}
