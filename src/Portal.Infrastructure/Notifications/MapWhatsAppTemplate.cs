using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Notifications;

/// <summary>Says which approved WhatsApp template goes with a message. Without one the message goes by SMS.</summary>
public sealed partial class MapWhatsAppTemplate(IDbContextFactory<PortalDbContext> databases, IWhatsAppTemplates templates, TimeProvider time) : IUseCase
{
    /// <summary>Under which subject the history keeps it; the field is event and language.</summary>
    public const string Subject = "template";

    /// <inheritdoc />
    public static Permission Permission => Permission.ManageMessages;

    /// <summary>Which message, and which template.</summary>
    /// <param name="Event">Which message.</param>
    /// <param name="Language">In which language.</param>
    /// <param name="ContentSid">The provider's id, <c>HX</c> and 32 hexadecimal digits; empty for none.</param>
    /// <param name="Seen">The id that the page showed; null for none.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(MessageEvent Event, Language Language, string? ContentSid, string? Seen, Guid CommandId);

    /// <summary>Returns success; or forbidden, stale_page, template_content_sid.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalForInstallation(Permission) is { } refusal)
        {
            return refusal;
        }

        var sid = command.ContentSid?.Trim() is { Length: > 0 } typed ? typed : null;
        if (sid is not null && !Sid().IsMatch(sid))
        {
            return TemplateErrors.ContentSid;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // One edit at a time; whoever sends messages reads on.
        await db.Database.ExecuteSqlAsync($"LOCK TABLE whatsapp_templates IN SHARE ROW EXCLUSIVE MODE", ct);
        if (await OwnRecords.DoneBeforeAsync(db, command.CommandId, ct))
        {
            return Result.Ok;
        }

        var mapped = await db.WhatsAppTemplates.SingleOrDefaultAsync(t => t.Event == command.Event && t.Language == command.Language, ct);
        if (mapped?.ContentSid != command.Seen)
        {
            return AccessErrors.StalePage;
        }

        switch (mapped, sid)
        {
            case (null, not null):
                db.WhatsAppTemplates.Add(new WhatsAppTemplate { Event = command.Event, Language = command.Language, ContentSid = sid });
                break;
            case (not null, not null):
                mapped.ContentSid = sid;
                break;
            case (not null, null):
                db.WhatsAppTemplates.Remove(mapped);
                break;
        }

        var now = time.GetUtcNow();
        if (command.Seen != sid)
        {
            ChangeLog.Add(db, null, Subject, $"{command.Event}.{command.Language}", command.Seen, sid, actor, now, command.CommandId);
        }

        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.MessageTemplateMapped, actor, now, detail: $"{command.Event} {command.Language} {sid ?? "-"}", commandId: command.CommandId));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        templates.Forget();
        return Result.Ok;
    }

    [GeneratedRegex(@"\AHX[0-9a-f]{32}\z")]
    private static partial Regex Sid();
}
