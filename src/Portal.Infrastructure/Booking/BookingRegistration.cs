using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Booking;

/// <summary>What booking has scheduled.</summary>
public static class BookingRegistration
{
    public static void AddBookingJobs(this IQuartzBuilder jobs)
    {
        jobs.Every<CloseVisitsJob>("close-visits", TimeSpan.FromHours(1));
        jobs.Every<SendRemindersJob>("send-reminders", TimeSpan.FromMinutes(15));
        jobs.Every<SweepExpiredHoldsJob>("sweep-expired-holds", TimeSpan.FromSeconds(15));
    }
}
