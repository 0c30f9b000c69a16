using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Applications;
using Portal.Core.Offices;

namespace Portal.Infrastructure.Applications;

internal sealed class CardApplicationMapping : IEntityTypeConfiguration<CardApplication>
{
    /// <summary>One open application per NIK. Named here because use cases tell its violation from others.</summary>
    public const string OneOpenPerNik = "ux_applications_open_nik";

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
        builder.HasIndex(a => new { a.OfficeCode, a.State, a.StateSince });
        builder.HasOne<Office>().WithMany().HasForeignKey(a => a.OfficeCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Village>().WithMany().HasForeignKey(a => a.VillageCode).OnDelete(DeleteBehavior.Restrict);
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
        builder.HasIndex(e => e.ApplicationId);
    }
}
