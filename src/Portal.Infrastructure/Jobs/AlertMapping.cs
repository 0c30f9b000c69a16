using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Jobs;

namespace Portal.Infrastructure.Jobs;

internal sealed class AlertMapping : IEntityTypeConfiguration<Alert>
{
    /// <summary>One cause in one place is one open alert, whichever node saw it.</summary>
    public const string OneOpen = "ux_alerts_open";

    public void Configure(EntityTypeBuilder<Alert> builder)
    {
        builder.ToTable("Alerts").HasKey(a => a.Id);
        builder.Property(a => a.Place).HasMaxLength(12);
        builder.Property(a => a.Subject).HasMaxLength(60);
        builder.HasIndex(a => new { a.Kind, a.Place, a.Subject }).IsUnique().HasFilter("closed_at IS NULL").HasDatabaseName(OneOpen);
        builder.HasIndex(a => a.ClosedAt);
    }
}
