using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Audit;

namespace Portal.Infrastructure.Audit;

internal sealed class AuditSealMapping : IEntityTypeConfiguration<AuditSeal>, IEntityTypeConfiguration<UnsealedEvent>
{
    private const int ChainLength = 12;

    public void Configure(EntityTypeBuilder<AuditSeal> builder)
    {
        builder.ToTable("AuditSeals").HasKey(s => s.Id);
        builder.Property(s => s.Chain).HasMaxLength(ChainLength);
        builder.Ignore(s => s.Head);
        // Two nodes that seal at once cannot both add the next link.
        builder.HasIndex(s => new { s.Chain, s.Sequence }).IsUnique();
        builder.HasIndex(s => new { s.Chain, s.At });
        // A head is looked for by its first digits.
        builder.HasIndex(s => s.Hash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<UnsealedEvent> builder)
    {
        // One index for all that is asked of it: every event of the portal writes into it.
        builder.ToTable("AuditUnsealed").HasKey(u => new { u.Chain, u.EventId });
        builder.Property(u => u.EventId).ValueGeneratedNever();
        builder.Property(u => u.Chain).HasMaxLength(ChainLength);
    }
}
