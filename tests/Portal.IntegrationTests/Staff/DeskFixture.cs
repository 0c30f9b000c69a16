using Microsoft.EntityFrameworkCore;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Booking;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

/// <summary>A house with somebody at the desk of Pulomerak, and a colleague of another office.</summary>
public abstract class DeskFixture : IAsyncLifetime
{
    private static readonly OfficeCode Samarinda = OfficeCode.Parse("64.72.04").Value;

    protected House House { get; private set; } = null!;

    protected Actor Registrar { get; } = Somebody(StaffRole.Registrar, House.Pulomerak);

    protected Actor Supervisor { get; } = Somebody(StaffRole.Supervisor, House.Pulomerak);

    protected Actor Elsewhere { get; } = Somebody(StaffRole.Registrar, Samarinda);

    protected Actor Printer { get; } = Somebody(StaffRole.PrintOperator, House.Pulomerak);

    protected Actor Admin { get; } = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);

    protected static CancellationToken Never => CancellationToken.None;

    public async Task InitializeAsync() => House = await House.OpenAsync();

    public async Task DisposeAsync() => await House.DisposeAsync();

    protected static Actor Somebody(StaffRole role, OfficeCode office) => Actor.Staff(Guid.NewGuid(), [new RoleAssignment(role, Scope.Of(office))]);

    /// <summary>Books the person into the next slot of today.</summary>
    protected async Task<(BookedAppointment Booked, Appointment Appointment)> BookTodayAsync(BookingAnswers person)
    {
        var slots = await House.SlotsAsync();
        var today = DateOnly.FromDateTime(House.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).DateTime);
        var slot = slots.First(s => s.Free > 0 && DateOnly.FromDateTime(s.Start.DateTime) == today);
        var booked = await House.BookAsync(person, slot.Start);
        return (booked.Value, await AppointmentOfAsync(booked.Value.Register));
    }

    protected async Task<Appointment> AppointmentOfAsync(RegisterNumber register)
    {
        var id = await House.ApplicationIdAsync(register);
        await using var db = House.Db();
        return await db.Appointments.AsNoTracking().Where(v => v.ApplicationId == id).OrderByDescending(v => v.IsLive).ThenByDescending(v => v.Id).FirstAsync();
    }

    protected async Task<IReadOnlyList<string>> TrailAsync(Guid subject)
    {
        await using var db = House.Db();
        return await db.AuditEvents.Where(e => e.SubjectId == subject).OrderBy(e => e.Id).Select(e => e.Verb).ToListAsync();
    }
}
