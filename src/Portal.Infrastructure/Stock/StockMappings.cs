using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Offices;
using Portal.Core.Stock;

namespace Portal.Infrastructure.Stock;

internal sealed class StockEntryMapping : IEntityTypeConfiguration<StockEntry>
{
    /// <summary>A movement sent twice is one movement.</summary>
    public const string OncePerCommand = "ux_stock_entries_command";

    /// <summary>One blank becomes one card: a serial is used up once.</summary>
    public const string OncePerSerial = "ux_stock_entries_serial";

    public void Configure(EntityTypeBuilder<StockEntry> builder)
    {
        builder.ToTable("StockEntries", t =>
        {
            t.HasCheckConstraint("ck_stock_entries_balance", "balance >= 0");
            t.HasCheckConstraint("ck_stock_entries_change", "change <> 0");
        }).HasKey(e => e.Id);
        builder.Property(e => e.DeliveryNote).HasMaxLength(40);
        builder.Property(e => e.Serial).HasMaxLength(20);
        builder.Property(e => e.SerialFrom).HasMaxLength(20);
        builder.Property(e => e.SerialThrough).HasMaxLength(20);
        builder.Property(e => e.Reason).HasMaxLength(500);
        builder.HasOne<Office>().WithMany().HasForeignKey(e => e.OfficeCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(e => new { e.OfficeCode, e.LocalDay });
        builder.HasIndex(e => new { e.CommandId, e.Movement, e.Change }).IsUnique().HasDatabaseName(OncePerCommand);
        builder.HasIndex(e => new { e.OfficeCode, e.Serial, e.Movement, e.Change }).IsUnique().HasFilter("serial IS NOT NULL").HasDatabaseName(OncePerSerial);
    }
}

internal sealed class StockLevelMapping : IEntityTypeConfiguration<StockLevel>
{
    public void Configure(EntityTypeBuilder<StockLevel> builder)
    {
        builder.ToTable("StockLevels", t => t.HasCheckConstraint("ck_stock_levels_never_below_zero", "on_hand >= 0 AND reserved >= 0 AND reserved <= on_hand")).HasKey(l => l.OfficeCode);
        builder.Ignore(l => l.Available);
        builder.HasOne<Office>().WithMany().HasForeignKey(l => l.OfficeCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StockCorrectionMapping : IEntityTypeConfiguration<StockCorrection>
{
    public void Configure(EntityTypeBuilder<StockCorrection> builder)
    {
        builder.ToTable("StockCorrections", t => t.HasCheckConstraint("ck_stock_corrections_change", "change <> 0")).HasKey(c => c.Id);
        builder.Property(c => c.Id).ValueGeneratedNever();
        builder.Property(c => c.Version).IsRowVersion();
        builder.Property(c => c.Reason).HasMaxLength(500);
        builder.HasIndex(c => new { c.OfficeCode, c.ProposedAt });
    }
}

internal sealed class StockRequestMapping : IEntityTypeConfiguration<StockRequest>
{
    public void Configure(EntityTypeBuilder<StockRequest> builder)
    {
        builder.ToTable("StockRequests").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Version).IsRowVersion();
        builder.Property(r => r.Note).HasMaxLength(500);
        builder.Ignore(r => r.IsOpen);
        builder.HasIndex(r => new { r.OfficeCode, r.AskedAt });
    }
}

internal sealed class StockDayMapping : IEntityTypeConfiguration<StockDay>
{
    public void Configure(EntityTypeBuilder<StockDay> builder)
    {
        builder.ToTable("StockDays").HasKey(d => new { d.OfficeCode, d.Day });
        builder.Property(d => d.Version).IsRowVersion();
        builder.Property(d => d.Explanation).HasMaxLength(500);
        builder.Ignore(d => d.Difference);
        builder.Ignore(d => d.Sums);
    }
}
