using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Applications;
using Portal.Core.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Applications;

internal sealed class CardApplicationMapping : IEntityTypeConfiguration<CardApplication>
{
    /// <summary>One open application per NIK. Named here because use cases tell its violation from others.</summary>
    public const string OneOpenPerNik = "ux_applications_open_nik";

    /// <summary>The print order; counting the cards before one is a walk along it.</summary>
    public const string PrintOrderIndex = "ix_applications_print_order";

    public const string OnePerRegister = "ux_applications_register";

    public void Configure(EntityTypeBuilder<CardApplication> builder)
    {
        builder.ToTable("Applications").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsRowVersion();
        builder.Property(a => a.Name).HasMaxLength(100);
        builder.Property(a => a.NameSearch).HasMaxLength(100);
        builder.HasIndex(a => a.Register).IsUnique().HasDatabaseName(OnePerRegister);
        builder.HasIndex(a => a.LinkHash).IsUnique();
        builder.HasIndex(a => a.NameSearch).HasMethod("gin").HasOperators("gin_trgm_ops");
        // The work queues: oldest first, the id settles ties. What a queue is filtered by lies in it too, so that it answers alone.
        builder.HasIndex(a => new { a.OfficeCode, a.State, a.StateSince, a.Id }).IncludeProperties(a => new { a.VillageCode, a.Service });
        builder.HasIndex(a => new { a.OfficeCode, a.PrintClass, a.PrintReadyAt, a.Id }).HasFilter("state = 'PrintReady'").HasDatabaseName(PrintOrderIndex);
        // Durations of the last weeks, from which the date ranges are computed.
        builder.HasIndex(a => new { a.OfficeCode, a.RecordedAt }).HasFilter("recorded_at IS NOT NULL");
        builder.HasIndex(a => new { a.OfficeCode, a.PrintReadyAt }).HasFilter("print_ready_at IS NOT NULL");
        builder.HasIndex(a => a.CentreBatchId).HasFilter("centre_batch_id IS NOT NULL");
        builder.HasIndex(a => a.BundleId).HasFilter("bundle_id IS NOT NULL");
        builder.Property(a => a.Priority).HasMaxLength(20);
        builder.HasOne<Office>().WithMany().HasForeignKey(a => a.OfficeCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Village>().WithMany().HasForeignKey(a => a.VillageCode).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(a => a.Why);
        builder.HasMany(a => a.History).WithOne().HasForeignKey(e => e.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.OwnsOne(a => a.Person, person =>
        {
            person.Property(p => p.Nik).HasColumnName("Nik").IsRequired();
            person.Property(p => p.BirthDate).HasColumnName("BirthDate").IsRequired();
            person.Property(p => p.Phone).HasColumnName("Phone");
            person.Property(p => p.NikHash).HasColumnName("NikHash").IsRequired();
            person.Property(p => p.PhoneHash).HasColumnName("PhoneHash");
            person.HasIndex(p => p.NikHash).IsUnique().HasFilter("is_open").HasDatabaseName(OneOpenPerNik);
            person.HasIndex([nameof(SealedPerson.NikHash)], "ix_applications_nik_hash");
            person.HasIndex(p => p.PhoneHash);
        });
    }
}

internal sealed class StatusEntryMapping : IEntityTypeConfiguration<StatusEntry>
{
    public void Configure(EntityTypeBuilder<StatusEntry> builder)
    {
        builder.ToTable("ApplicationStatuses").HasKey(e => e.Id);
        builder.Property(e => e.Reasons).AsJson().HasDefaultValueSql("'[]'::jsonb");
        builder.Property(e => e.Note).HasMaxLength(500);
        builder.HasIndex(e => e.ApplicationId);
    }
}
