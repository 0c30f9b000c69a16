using Microsoft.AspNetCore.Identity;
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

    /// <summary>The PIN, typed twice, and the password: a page left open must not give its finder a key. Null for both to have none.</summary>
    public sealed record Command(string? Pin, string? Again, string? Password);

    /// <summary>Returns success; or what is wrong with the PIN, <c>password_wrong</c>, <c>staff_locked_out</c>. Wrong passwords count like those at the door.</summary>
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
        var now = time.GetUtcNow();
        var hash = command.Pin is { } chosen ? station.HashOf(staff, chosen) : null;
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (hash is not null && await RefusalOfPasswordAsync(db, staff, command.Password, now, ct) is { } wrong)
        {
            // What was counted stays counted.
            await transaction.CommitAsync(ct);
            return wrong;
        }

        await db.Users.Where(u => u.Id == staff).ExecuteUpdateAsync(u => u.SetProperty(x => x.PinHash, hash).SetProperty(x => x.PinTries, 0), ct);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.StaffPinSet, actor, now, subjectId: staff, detail: hash is null ? "removed" : null));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Result.Ok;
    }

    // The row is locked, so that fifty at once are looked at one after the other.
    private static async Task<Error?> RefusalOfPasswordAsync(PortalDbContext db, Guid staff, string? password, DateTimeOffset now, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(password) || password.Length > StaffAccountRules.LongestPassword)
        {
            return StaffErrors.PasswordWrong;
        }

        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM staff WHERE id = {staff} FOR UPDATE", ct);
        var lockedOut = StaffErrors.LockedOut((int)StaffAccountRules.ClosedFor.TotalMinutes);
        if (await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == staff, ct) is not { PasswordHash: { } stored } member)
        {
            return StaffErrors.PasswordWrong;
        }

        if (member.LockoutEnd > now)
        {
            return lockedOut;
        }

        if (StaffBuilder.Hasher.VerifyHashedPassword(member, stored, password) != PasswordVerificationResult.Failed)
        {
            return null;
        }

        var closes = member.AccessFailedCount + 1 >= StaffAccountRules.MaxTries;
        await db.Users.Where(u => u.Id == staff).ExecuteUpdateAsync(
            u => u.SetProperty(x => x.AccessFailedCount, closes ? 0 : member.AccessFailedCount + 1).SetProperty(x => x.LockoutEnd, closes ? now + StaffAccountRules.ClosedFor : member.LockoutEnd), ct);
        db.AuditEvents.Add(AuditEvent.Of(closes ? AuditVerbs.StaffLockedOut : AuditVerbs.StaffSignInFailed, Actor.Visitor, now, subjectId: staff, detail: "set_pin"));
        await db.SaveChangesAsync(ct);
        return closes ? lockedOut : StaffErrors.PasswordWrong;
    }
}
