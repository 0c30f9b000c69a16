using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

/// <summary>Sessions on the server: seen, locked, ended, and passed on by PIN at a shared station.</summary>
public sealed class StationTests : IAsyncLifetime
{
    private const string Pin = "482917";
    private static readonly byte[] s_station = [1, 2, 3];
    private House _house = null!;
    private Actor _staff = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _staff = await _house.OperatorAsync();
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Session_Ended_ActsNoMore()
    {
        var (one, other) = (await _house.EnterAsync(_staff), await _house.EnterAsync(_staff));
        (await _house.Get<ViewOwnSessions>().ExecuteAsync(_staff, default)).Value.Sessions.ShouldAllBe(s => s.Browser == "Chrome" && s.System == "Windows");

        (await _house.Get<EndOwnSessions>().ExecuteAsync(new(null, one), _staff, default)).Value.ShouldBe(1);

        (await _house.StandingAsync(_staff, one)).ShouldNotBeNull();
        (await _house.StandingAsync(_staff, other)).ShouldBeNull();
        var admin = await _house.AdminAsync();
        (await _house.Get<EndStaffSessions>().ExecuteAsync(new(await _house.CommandAsync(_staff), one), admin, default)).Succeeded.ShouldBeTrue();
        (await _house.StandingAsync(_staff, one)).ShouldBeNull();
    }

