using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

/// <summary>One step of one application, by a member of staff.</summary>
/// <param name="Register">Which application.</param>
/// <param name="Version">The row version that the page showed; null when it was found by its number just now.</param>
/// <param name="CommandId">Makes a double click one act.</param>
public sealed record StepCommand(RegisterNumber Register, uint? Version, Guid CommandId);

/// <summary>An application after a step, enough to say aloud what was done and to go on.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Register">Its number.</param>
/// <param name="Name">The applicant; null after erasure.</param>
/// <param name="State">Where it stands now.</param>
/// <param name="Version">Its row version now.</param>
/// <param name="Already">True when this very command had been carried out before: nothing was changed.</param>
public sealed record StepOutcome(Guid Id, RegisterNumber Register, string? Name, ApplicationState State, uint Version, bool Already);

/// <summary>What the back office's steps on an application have in common: lock, permission, double clicks, stale pages, the trail.</summary>
public sealed class ApplicationDesk(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time)
{
    /// <summary>What a step works with, inside its transaction.</summary>
    public sealed record Work(PortalDbContext Db, CardApplication Application, OfficeEntry Office, Actor Actor, DateTimeOffset Now, Guid CommandId);

    /// <summary>How a step goes into the trail.</summary>
    /// <param name="Verb">The verb of the audit trail.</param>
    /// <param name="Reason">The reason, already cleaned; null where none is asked for.</param>
    /// <param name="Detail">A machine-readable detail, never personal data.</param>
    /// <param name="Subject">The record it names; null for the application itself.</param>
    public sealed record Trail(string Verb, string? Reason = null, string? Detail = null, Guid? Subject = null);

    /// <summary>Locks the application, asks permission and office, runs <paramref name="step"/>, and writes the trail, all in one transaction.</summary>
    /// <param name="permission">What it needs.</param>
    /// <param name="command">Which application, as which version, under which command.</param>
    /// <param name="trail">How it goes into the trail, asked once the step is done; null when there was nothing to do.</param>
    /// <param name="step">Calls the entity's verb and adds what belongs to it (messages, stock); a refusal changes nothing.</param>
    /// <param name="actor">Who.</param>
    /// <param name="ct">Stops.</param>
    public Task<Result<StepOutcome>> StepAsync(Permission permission, StepCommand command, Func<Work, Trail?> trail, Func<Work, CancellationToken, Task<Result>> step, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        if (actor.RefusalFor(permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var id = await db.Applications.Where(a => a.Register == command.Register).Select(a => (Guid?)a.Id).SingleOrDefaultAsync(ct);
        if (id is null)
        {
            return AccessErrors.NotFound;
        }

        var loaded = await OwnRecords.LockAsync(db, id.Value, permission, actor, ct);
        if (!loaded.TryGet(out var application))
        {
            return Result<StepOutcome>.Refused(loaded.Errors);
        }

        StepOutcome Outcome(bool already) => new(application.Id, application.Register, application.Name, application.State, application.Version, already);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return Outcome(already: true);
        }

        if (command.Version is { } seen && seen != application.Version)
        {
            return AccessErrors.StalePage;
        }

        var now = time.GetUtcNow();
        var office = (await directory.GetAsync(ct))[application.OfficeCode];
        var work = new Work(db, application, office, actor, now, command.CommandId);
        var done = await step(work, ct);
        if (!done.Succeeded)
        {
            return Result<StepOutcome>.Refused(done.Errors);
        }

        if (trail(work) is { } note)
        {
            db.AuditEvents.Add(AuditEvent.Of(note.Verb, actor, now, office.Code, note.Subject ?? application.Id, note.Reason, note.Detail, command.CommandId));
        }

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) == AuditEventMapping.OncePerCommand)
        {
            return AccessErrors.StalePage;
        }

        await transaction.CommitAsync(ct);
        return Outcome(already: false);
    });

    /// <summary>A step whose note in the trail is known beforehand.</summary>
    public Task<Result<StepOutcome>> DoAsync(Permission permission, StepCommand command, Trail trail, Func<Work, CancellationToken, Task<Result>> step, Actor actor, CancellationToken ct) =>
        StepAsync(permission, command, _ => trail, step, actor, ct);

    /// <summary>A step that needs nothing but the entity's verb.</summary>
    public Task<Result<StepOutcome>> DoAsync(Permission permission, StepCommand command, Trail trail, Func<CardApplication, DateTimeOffset, Result> verb, Actor actor, CancellationToken ct) =>
        DoAsync(permission, command, trail, (work, _) => Task.FromResult(verb(work.Application, work.Now)), actor, ct);
}
