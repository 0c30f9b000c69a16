using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;

namespace Portal.Infrastructure.Booking;

/// <summary>A slot that somebody chose, found in the calendar of an office.</summary>
internal sealed record SlotChoice(OfficeEntry Office, PointEntry Point, Slot Slot, DateOnly LocalDay)
{
    /// <summary>Finds the slot that starts at <paramref name="start"/>, and says why it cannot be booked.</summary>
    public static Result<SlotChoice> Find(OfficeEntry office, DateTimeOffset start, DateTimeOffset now)
    {
        foreach (var point in office.Points)
        {
            if (!SlotPlan.IsSlot(start, point.Schedule, out var slot))
            {
                continue;
            }

            if (slot.Start <= now)
            {
                return BookingErrors.SlotPast;
            }

            var day = point.Calendar.LocalDay(slot.Start);
            return SlotPlan.IsReleased(day, point.Schedule, now)
                ? new SlotChoice(office, point, slot, day)
                : BookingErrors.SlotNotReleased(SlotPlan.ReleaseOf(day, point.Schedule));
        }

        return start <= now ? BookingErrors.SlotPast : BookingErrors.SlotUnknown;
    }
}
