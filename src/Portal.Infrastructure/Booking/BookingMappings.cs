using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

internal sealed class AppointmentMapping : IEntityTypeConfiguration<Appointment>
{
    /// <summary>One live appointment per NIK.</summary>
    public const string OneLivePerNik = "ux_appointments_live_nik";

    /// <summary>One live appointment per application.</summary>
    public const string OneLivePerApplication = "ux_appointments_live_application";

    /// <summary>Those who have arrived and are not yet served.</summary>
    public const string Here = "ix_appointments_here";

    public void Configure(EntityTypeBuilder<Appointment> builder)
    {
        builder.ToTable("Appointments").HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.Version).IsRowVersion();
        builder.HasOne<CardApplication>().WithMany().HasForeignKey(a => a.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ServicePoint>().WithMany().HasForeignKey(a => a.ServicePointId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(a => a.NikHash).IsUnique().HasFilter("is_live").HasDatabaseName(OneLivePerNik);
        builder.HasIndex(a => a.ApplicationId);
        builder.HasIndex([nameof(Appointment.ApplicationId)], OneLivePerApplication).IsUnique().HasFilter("is_live").HasDatabaseName(OneLivePerApplication);
        builder.HasIndex(a => new { a.OfficeCode, a.LocalDay, a.StartAt });
        // Who is here: few at any time, whatever the years have brought.
        builder.HasIndex(a => new { a.OfficeCode, a.ApplicationId }).HasFilter("is_live AND state = 'CheckedIn'").HasDatabaseName(Here);
    }
}

internal sealed class BookingDraftMapping : IEntityTypeConfiguration<BookingDraft>
{
    public void Configure(EntityTypeBuilder<BookingDraft> builder)
    {
        builder.ToTable("BookingDrafts").HasKey(d => d.Id);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Version).IsRowVersion();
        builder.HasIndex(d => d.HeldUntil).HasFilter("holds_place");
        builder.HasIndex(d => d.KeepUntil);
        builder.HasIndex(d => d.BrowserHash);
    }
}

internal sealed class SlotOccupancyMapping : IEntityTypeConfiguration<SlotOccupancy>
{
    public const string WithinCapacity = "ck_slot_occupancies_within_capacity";

    public void Configure(EntityTypeBuilder<SlotOccupancy> builder)
    {
        builder.ToTable("SlotOccupancies", t => t.HasCheckConstraint(WithinCapacity, "taken >= 0 AND taken <= capacity"))
            .HasKey(o => new { o.ServicePointId, o.StartAt });
        builder.HasOne<ServicePoint>().WithMany().HasForeignKey(o => o.ServicePointId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(o => new { o.ServicePointId, o.LocalDay });
    }
}
