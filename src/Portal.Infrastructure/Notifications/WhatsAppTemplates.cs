using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>An approved template at the provider, for one event in one language. Its variables are those of <see cref="MessageVariables"/>.</summary>
public sealed class WhatsAppTemplate
{
    public required MessageEvent Event { get; init; }

    public required Language Language { get; init; }

    /// <summary>The provider's id of it, <c>HX…</c>.</summary>
    public required string ContentSid { get; set; }
}

/// <summary>Which template says what.</summary>
public interface IWhatsAppTemplates
{
    /// <summary>The provider's id of the template for an event in a language; null where the installation has none.</summary>
    ValueTask<string?> FindAsync(MessageEvent messageEvent, Language language, CancellationToken ct);

    /// <summary>Forgets what was read; called after an edit on this node.</summary>
    void Forget();
}

/// <summary>The templates that an admin has mapped; a change counts within half a minute.</summary>
public sealed class MappedTemplates(IDbContextFactory<PortalDbContext> databases, TimeProvider time) : IWhatsAppTemplates
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private volatile Known? _known;

    /// <inheritdoc />
    public async ValueTask<string?> FindAsync(MessageEvent messageEvent, Language language, CancellationToken ct)
    {
        var known = _known;
        if (known is null || time.GetElapsedTime(known.At) >= Fresh)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            known = new Known(await db.WhatsAppTemplates.AsNoTracking().ToDictionaryAsync(t => (t.Event, t.Language), t => t.ContentSid, ct), time.GetTimestamp());
            _known = known;
        }

        return known.Templates.GetValueOrDefault((messageEvent, language));
    }

    /// <inheritdoc />
    public void Forget() => _known = null;

    private sealed record Known(IReadOnlyDictionary<(MessageEvent, Language), string> Templates, long At);
}

internal sealed class WhatsAppTemplateMapping : IEntityTypeConfiguration<WhatsAppTemplate>
{
    public void Configure(EntityTypeBuilder<WhatsAppTemplate> builder)
    {
        builder.ToTable("WhatsappTemplates").HasKey(t => new { t.Event, t.Language });
        builder.Property(t => t.ContentSid).HasMaxLength(40);
    }
}
