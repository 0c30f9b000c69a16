using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

internal sealed class BroadcastMapping : IEntityTypeConfiguration<Broadcast>, IEntityTypeConfiguration<BroadcastUnreached>
{
    public void Configure(EntityTypeBuilder<Broadcast> builder)
    {
        builder.ToTable("Broadcasts").HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Version).IsRowVersion();
        builder.Property(b => b.Text).HasMaxLength(BroadcastText.LongestTyped);
        builder.Property(b => b.TextEn).HasMaxLength(BroadcastText.LongestTyped);
        builder.Property(b => b.CancelReason).HasMaxLength(500);
        builder.Property(b => b.Audience).AsJson();
        builder.Property(b => b.Count).AsJson();
        builder.Ignore(b => b.EventKey);
        builder.HasOne<Office>().WithMany().HasForeignKey(b => b.OfficeCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(b => new { b.OfficeCode, b.ProposedAt });
    }

    public void Configure(EntityTypeBuilder<BroadcastUnreached> builder)
    {
        builder.ToTable("BroadcastUnreached").HasKey(u => new { u.BroadcastId, u.ApplicationId });
        builder.HasOne<Broadcast>().WithMany().HasForeignKey(u => u.BroadcastId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CardApplication>().WithMany().HasForeignKey(u => u.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(u => u.ApplicationId);
    }
}
