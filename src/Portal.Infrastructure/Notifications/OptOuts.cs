using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Notifications;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Who wants no messages.</summary>
internal static class OptOuts
{
    /// <summary>The phones, by their hash in hexadecimal digits, that want none.</summary>
    public static async Task<IReadOnlySet<string>> AmongAsync(PortalDbContext db, IReadOnlyCollection<byte[]> phones, CancellationToken ct)
    {
        var lines = await db.OptOuts.AsNoTracking().Where(o => phones.Contains(o.PhoneHash)).OrderBy(o => o.Id).ToListAsync(ct);
        return lines.GroupBy(o => Convert.ToHexString(o.PhoneHash)).Where(o => o.Last().Stops).Select(o => o.Key).ToHashSet();
    }
}

internal sealed class OptOutMapping : IEntityTypeConfiguration<OptOut>, IEntityTypeConfiguration<InboundMessage>
{
    public void Configure(EntityTypeBuilder<OptOut> builder)
    {
        builder.ToTable("MessageOptOuts").HasKey(o => o.Id);
        builder.HasIndex(o => new { o.PhoneHash, o.Id });
    }

    public void Configure(EntityTypeBuilder<InboundMessage> builder)
    {
        builder.ToTable("InboundMessages").HasKey(m => m.ProviderId);
        builder.Property(m => m.ProviderId).HasMaxLength(40);
        builder.HasIndex(m => new { m.PhoneHash, m.ReceivedAt });
    }
}
