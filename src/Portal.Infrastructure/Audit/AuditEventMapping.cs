using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Audit;

namespace Portal.Infrastructure.Audit;

internal sealed class AuditEventMapping : IEntityTypeConfiguration<AuditEvent>
{
    /// <summary>A command sent twice is one act.</summary>
    public const string OncePerCommand = "ux_audit_events_command";

    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("AuditEvents").HasKey(e => e.Id);
        builder.Property(e => e.Verb).HasMaxLength(60);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.Property(e => e.Detail).HasMaxLength(200);
        builder.HasIndex(e => e.SubjectId);
        builder.HasIndex(e => new { e.OfficeCode, e.At });
        // What one person did, latest first; and, skipping from one to the next, who did anything.
        builder.HasIndex(e => new { e.OfficeCode, e.StaffId, e.At }).HasFilter("staff_id IS NOT NULL");
        // What the public board counts: jumps in the order.
        builder.HasIndex(e => new { e.OfficeCode, e.Verb, e.At });
        builder.HasIndex(e => e.CommandId).IsUnique().HasFilter("command_id IS NOT NULL").HasDatabaseName(OncePerCommand);
    }
}