    [Fact]
    public async Task Session_OfSomebodyElse_IsNotEnded()
    {
        var colleague = await _house.OperatorAsync("rekan");
        var session = await _house.EnterAsync(colleague);

        (await _house.Get<EndOwnSessions>().ExecuteAsync(new(session, Guid.NewGuid()), _staff, default)).Value.ShouldBe(0);

        (await _house.StandingAsync(colleague, session)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Session_LeftAlone_LocksAndIsOverInTheEnd()
    {
        var session = await _house.EnterAsync(_staff);
        for (var minute = 0; minute < 10; minute++)
        {
            // An open page asks twice a minute.
            _house.Time.Advance(TimeSpan.FromMinutes(1));
            (await _house.StandingAsync(_staff, session))!.IsLocked.ShouldBeFalse();
        }

        _house.Time.Advance(TimeSpan.FromMinutes(5));
        var locked = (await _house.StandingAsync(_staff, session))!;
        locked.IsLocked.ShouldBeTrue("nobody was there to lock it");
        locked.Actor.Assignments.ShouldBeEmpty();
        await _house.Get<StationDesk>().OpenAsync(session, default);
        (await _house.StandingAsync(_staff, session))!.IsLocked.ShouldBeFalse();
        _house.Time.Advance(TimeSpan.FromHours(8));
        (await _house.StandingAsync(_staff, session)).ShouldBeNull();
    }

    [Fact]
    public async Task Session_InUseAllDay_EndsTwelveHoursAfterTheSignIn()
    {
        var session = await _house.EnterAsync(_staff);
        for (var minutes = 4; minutes < 12 * 60; minutes += 4)
        {
            _house.Time.Advance(TimeSpan.FromMinutes(4));
            (await _house.StandingAsync(_staff, session))!.IsLocked.ShouldBeFalse();
        }

        _house.Time.Advance(TimeSpan.FromMinutes(4));
        (await _house.StandingAsync(_staff, session)).ShouldBeNull();
    }

    [Fact]
    public async Task LockedSession_WhateverIsAsked_IsRefused()
    {
        var session = await _house.EnterAsync(_staff);
        await _house.Get<StationDesk>().LockAsync(session, default);
        var standing = (await _house.StandingAsync(_staff, session))!;

        (await _house.Get<ViewOwnSessions>().ExecuteAsync(standing.Actor, default)).Error.ShouldBe(AccessErrors.Forbidden);
        (await _house.Get<SetPin>().ExecuteAsync(new(Pin, Pin, Accounts.Password), standing.Actor, default)).Error.ShouldBe(AccessErrors.Forbidden);
    }

    [Fact]
    public async Task Switch_OnAStationWhereTheySignedIn_PassesItOn()
    {
        var colleague = await _house.OperatorAsync("rekan");
        var theirs = await EnterWithPinAsync(colleague);
        var mine = await _house.EnterAsync(_staff, s_station, theirs);
        var station = _house.Get<StationDesk>();
        (await _house.StandingAsync(colleague, theirs))!.IsLocked.ShouldBeTrue("the one before does not stay open behind the next");
        (await station.PeopleAsync(s_station, default)).Select(p => p.Staff).ShouldBe([colleague.StaffId!.Value]);
        (await station.PeopleAsync([9], default)).ShouldBeEmpty();

        (await station.TakeOverAsync(colleague.StaffId!.Value, Pin, [9], mine, default)).Error.ShouldBe(StaffErrors.SwitchRefused);
        (await station.TakeOverAsync(colleague.StaffId!.Value, Pin, s_station, mine, default)).Value.ShouldBe(theirs);

        (await _house.StandingAsync(colleague, theirs))!.IsLocked.ShouldBeFalse();
        (await _house.StandingAsync(_staff, mine))!.IsLocked.ShouldBeTrue();
        await station.LeaveAsync(theirs, default);
        (await station.TakeOverAsync(colleague.StaffId!.Value, Pin, s_station, mine, default)).Error.ShouldBe(StaffErrors.SwitchRefused, "signed out is signed out");
    }

    [Fact]
    public async Task Switch_HalfADayAfterTheFullSignIn_NeedsThePassword()
    {
        await EnterWithPinAsync(_staff);
        _house.Time.Advance(TimeSpan.FromHours(12));

        (await _house.Get<StationDesk>().TakeOverAsync(_staff.StaffId!.Value, Pin, s_station, null, default)).Error.ShouldBe(StaffErrors.SwitchRefused);
    }

    [Fact]
    public async Task Switch_ToALockedOrDeactivatedColleague_IsRefused()
    {
        await EnterWithPinAsync(_staff);
        var admin = await _house.AdminAsync();
        (await _house.Get<LockStaff>().ExecuteAsync(new(await _house.CommandAsync(_staff), "HP hilang"), admin, default)).Succeeded.ShouldBeTrue();

        (await _house.Get<StationDesk>().TakeOverAsync(_staff.StaffId!.Value, Pin, s_station, null, default)).Error.ShouldBe(StaffErrors.SwitchRefused);
        (await _house.Get<StationDesk>().PeopleAsync(s_station, default)).ShouldBeEmpty();
    }

    [Fact]
    public async Task SetPin_ByWhoeverFindsThePageOpen_NeedsThePassword()
    {
        var set = _house.Get<SetPin>();
        (await set.ExecuteAsync(new(Pin, Pin, null), _staff, default)).Error.ShouldBe(StaffErrors.PasswordWrong);

        var answers = await House.FiftyAtOnceAsync(i => set.ExecuteAsync(new(Pin, Pin, $"bukan sandinya {i}"), _staff, default));

        answers.Count(a => a.Error == StaffErrors.PasswordWrong).ShouldBe(StaffAccountRules.MaxTries - 1);
        (await set.ExecuteAsync(new(Pin, Pin, Accounts.Password), _staff, default)).Error.Code.ShouldBe("staff_locked_out");
        (await _house.MemberAsync(_staff)).PinHash.ShouldBeNull();
        (await _house.ScalarAsync<long>("SELECT count(*) FROM audit_events WHERE verb IN ('staff.sign_in_failed', 'staff.locked_out') AND detail = 'set_pin'")).ShouldBe(5);
        _house.Time.Advance(StaffAccountRules.ClosedFor);
        (await set.ExecuteAsync(new(Pin, Pin, Accounts.Password), _staff, default)).Succeeded.ShouldBeTrue();
        (await set.ExecuteAsync(new(null, null, null), _staff, default)).Succeeded.ShouldBeTrue("without a PIN less is open");
    }

    [Fact]
    public async Task Pin_FiftyGuessesAtOnce_FiveAreLookedAt()
    {
        await EnterWithPinAsync(_staff);
        var station = _house.Get<StationDesk>();

        // The right one is among them, but not among the first five.
        var answers = await House.FiftyAtOnceAsync(i => station.CheckPinAsync(_staff.StaffId!.Value, $"00000{i % 10}", default));

        answers.ShouldAllBe(a => !a.Succeeded);
        (await _house.MemberAsync(_staff)).PinTries.ShouldBe(5);
        (await station.CheckPinAsync(_staff.StaffId!.Value, Pin, default)).Error.ShouldBe(StaffErrors.PinClosed);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM audit_events WHERE verb = 'staff.sign_in_failed' AND detail = 'pin'")).ShouldBe(5);
        await _house.EnterAsync(_staff, s_station);
        (await station.CheckPinAsync(_staff.StaffId!.Value, Pin, default)).Succeeded.ShouldBeTrue("a full sign-in gives the PIN back");
    }

    [Fact]
    public async Task Pin_InTheDatabase_CannotBeTriedOutWithoutTheKey()
    {
        await EnterWithPinAsync(_staff);

        var hash = (await _house.MemberAsync(_staff)).PinHash!;

        hash.ShouldNotBe(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(Pin)));
        hash.Length.ShouldBe(32);
    }

    [Fact]
    public async Task FindAsync_OftenAMinute_WritesOnce()
    {
        var session = await _house.EnterAsync(_staff);
        _house.Time.Advance(TimeSpan.FromSeconds(59));
        await _house.StandingAsync(_staff, session);
        (await SeenAsync(session)).ShouldBe(_house.Time.GetUtcNow().AddSeconds(-59));
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        await _house.StandingAsync(_staff, session);

        (await SeenAsync(session)).ShouldBe(_house.Time.GetUtcNow());
    }

    private async Task<DateTimeOffset> SeenAsync(Guid session)
    {
        await using var db = _house.Db();
        return await db.StaffSessions.Where(s => s.Id == session).Select(s => s.LastSeenAt).SingleAsync();
    }

    private async Task<Guid> EnterWithPinAsync(Actor staff)
    {
        (await _house.Get<SetPin>().ExecuteAsync(new(Pin, Pin, Accounts.Password), staff, default)).Succeeded.ShouldBeTrue();
        return await _house.EnterAsync(staff, s_station);
    }
}
