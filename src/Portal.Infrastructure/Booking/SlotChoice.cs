using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;

namespace Portal.Infrastructure.Booking;

/// <summary>A slot that somebody chose, found in the calendar of an office.</summary>
internal sealed record SlotChoice(OfficeEntry Office, PointEntry Point, Slot Slot, DateOnly LocalDay)
{
    /// <summary>Finds the slot that starts at <paramref name="start"/>, and says why it cannot be booked.</summary>
    /// <param name="office">The office.</param>
    /// <param name="start">Start of the slot.</param>
    /// <param name="now">The moment.</param>
    /// <param name="skip">How many of its service points that have such a slot were full.</param>
    public static Result<SlotChoice> Find(OfficeEntry office, DateTimeOffset start, DateTimeOffset now, int skip = 0)
    {
        var full = skip > 0;
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

            if (skip-- > 0)
            {
                continue;
            }

            var day = point.Calendar.LocalDay(slot.Start);
            return SlotPlan.IsReleased(day, point.Schedule, now)
                ? new SlotChoice(office, point, slot, day)
                : BookingErrors.SlotNotReleased(SlotPlan.ReleaseOf(day, point.Schedule));
        }

        return full ? BookingErrors.SlotFull : start <= now ? BookingErrors.SlotPast : BookingErrors.SlotUnknown;
    }

    /// <summary>Tries the service points that have a slot at this time, one after another, until one has a place.</summary>
    public static async Task<Result<T>> AtAnyPointAsync<T>(int points, Func<int, Task<Result<T>>> attempt)
    {
        for (var skip = 0; ; skip++)
        {
            var result = await attempt(skip);
            if (result.Succeeded || skip + 1 >= points || result.Error != BookingErrors.SlotFull)
            {
                return result;
            }
        }
    }
}
