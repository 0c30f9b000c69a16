using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Persistence;

internal sealed class DataKeyMapping : IEntityTypeConfiguration<DataKey>
{
    public void Configure(EntityTypeBuilder<DataKey> builder)
    {
        builder.ToTable("DataKeys").HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Purpose).HasMaxLength(20);
    }
}

internal sealed class IdempotencyRecordMapping : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("IdempotencyRecords").HasKey(r => r.KeyHash);
        builder.HasIndex(r => r.CreatedAt);
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("DataProtectionKeys").HasKey(k => k.Id);
}

internal sealed class StaffMemberMapping : IEntityTypeConfiguration<StaffMember>, IEntityTypeConfiguration<StaffAssignment>
{
    public void Configure(EntityTypeBuilder<StaffMember> builder)
    {
        builder.ToTable("Staff");
        builder.Property(s => s.DisplayName).HasMaxLength(100);
        builder.Property(s => s.LockReason).HasMaxLength(500);
        builder.Ignore(s => s.State).Ignore(s => s.Roles).Ignore(s => s.NeedsSecondFactor);
        builder.HasMany(s => s.Assignments).WithOne().HasForeignKey(a => a.StaffId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<StaffAssignment> builder)
    {
        builder.ToTable("StaffAssignments").HasKey(a => a.Id);
        builder.Property(a => a.ScopeCode).HasMaxLength(8);
        builder.HasIndex(a => new { a.StaffId, a.Role, a.ScopeKind, a.ScopeCode }).IsUnique();
    }
}

internal sealed class WorkSessionMapping : IEntityTypeConfiguration<WorkSession>
{
    public void Configure(EntityTypeBuilder<WorkSession> builder)
    {
        builder.ToTable("StaffSessions").HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Browser).HasMaxLength(20);
        builder.Property(s => s.System).HasMaxLength(20);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(s => s.StaffId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(s => new { s.StaffId, s.LastSeenAt });
        builder.HasIndex(s => s.DeviceHash).HasFilter("ended_at IS NULL");
    }
}

internal sealed class StaffLinkMapping : IEntityTypeConfiguration<StaffLink>
{
    /// <summary>An account has one live link.</summary>
    public const string OneEach = "ux_staff_links_live";

    public void Configure(EntityTypeBuilder<StaffLink> builder)
    {
        builder.ToTable("StaffLinks").HasKey(l => l.Id);
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(l => l.StaffId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(l => l.TokenHash).IsUnique();
        builder.HasIndex(l => l.StaffId).IsUnique().HasFilter("ended_at IS NULL").HasDatabaseName(OneEach);
    }
}

internal sealed class SecondFactorResetMapping : IEntityTypeConfiguration<SecondFactorReset>
{
    public void Configure(EntityTypeBuilder<SecondFactorReset> builder)
    {
        builder.ToTable("SecondFactorResets").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Reason).HasMaxLength(500);
        builder.HasOne<StaffMember>().WithMany().HasForeignKey(r => r.StaffId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(r => r.StaffId).IsUnique().HasFilter("decided_at IS NULL").HasDatabaseName("ux_second_factor_resets_open");
    }
}
