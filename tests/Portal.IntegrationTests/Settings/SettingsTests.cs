using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Settings;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Settings;

/// <summary>Settings of the installation: the environment's until somebody changes them, everywhere within a minute.</summary>
public sealed class SettingsTests : IAsyncLifetime
{
    private static readonly Actor s_admin = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);

    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync(notifications: new() { PerSecond = 40 });

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Change_OnThisNodeAtOnce_OnAnotherWithinAMinute_AndBackToTheEnvironment()
    {
        await using var other = _house.OtherNode();
        (await BookAsync(other)).ShouldBe((120, 40));
        // Both have read them by now: what follows is no first reading.
        (await _house.Get<SettingsBook>().GetAsync(default)).MessagesPerSecond.ShouldBe(40);
        var seen = (await ViewAsync()).Values;

        (await ChangeAsync(seen, "messagesPerSecond", "80")).Succeeded.ShouldBeTrue();
        (await _house.Get<SettingsBook>().GetAsync(default)).MessagesPerSecond.ShouldBe(80);
        (await BookAsync(other)).ShouldBe((120, 40));
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        (await BookAsync(other)).ShouldBe((120, 80));

        var board = await ViewAsync();
        board.Last["messagesPerSecond"].At.ShouldBe(_house.Time.GetUtcNow() - TimeSpan.FromMinutes(1));
        (await ChangeAsync(board.Values, "messagesPerSecond", board.Defaults["messagesPerSecond"])).Succeeded.ShouldBeTrue();
        (await _house.ScalarAsync<long>("SELECT count(*) FROM settings")).ShouldBe(0);
        (await ViewAsync()).Values["messagesPerSecond"].ShouldBe("40");
        (await _house.Get<SettingsBook>().GetAsync(default)).MessagesPerSecond.ShouldBe(40);
        (await _house.Get<ViewChanges>().ExecuteAsync(new(Subject: "settings"), s_admin, default)).Value.Lines.Select(l => (l.Before, l.After)).ShouldBe([("80", "40"), ("40", "80")]);
    }

    [Fact]
    public async Task Change_WrongOrStale_IsToldAndNothingIsStored()
    {
        var seen = (await ViewAsync()).Values;

        (await ChangeAsync(seen, "smsAfterMinutes", "0")).Error.Code.ShouldBe("number_range");
        (await ChangeAsync(seen, "smsAfterMinutes", "60")).Succeeded.ShouldBeTrue();
        (await ChangeAsync(seen, "smsAfterMinutes", "30")).Error.ShouldBe(AccessErrors.StalePage.For("smsAfterMinutes"));
        (await _house.Get<SettingsBook>().GetAsync(default)).SmsAfterMinutes.ShouldBe(60);
    }

    [Fact]
    public async Task Change_LockOfStations_HoldsForSessionsThatAreOpen()
    {
        var staff = await _house.OperatorAsync();
        var session = await _house.EnterAsync(staff);
        var silent = TimeSpan.FromMinutes(6);
        (await ChangeAsync((await ViewAsync()).Values, "lockAfterMinutes", "121")).Error.Code.ShouldBe("number_range");
        (await ChangeAsync((await ViewAsync()).Values, "lockAfterMinutes", "5")).Succeeded.ShouldBeTrue();
        _house.Time.Advance(silent);
        (await _house.StandingAsync(staff, session))!.IsLocked.ShouldBeFalse("five minutes, and two in which a page may be silent");

        (await ChangeAsync((await ViewAsync()).Values, "lockAfterMinutes", "3")).Succeeded.ShouldBeTrue();
        _house.Time.Advance(silent);
        (await _house.StandingAsync(staff, session))!.IsLocked.ShouldBeTrue();

        (await ChangeAsync((await ViewAsync()).Values, "lockAfterMinutes", "0")).Succeeded.ShouldBeTrue();
        (await _house.StandingAsync(staff, session))!.IsLocked.ShouldBeFalse("never");
        (await ChangeAsync((await ViewAsync()).Values, "unusedHours", "1")).Succeeded.ShouldBeTrue();
        _house.Time.Advance(TimeSpan.FromHours(1));
        (await _house.StandingAsync(staff, session)).ShouldBeNull();
        (await _house.Get<ViewChanges>().ExecuteAsync(new(Subject: "settings"), s_admin, default)).Value.Lines.Select(l => (l.Field, l.Before, l.After))
            .ShouldBe([("unusedHours", "8", "1"), ("lockAfterMinutes", "3", "0"), ("lockAfterMinutes", "5", "3"), ("lockAfterMinutes", "3", "5")]);
    }

    [Fact]
    public async Task Read_WhatNoLongerFits_IsTheEnvironments()
    {
        await _house.RunAsync("INSERT INTO settings (name, value) VALUES ('smsAfterMinutes', '-5'), ('entah', '1')");

        (await _house.Get<SettingsBook>().GetAsync(default)).SmsAfterMinutes.ShouldBe(120);
    }

    private static async Task<(int, int)> BookAsync(ServiceProvider node)
    {
        var settings = await node.GetRequiredService<SettingsBook>().GetAsync(default);
        return (settings.SmsAfterMinutes, settings.MessagesPerSecond);
    }

    private async Task<SettingsBoard> ViewAsync() => (await _house.Get<ViewSettings>().ExecuteAsync(s_admin, default)).Value;

    private Task<Result> ChangeAsync(IReadOnlyDictionary<string, string> seen, string field, string typed) =>
        _house.Get<ChangeSettings>().ExecuteAsync(new(seen, new Dictionary<string, string>(seen) { [field] = typed }, Guid.NewGuid()), s_admin, default);
}
