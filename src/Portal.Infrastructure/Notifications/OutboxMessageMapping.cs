using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Applications;
using Portal.Core.Notifications;

namespace Portal.Infrastructure.Notifications;

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages").HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.EventKey).HasMaxLength(80);
        builder.HasOne<CardApplication>().WithMany().HasForeignKey(m => m.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => new { m.ApplicationId, m.Event, m.EventKey, m.Channel }).IsUnique();
        builder.HasIndex(m => m.CreatedAt).HasFilter("state = 'Pending'");
        builder.HasIndex(m => new { m.OfficeCode, m.CreatedAt });
    }
}
