using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>How messages are worded; what an admin changed on another node counts within a minute.</summary>
public sealed class WordingBook(TimeProvider time)
{
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(1);

    private volatile Known? _known;

    /// <summary>
    /// The template of a message. Read over the caller's own connection: its transaction is open, and one that waited for
    /// a second connection could wait for others that do the same.
    /// </summary>
    public MessageTemplate TemplateOf(PortalDbContext db, MessageEvent messageEvent, Language language)
    {
        var known = _known;
        if (known is null || time.GetElapsedTime(known.At) >= Usable)
        {
            var at = time.GetTimestamp();
            known = new Known(Latest(db).AsEnumerable().ToFrozenDictionary(w => (w.Event, w.Language), w => w.Template), at);
            _known = known;
        }

        return known.Templates.GetValueOrDefault((messageEvent, language)) ?? MessageTexts.TemplateOf(messageEvent, language);
    }

    /// <summary>Forgets what was read; called after an edit on this node.</summary>
    public void Forget() => _known = null;

    /// <summary>The newest version of each wording.</summary>
    internal static IQueryable<MessageWording> Latest(PortalDbContext db) =>
        db.MessageWordings.AsNoTracking().Where(w => !db.MessageWordings.Any(later => later.Event == w.Event && later.Language == w.Language && later.Version > w.Version));

    private sealed record Known(FrozenDictionary<(MessageEvent, Language), MessageTemplate> Templates, long At);
}

internal sealed class MessageWordingMapping : IEntityTypeConfiguration<MessageWording>
{
    public void Configure(EntityTypeBuilder<MessageWording> builder)
    {
        builder.ToTable("MessageTexts").HasKey(w => new { w.Event, w.Language, w.Version });
        builder.Property(w => w.Version).ValueGeneratedNever();
        builder.Property(w => w.Text).HasMaxLength(500);
        builder.Ignore(w => w.Template);
    }
}
