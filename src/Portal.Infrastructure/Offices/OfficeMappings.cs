using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Offices;
using Portal.Core.PublicInfo;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Offices;

internal sealed class OfficeMapping : IEntityTypeConfiguration<Office>
{
    public void Configure(EntityTypeBuilder<Office> builder)
    {
        builder.ToTable("Offices").HasKey(o => o.Code);
        builder.Property(o => o.Name).HasMaxLength(100);
        builder.Property(o => o.Regency).HasMaxLength(100);
        builder.Property(o => o.TimeZone).HasMaxLength(50);
        builder.Property(o => o.Rules).AsJson();
        // Offices from before there were letters have none.
        builder.Property(o => o.Letters).AsJson().HasDefaultValueSql("'{}'");
        builder.Ignore(o => o.Identity);
        builder.HasMany(o => o.Villages).WithOne().HasForeignKey(v => v.OfficeCode);
        builder.HasMany(o => o.ServicePoints).WithOne().HasForeignKey(p => p.OfficeCode);
    }
}

internal sealed class VillageMapping : IEntityTypeConfiguration<Village>
{
    public void Configure(EntityTypeBuilder<Village> builder)
    {
        builder.ToTable("Villages").HasKey(v => v.Code);
        builder.Property(v => v.Name).HasMaxLength(100);
    }
}

internal sealed class ServicePointMapping : IEntityTypeConfiguration<ServicePoint>
{
    public void Configure(EntityTypeBuilder<ServicePoint> builder)
    {
        builder.ToTable("ServicePoints").HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Name).AsJson();
        builder.Property(p => p.Hours).AsJson();
        builder.Property(p => p.Slots).AsJson();
        builder.Property(p => p.Later).AsJson().HasDefaultValueSql("'[]'");
        builder.Property(p => p.Closures).AsJson();
        builder.Property(p => p.Extra).AsJson().HasDefaultValueSql("'[]'");
        builder.Property(p => p.Releases).AsJson().HasDefaultValueSql("'[]'");
    }
}

internal sealed class HolidayMapping : IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<Holiday> builder)
    {
        builder.ToTable("Holidays").HasKey(h => h.Date);
        builder.Property(h => h.Name).AsJson();
    }
}

internal sealed class ServiceDefinitionMapping : IEntityTypeConfiguration<ServiceDefinition>
{
    public void Configure(EntityTypeBuilder<ServiceDefinition> builder)
    {
        builder.ToTable("Services").HasKey(s => s.Slug);
        builder.Property(s => s.Name).AsJson();
        builder.Property(s => s.Summary).AsJson();
        builder.Property(s => s.Requirements).AsJson();
        builder.Property(s => s.Steps).AsJson();
        builder.Property(s => s.Time).AsJson();
    }
}

internal sealed class OfficeServiceMapping : IEntityTypeConfiguration<OfficeService>
{
    public void Configure(EntityTypeBuilder<OfficeService> builder)
    {
        builder.ToTable("OfficeServices").HasKey(s => new { s.OfficeCode, s.Slug });
        builder.HasOne<Office>().WithMany().HasForeignKey(s => s.OfficeCode);
        builder.HasOne<ServiceDefinition>().WithMany().HasForeignKey(s => s.Slug);
        builder.Property(s => s.Requirements).AsJson();
        builder.Property(s => s.Steps).AsJson();
        builder.Property(s => s.Time).AsJson();
    }
}
