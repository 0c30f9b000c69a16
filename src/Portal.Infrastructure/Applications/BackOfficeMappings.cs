using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Applications;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

internal sealed class RecordingMapping : IEntityTypeConfiguration<Recording>, IEntityTypeConfiguration<RecordingStep>
{
    /// <summary>One unfinished recording per application.</summary>
    public const string OneOpen = "ux_recordings_open";

    public void Configure(EntityTypeBuilder<Recording> builder)
    {
        builder.ToTable("Recordings").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Version).IsRowVersion();
        builder.Ignore(r => r.IsComplete);
        builder.Ignore(r => r.Staff);
        builder.HasOne<CardApplication>().WithMany().HasForeignKey(r => r.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(r => r.Steps).WithOne().HasForeignKey(s => s.RecordingId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex([nameof(Recording.ApplicationId)], OneOpen).IsUnique().HasFilter("is_open").HasDatabaseName(OneOpen);
        builder.HasIndex(r => r.ApplicationId);
        builder.HasIndex(r => new { r.OfficeCode, r.LocalDay });
    }

    public void Configure(EntityTypeBuilder<RecordingStep> builder)
    {
        builder.ToTable("RecordingSteps").HasKey(s => new { s.RecordingId, s.Part });
        builder.Property(s => s.Exception).AsJson();
        builder.Property(s => s.Device).HasMaxLength(Recording.LongestDevice);
    }
}

internal sealed class CentreMapping : IEntityTypeConfiguration<CentreBatch>, IEntityTypeConfiguration<CentreReport>, IEntityTypeConfiguration<ImportRun>
{
    /// <summary>Two batches made at once do not share a number.</summary>
    public const string OneNumberPerDay = "ux_centre_batches_number";

    /// <summary>The same word of the centre is noted once, so that an import can be repeated.</summary>
    public const string OncePerWord = "ux_centre_reports_word";

    public void Configure(EntityTypeBuilder<CentreBatch> builder)
    {
        builder.ToTable("CentreBatches").HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.Property(b => b.Version).IsRowVersion();
        builder.Property(b => b.LastProblem).HasMaxLength(60);
        builder.HasIndex(b => new { b.OfficeCode, b.LocalDay, b.Number }).IsUnique().HasDatabaseName(OneNumberPerDay);
        builder.HasIndex(b => b.NextTryAt).HasFilter("sent_at IS NULL");
    }

    public void Configure(EntityTypeBuilder<CentreReport> builder)
    {
        builder.ToTable("CentreReports").HasKey(r => r.Id);
        builder.Property(r => r.Status).HasMaxLength(40);
        builder.HasOne<CardApplication>().WithMany().HasForeignKey(r => r.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(r => new { r.ApplicationId, r.Status, r.At }).IsUnique().HasDatabaseName(OncePerWord);
    }

    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.ToTable("ImportRuns").HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasIndex(r => new { r.OfficeCode, r.Kind, r.At });
    }
}

internal sealed class HandoverMapping : IEntityTypeConfiguration<Handover>
{
    /// <summary>One handover that stands per application.</summary>
    public const string OnceEach = "ux_handovers_application";

    public void Configure(EntityTypeBuilder<Handover> builder)
    {
        builder.ToTable("Handovers").HasKey(h => h.Id);
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.Property(h => h.Note).HasMaxLength(500);
        builder.HasOne<CardApplication>().WithMany().HasForeignKey(h => h.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(h => h.ApplicationId).IsUnique().HasFilter("NOT taken_back").HasDatabaseName(OnceEach);
        builder.HasIndex(h => new { h.OfficeCode, h.LocalDay });
    }
}

internal sealed class LoneActMapping : IEntityTypeConfiguration<LoneAct>
{
    public void Configure(EntityTypeBuilder<LoneAct> builder)
    {
        builder.ToTable("LoneActs").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsRowVersion();
        builder.Property(a => a.Verb).HasMaxLength(60);
        builder.Property(a => a.Reason).HasMaxLength(500);
        builder.Property(a => a.Finding).HasMaxLength(500);
        builder.HasIndex(a => new { a.OfficeCode, a.At });
    }
}

internal sealed class PaperMapping : IEntityTypeConfiguration<PaperBlock>, IEntityTypeConfiguration<PaperNumber>
{
    public void Configure(EntityTypeBuilder<PaperBlock> builder)
    {
        builder.ToTable("PaperBlocks").HasKey(b => b.Id);
        builder.Property(b => b.Id).ValueGeneratedNever();
        builder.HasMany(b => b.Numbers).WithOne().HasForeignKey(n => n.BlockId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(b => new { b.OfficeCode, b.MadeAt });
    }

    public void Configure(EntityTypeBuilder<PaperNumber> builder)
    {
        builder.ToTable("PaperNumbers").HasKey(n => n.Register);
        builder.HasIndex(n => new { n.BlockId, n.Ticket }).IsUnique();
        builder.HasIndex(n => n.ApplicationId).IsUnique().HasFilter("application_id IS NOT NULL");
    }
}
