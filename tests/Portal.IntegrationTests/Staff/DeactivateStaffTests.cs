using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

/// <summary>Whoever leaves hands over what they hold.</summary>
public sealed class DeactivateStaffTests : IAsyncLifetime
{
    private House _house = null!;
    private Actor _admin = null!;
    private Actor _leaver = null!;
    private Guid _batch;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _admin = await _house.AdminAsync();
        var office = Scope.Of(House.Pulomerak);
        _leaver = await _house.HireAsync("pergi", new(StaffRole.Operator, office), new(StaffRole.PrintOperator, office), new(StaffRole.Registrar, office));
        await using var db = _house.Db();
        var (now, day) = (_house.Time.GetUtcNow(), new DateOnly(2026, 12, 7));
        var application = await _house.AddOneAsync(ApplicationState.DossierAccepted, 1);
        db.Recordings.Add(new Recording(Guid.NewGuid(), application, day, _leaver, now));
        var printed = await _house.AddOneAsync(ApplicationState.PrintReady, 2);
        var batch = new PrintBatch(_batch = Guid.NewGuid(), House.Pulomerak, 1, day, _leaver, now);
        batch.Add(Guid.NewGuid(), printed, null, now);
        db.PrintBatches.Add(batch);
        db.StockCorrections.Add(StockCorrection.Propose(Guid.NewGuid(), House.Pulomerak, 1, "alasan uji", _leaver, now).Value);
        await db.SaveChangesAsync();
        (await _house.Get<KeepWalkInDraft>().ExecuteAsync(new(House.Pulomerak, WalkInDraft.Empty), _leaver, default)).Succeeded.ShouldBeTrue();
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Deactivate_WithAColleague_HandsOverWhatCanBe()
    {
        (await WorkAsync()).ShouldBe(new OpenWorkView(1, 1, 1, 1, 0));
        var office = Scope.Of(House.Pulomerak);
        var registrar = await _house.HireAsync("loket", new RoleAssignment(StaffRole.Registrar, office));
        var colleague = await _house.HireAsync("rekan", new(StaffRole.Operator, office), new(StaffRole.PrintOperator, office));
        (await DeactivateAsync(registrar)).ShouldBe("staff_colleague", "who may not record or print cannot take it over");
        (await DeactivateAsync(_leaver)).ShouldBe("staff_colleague");
        var session = await _house.EnterAsync(_leaver);

        (await DeactivateAsync(colleague)).ShouldBeNull();

        (await WorkAsync()).ShouldBe(new OpenWorkView(0, 0, 0, 1, 0));
        (await HolderAsync()).ShouldBe((colleague.StaffId, colleague.StaffId));
        (await _house.StandingAsync(_leaver, session)).ShouldBeNull();
        (await _house.TrailAsync(_leaver)).ShouldBe(["staff.created", "staff.work_handed_over", "staff.deactivated"], ignoreOrder: true);
        (await _house.Get<ReactivateStaff>().ExecuteAsync(await _house.CommandAsync(_leaver), _admin, default)).Succeeded.ShouldBeTrue();
        (await _house.MemberAsync(_leaver)).State.ShouldBe(AccountState.Invited, "back with the roles, but with a password to be chosen anew");
    }

    [Fact]
    public async Task Deactivate_WithoutAColleague_ReleasesIt()
    {
        (await DeactivateAsync(null)).ShouldBeNull();

        (await HolderAsync()).ShouldBe((null, null));
        (await _house.ScalarAsync<bool>("SELECT is_open FROM recordings")).ShouldBeTrue("every operator goes on where it stands");
    }

    private async Task<OpenWorkView> WorkAsync() => (await _house.Get<ViewStaffAccount>().ExecuteAsync(new(_leaver.StaffId!.Value), _admin, default)).Value.Work;

    private async Task<string?> DeactivateAsync(Actor? colleague)
    {
        var done = await _house.Get<DeactivateStaff>().ExecuteAsync(new(await _house.CommandAsync(_leaver), "pindah tugas", colleague?.StaffId), _admin, default);
        return done.Succeeded ? null : done.Error.Code;
    }

    private async Task<(Guid? Recording, Guid? Batch)> HolderAsync()
    {
        await using var db = _house.Db();
        return (await db.Recordings.Select(r => r.StartedBy).SingleAsync(), await db.PrintBatches.Where(b => b.Id == _batch).Select(b => b.StartedBy).SingleAsync());
    }
}
