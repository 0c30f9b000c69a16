using Portal.Core.Booking;
using Portal.Core.Privacy;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Privacy;

public sealed class PurgeExpiredTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Purge_DraftOfTwoHoursAgo_IsGoneOnceItsPlaceWasGivenBack()
    {
        (await _house.HoldAsync([1, 2, 3], (await _house.SlotsAsync())[^1].Start)).Succeeded.ShouldBeTrue();
        _house.Time.Advance(BookingDraft.KeepTime);

        (await PurgeAsync()).ShouldBe(0, "it still counts as a place");
        await _house.Get<SweepExpiredHolds>().ExecuteAsync(Actor.System, CancellationToken.None);
        (await PurgeAsync()).ShouldBe(1);

        (await _house.ScalarAsync<int>("SELECT taken FROM slot_occupancies")).ShouldBe(0);
    }

    [Fact]
    public async Task Purge_DraftInItsTwoHours_Stays()
    {
        await _house.HoldAsync([1, 2, 3], (await _house.SlotsAsync())[^1].Start);
        _house.Time.Advance(BookingDraft.KeepTime - TimeSpan.FromSeconds(1));
        await _house.Get<SweepExpiredHolds>().ExecuteAsync(Actor.System, CancellationToken.None);

        (await PurgeAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Purge_CodeADayAfterItsEnd_IsGone()
    {
        await using (var db = _house.Db())
        {
            db.Codes.Add(new OneTimeCode(Guid.NewGuid(), CodePurpose.RecoverLink, null, [1], null, _house.Time.UtcNow));
            await db.SaveChangesAsync();
        }

        _house.Time.Advance(OneTimeCode.Life + TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        (await PurgeAsync()).ShouldBe(0);
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        (await PurgeAsync()).ShouldBe(1);
    }

    private async Task<int> PurgeAsync() => (await _house.Get<PurgeExpired>().ExecuteAsync(Actor.System, CancellationToken.None)).Value;
}
