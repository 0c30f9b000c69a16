using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Settings;

namespace Portal.Infrastructure.Settings;

/// <summary>A setting of the installation that somebody has changed; what has no row follows the environment.</summary>
public sealed class StoredSetting
{
    /// <summary>The name of its field.</summary>
    public required string Name { get; init; }

    /// <summary>Its text.</summary>
    public required string Value { get; set; }
}

internal sealed class StoredSettingMapping : IEntityTypeConfiguration<StoredSetting>
{
    public void Configure(EntityTypeBuilder<StoredSetting> builder)
    {
        builder.ToTable("Settings").HasKey(s => s.Name);
        builder.Property(s => s.Name).HasMaxLength(SettingChange.LongestName);
        builder.Property(s => s.Value).HasMaxLength(500);
    }
}

internal sealed class SettingChangeMapping : IEntityTypeConfiguration<SettingChange>
{
    public void Configure(EntityTypeBuilder<SettingChange> builder)
    {
        builder.ToTable("SettingChanges").HasKey(c => c.Id);
        builder.Property(c => c.Subject).HasMaxLength(SettingChange.LongestName);
        builder.Property(c => c.Field).HasMaxLength(SettingChange.LongestName);
        builder.Property(c => c.Before).HasMaxLength(SettingChange.LongestValue);
        builder.Property(c => c.After).HasMaxLength(SettingChange.LongestValue);
        builder.HasIndex(c => new { c.OfficeCode, c.Id });
    }
}
