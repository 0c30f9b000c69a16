using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Applications;
using Portal.Core.Notifications;

namespace Portal.Infrastructure.Notifications;

internal sealed class OutboxMessageMapping : IEntityTypeConfiguration<OutboxMessage>
{
    /// <summary>States in which the house still has something to do with a message: <see cref="MessageWorkflow.IsWaiting"/> in SQL.</summary>
    public const string Waiting = "state IN ('Pending', 'Sending', 'MaybeSent')";

    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("OutboxMessages").HasKey(m => m.Id);
        builder.Property(m => m.Id).ValueGeneratedNever();
        builder.Property(m => m.EventKey).HasMaxLength(80);
        builder.Property(m => m.ProviderId).HasMaxLength(40);
        builder.Property(m => m.ErrorCode).HasMaxLength(20);
        builder.HasOne<CardApplication>().WithMany().HasForeignKey(m => m.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<OutboxMessage>().WithMany().HasForeignKey(m => m.FallbackOf).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(m => m.Steps).WithOne().HasForeignKey(s => s.MessageId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(m => new { m.ApplicationId, m.Event, m.EventKey, m.Channel }).IsUnique();
        // Null for every message that is just being written: a booking should not pay for them.
        builder.HasIndex(m => m.ProviderId).IsUnique().HasFilter("provider_id IS NOT NULL");
        builder.HasIndex(m => m.FallbackOf).HasFilter("fallback_of IS NOT NULL");
        // The order in which messages leave.
        builder.HasIndex(m => new { m.Urgency, m.CreatedAt, m.Id }).HasFilter(Waiting).HasDatabaseName("ix_outbox_messages_waiting");
        // WhatsApp messages that have not arrived.
        builder.HasIndex(m => m.HandledAt).HasFilter("channel = 'WhatsApp' AND state IN ('Accepted', 'Sent')").HasDatabaseName("ix_outbox_messages_under_way");
        builder.Property(m => m.Parts).HasDefaultValue((short)1);
        // How far a broadcast is.
        builder.HasIndex(m => new { m.EventKey, m.State }).HasFilter("event = 'Broadcast'").HasDatabaseName("ix_outbox_messages_broadcast");
        builder.HasIndex(m => new { m.OfficeCode, m.CreatedAt });
    }
}

internal sealed class MessageStepMapping : IEntityTypeConfiguration<MessageStep>
{
    public void Configure(EntityTypeBuilder<MessageStep> builder)
    {
        builder.ToTable("MessageSteps").HasKey(s => s.Id);
        builder.Property(s => s.Code).HasMaxLength(20);
        builder.Property(s => s.EndedId).HasMaxLength(40);
        builder.HasIndex(s => s.EndedId).HasFilter("ended_id IS NOT NULL");
        builder.HasIndex(s => s.MessageId);
    }
}
