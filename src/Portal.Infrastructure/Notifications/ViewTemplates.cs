using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>How one message is worded in one language.</summary>
/// <param name="Event">Which message.</param>
/// <param name="Language">In which language.</param>
/// <param name="Template">The wording in force.</param>
/// <param name="IsBuiltIn">Whether that is the built-in one.</param>
/// <param name="Version">The installation's version; 0 while it has none.</param>
/// <param name="ContentSid">The WhatsApp template; null for none.</param>
/// <param name="ChangedAt">When it was changed last, UTC; null when never.</param>
/// <param name="ChangedBy">By whom; null when never.</param>
public sealed record TemplateLine(MessageEvent Event, Language Language, MessageTemplate Template, bool IsBuiltIn, int Version, string? ContentSid, DateTimeOffset? ChangedAt, string? ChangedBy);

/// <summary>One version of a wording.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">The wording; null for the built-in one.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="By">Who wrote it.</param>
public sealed record TemplateVersion(int Number, string? Text, DateTimeOffset At, string? By);

/// <summary>All wordings, and the versions of one.</summary>
/// <param name="Lines">By event, then language.</param>
/// <param name="Versions">Newest first; empty when none was asked for.</param>
public sealed record TemplateBoard(IReadOnlyList<TemplateLine> Lines, IReadOnlyList<TemplateVersion> Versions);

/// <summary>How messages are worded, and which templates of the provider say the same.</summary>
public sealed class ViewTemplates(IDbContextFactory<PortalDbContext> databases) : IUseCase
{
    /// <summary>How many versions of one wording are shown.</summary>
    public const int LatestVersions = 50;

    /// <inheritdoc />
    public static Permission Permission => Permission.ViewTemplates;

    /// <summary>Which wording's versions, if any.</summary>
    public sealed record Query(MessageEvent? Event = null, Language Language = Language.Indonesian);

    /// <summary>Returns the board, or forbidden.</summary>
    public async Task<Result<TemplateBoard>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var latest = await WordingBook.Latest(db).ToDictionaryAsync(w => (w.Event, w.Language), ct);
        var mapped = await db.WhatsAppTemplates.AsNoTracking().ToDictionaryAsync(t => (t.Event, t.Language), t => t.ContentSid, ct);
        var versions = await db.MessageWordings.AsNoTracking().Where(w => w.Event == query.Event && w.Language == query.Language)
            .OrderByDescending(w => w.Version).Take(LatestVersions).ToListAsync(ct);
        var people = latest.Values.Concat(versions).Select(w => w.ChangedBy).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => people.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        string? Name(Guid? staff) => staff is { } id ? names.GetValueOrDefault(id) : null;

        TemplateLine LineOf(MessageEvent messageEvent, Language language)
        {
            var own = latest.GetValueOrDefault((messageEvent, language));
            var builtIn = MessageTexts.TemplateOf(messageEvent, language);
            var template = own?.Template ?? builtIn;
            return new TemplateLine(messageEvent, language, template, ReferenceEquals(template, builtIn), own?.Version ?? 0, mapped.GetValueOrDefault((messageEvent, language)), own?.ChangedAt, Name(own?.ChangedBy));
        }

        return new TemplateBoard(
            [.. from messageEvent in Enum.GetValues<MessageEvent>() from language in Enum.GetValues<Language>() select LineOf(messageEvent, language)],
            versions.ConvertAll(w => new TemplateVersion(w.Version, w.Text, w.ChangedAt, Name(w.ChangedBy))));
    }
}
