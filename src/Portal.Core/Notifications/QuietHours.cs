namespace Portal.Core.Notifications;

/// <summary>At night, by the office's clock, nothing but one-time codes is sent.</summary>
public static class QuietHours
{
    /// <summary>When the night begins, inclusive.</summary>
    public static readonly TimeOnly From = new(20, 0);

    /// <summary>When it ends, exclusive.</summary>
    public static readonly TimeOnly Until = new(7, 0);

    /// <summary>The instant itself by day, the coming 07.00 by night.</summary>
    /// <param name="instant">Any instant.</param>
    /// <param name="zone">The office's zone.</param>
    public static DateTimeOffset NextAllowed(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(instant, zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (time >= Until && time < From)
        {
            return instant;
        }

        var morning = local.Date.AddDays(time >= From ? 1 : 0) + Until.ToTimeSpan();
        return new DateTimeOffset(morning, zone.GetUtcOffset(morning)).ToUniversalTime();
    }
}
