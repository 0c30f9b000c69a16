using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Words a message anew, or goes back to the built-in wording. Messages that are already written keep theirs.</summary>
public sealed class ChangeTemplate(IDbContextFactory<PortalDbContext> databases, WordingBook wordings, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageMessages;

    /// <summary>Which message, and how it reads from now on.</summary>
    /// <param name="Event">Which message.</param>
    /// <param name="Language">In which language.</param>
    /// <param name="Text">The wording; null for the built-in one.</param>
    /// <param name="Version">The version that the page showed; 0 while the installation has none of its own.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(MessageEvent Event, Language Language, string? Text, int Version, Guid CommandId);

    /// <summary>Returns success; or forbidden, stale_page, or every fault of the wording (see <see cref="TemplateErrors"/>).</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForInstallation(Permission) is { } refusal)
        {
            return refusal;
        }

        MessageTemplate? template = null;
        if (command.Text is { } text)
        {
            var parsed = MessageTemplate.Parse(command.Event, command.Language, text);
            if (!parsed.TryGet(out template))
            {
                return Result.Refused(parsed.Errors);
            }
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One edit at a time; whoever composes messages reads on.
        await db.Database.ExecuteSqlAsync($"LOCK TABLE message_texts IN SHARE ROW EXCLUSIVE MODE", ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return Result.Ok;
        }

        var latest = await db.MessageWordings.Where(w => w.Event == command.Event && w.Language == command.Language).MaxAsync(w => (int?)w.Version, ct) ?? 0;
        if (latest != command.Version)
        {
            return AccessErrors.StalePage;
        }

        var now = time.GetUtcNow();
        db.MessageWordings.Add(new MessageWording(command.Event, command.Language, latest + 1, template, actor.StaffId, now));
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.MessageWordingChanged, actor, now, detail: $"{command.Event} {command.Language} {latest + 1}", commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        wordings.Forget();
        return Result.Ok;
    }
}
