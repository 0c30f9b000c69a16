using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Applications;
using Portal.Core.Printing;

namespace Portal.Infrastructure.Printing;

internal sealed class PrintBatchMapping : IEntityTypeConfiguration<PrintBatch>
{
    /// <summary>Two batches begun at once do not share a number.</summary>
    public const string OneNumberPerDay = "ux_print_batches_number";

    public void Configure(EntityTypeBuilder<PrintBatch> builder)
    {
        builder.ToTable("PrintBatches").HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasMany(b => b.Jobs).WithOne().HasForeignKey(j => j.BatchId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(b => new { b.OfficeCode, b.LocalDay, b.Number }).IsUnique().HasDatabaseName(OneNumberPerDay);
    }
}

internal sealed class PrintJobMapping : IEntityTypeConfiguration<PrintJob>
{
    /// <summary>One card in the printer per application.</summary>
    public const string OneInPrinter = "ux_print_jobs_in_printer";

    public void Configure(EntityTypeBuilder<PrintJob> builder)
    {
        builder.ToTable("PrintJobs").HasKey(j => j.Id);
        builder.Property(j => j.Id).ValueGeneratedNever();
        builder.Property(j => j.Version).IsRowVersion();
        builder.Property(j => j.Serial).HasMaxLength(20);
        builder.HasOne<CardApplication>().WithMany().HasForeignKey(j => j.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(j => j.BatchId);
        builder.HasIndex([nameof(PrintJob.ApplicationId)], OneInPrinter).IsUnique().HasFilter("state = 'Printing'").HasDatabaseName(OneInPrinter);
        builder.HasIndex(j => j.ApplicationId);
        builder.HasIndex(j => new { j.OfficeCode, j.FinishedAt });
    }
}

internal sealed class BundleMapping : IEntityTypeConfiguration<Bundle>
{
    public void Configure(EntityTypeBuilder<Bundle> builder)
    {
        builder.ToTable("Bundles").HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Version).IsRowVersion();
        builder.Property(b => b.DeliveryNote).HasMaxLength(40);
        builder.HasIndex(b => new { b.OfficeCode, b.NotedAt });
    }
}

internal sealed class CardPromiseMapping : IEntityTypeConfiguration<CardPromise>, IEntityTypeConfiguration<PromiseFactsRow>, IEntityTypeConfiguration<PromiseRun>
{
    public void Configure(EntityTypeBuilder<CardPromise> builder)
    {
        builder.ToTable("CardPromises").HasKey(p => p.ApplicationId);
        builder.Property(p => p.ApplicationId).ValueGeneratedNever();
        builder.Ignore(p => p.Range);
        builder.Ignore(p => p.Kept);
        builder.Ignore(p => p.IsWorthTelling);
        builder.HasOne<CardApplication>().WithOne().HasForeignKey<CardPromise>(p => p.ApplicationId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => new { p.OfficeCode, p.ReadyOn });
    }

    public void Configure(EntityTypeBuilder<PromiseFactsRow> builder)
    {
        builder.ToTable("PromiseFacts").HasKey(f => new { f.OfficeCode, f.Day });
        builder.Property(f => f.Facts).HasColumnType("jsonb");
    }

    public void Configure(EntityTypeBuilder<PromiseRun> builder)
    {
        builder.ToTable("PromiseRuns").HasKey(r => r.OfficeCode);
        builder.Property(r => r.Fingerprint).HasMaxLength(200);
    }
}
