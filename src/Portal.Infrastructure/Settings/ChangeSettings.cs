using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Settings;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Settings;

/// <summary>Changes settings of the installation. One that reads like the environment's follows it again.</summary>
public sealed class ChangeSettings(IDbContextFactory<PortalDbContext> databases, SettingsBook book, TimeProvider time) : IUseCase
{
    /// <summary>Under which subject the history keeps it.</summary>
    public const string Subject = "settings";

    /// <inheritdoc />
    public static Permission Permission => Permission.ManageSettings;

    /// <summary>What was seen and what was typed over it.</summary>
    public sealed record Command(IReadOnlyDictionary<string, string> Seen, IReadOnlyDictionary<string, string> Typed, Guid CommandId);

    /// <summary>Returns success; or forbidden, stale_page for each field that changed meanwhile, every fault of what was typed.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForInstallation(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One edit at a time; whoever reads reads on.
        await db.Database.ExecuteSqlAsync($"LOCK TABLE settings IN SHARE ROW EXCLUSIVE MODE", ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return Result.Ok;
        }

        var before = await book.ReadAsync(db, ct);
        var merged = InstallationSettings.Form.Merge(before, command.Seen, command.Typed);
        if (!merged.TryGet(out var after))
        {
            return Result.Refused(merged.Errors);
        }

        var changes = InstallationSettings.Form.Changes(before, after);
        if (changes.Count == 0)
        {
            return Result.Ok;
        }

        var now = time.GetUtcNow();
        await StoreAsync(db, InstallationSettings.Form.Read(after), InstallationSettings.Form.Read(book.FromEnvironment), ct);
        ChangeLog.Add(db, null, Subject, changes, actor, now, command.CommandId);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.SettingsChanged, actor, now, detail: string.Join(' ', changes.Select(c => c.Field)), commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        book.Forget();
        return Result.Ok;
    }

    private static async Task StoreAsync(PortalDbContext db, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> defaults, CancellationToken ct)
    {
        var stored = await db.Settings.ToDictionaryAsync(s => s.Name, ct);
        foreach (var (name, value) in values)
        {
            var row = stored.GetValueOrDefault(name);
            if (value == defaults[name])
            {
                if (row is not null)
                {
                    db.Settings.Remove(row);
                }
            }
            else if (row is not null)
            {
                row.Value = value;
            }
            else
            {
                db.Settings.Add(new StoredSetting { Name = name, Value = value });
            }
        }
    }
}
