using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Recordings;

/// <summary>The recording station of Pulomerak: operators with names, and people whose dossier was accepted.</summary>
public abstract class StationFixture : DeskFixture
{
    protected static readonly RecordingPart[] AllParts = Enum.GetValues<RecordingPart>();

    /// <summary>An operator with an account, so that others read the name.</summary>
    protected async Task<Actor> OperatorAsync(string name)
    {
        var created = await House.Get<CreateStaff>().ExecuteAsync(
            new($"op{Guid.NewGuid():N}"[..20], name, [new RoleAssignment(StaffRole.Operator, Scope.Of(House.Pulomerak))]), Actor.System, Never);
        created.Succeeded.ShouldBeTrue();
        await using var db = House.Db();
        var id = await db.Users.Where(u => u.DisplayName == name).Select(u => u.Id).SingleAsync();
        return Actor.Staff(id, [new RoleAssignment(StaffRole.Operator, Scope.Of(House.Pulomerak))]);
    }

    /// <summary>Somebody who is here, and whose dossier was accepted.</summary>
    protected async Task<RegisterNumber> AcceptedAsync(int person, bool checkedIn = true)
    {
        var (booked, _) = await BookTodayAsync(House.Person(person));
        if (checkedIn)
        {
            (await House.Get<CheckIn>().ExecuteAsync(CheckIn.Command.ByRegister(booked.Register, Guid.NewGuid()), Registrar, Never)).Succeeded.ShouldBeTrue();
        }

        await using var db = House.Db();
        var application = await db.Applications.SingleAsync(a => a.Register == booked.Register);
        application.AcceptDossier(Registrar, House.Time.GetUtcNow()).Succeeded.ShouldBeTrue();
        await db.SaveChangesAsync();
        return booked.Register;
    }

    /// <summary>Begins a recording. Returns its id.</summary>
    protected async Task<Guid> StartAsync(RegisterNumber register, Actor actor)
    {
        (await House.Get<StartRecording>().ExecuteAsync(new(register, null, Guid.NewGuid()), actor, Never)).Succeeded.ShouldBeTrue();
        return (await ViewAsync(register, actor)).Recording!.Id;
    }

    protected async Task<RecordingView> ViewAsync(RegisterNumber register, Actor actor) =>
        (await House.Get<ViewRecording>().ExecuteAsync(new(register), actor, Never)).Value;

    protected Task<Result<PartTaken>> TakeAsync(RegisterNumber register, Guid recording, RecordingPart part, Actor actor, string? exception = null, string? device = null) =>
        House.Get<TakePart>().ExecuteAsync(new(register, recording, part, exception, device, Guid.NewGuid()), actor, Never);

    protected Task<Result<StepOutcome>> CompleteAsync(RegisterNumber register, Guid recording, Actor actor, uint? version = null, Guid? command = null) =>
        House.Get<CompleteRecording>().ExecuteAsync(new(new(register, version, command ?? Guid.NewGuid()), recording), actor, Never);

    /// <summary>Recorded from beginning to end by one operator.</summary>
    protected async Task<RegisterNumber> RecordedAsync(int person, Actor actor)
    {
        var register = await AcceptedAsync(person);
        var recording = await StartAsync(register, actor);
        foreach (var part in AllParts)
        {
            (await TakeAsync(register, recording, part, actor)).Succeeded.ShouldBeTrue();
        }

        (await CompleteAsync(register, recording, actor)).Succeeded.ShouldBeTrue();
        return register;
    }

    protected async Task<CardApplication> ApplicationAsync(RegisterNumber register)
    {
        await using var db = House.Db();
        return await db.Applications.AsNoTracking().Include(a => a.History.OrderBy(e => e.Id)).SingleAsync(a => a.Register == register);
    }
}
