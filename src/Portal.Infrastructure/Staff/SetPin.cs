using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Staff;

/// <summary>Sets the own PIN for shared stations, or removes it.</summary>
public sealed class SetPin(IDbContextFactory<PortalDbContext> databases, StationDesk station, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.UseOwnAccount;

    /// <summary>The PIN, typed twice; null to have none.</summary>
    public sealed record Command(string? Pin, string? Again);

    /// <summary>Returns success, or what is wrong with the PIN.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if (command.Pin is { } pin && StaffPin.Check(pin, command.Again ?? "") is { Succeeded: false } weak)
        {
            return weak;
        }

        var staff = actor.StaffId!.Value;
        var hash = command.Pin is { } chosen ? station.HashOf(staff, chosen) : null;
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Users.Where(u => u.Id == staff).ExecuteUpdateAsync(u => u.SetProperty(x => x.PinHash, hash).SetProperty(x => x.PinTries, 0), ct);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffPinSet, actor, time.GetUtcNow(), subjectId: staff, detail: hash is null ? "removed" : null));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }
}
