namespace Portal.E2E.Support;

/// <summary>What a person looks at.</summary>
/// <param name="Width">Of the window, in CSS pixels.</param>
/// <param name="Height">Of the window, in CSS pixels.</param>
/// <param name="Scripts">Whether scripts run at all.</param>
/// <param name="IsPhone">Touched, with two device pixels per CSS pixel.</param>
public sealed record Screen(int Width, int Height, bool Scripts, bool IsPhone)
{
    /// <summary>A cheap phone on which no script runs: every resident journey completes on it.</summary>
    public static readonly Screen Phone = new(360, 740, Scripts: false, IsPhone: true);

    /// <summary>The same phone with scripts, which the accessibility checker is one of.</summary>
    public static readonly Screen PhoneWithScripts = Phone with { Scripts = true };

    /// <summary>An office computer.</summary>
    public static readonly Screen Desk = new(1366, 768, Scripts: true, IsPhone: false);

    /// <summary>The screen in the waiting hall.</summary>
    public static readonly Screen Hall = new(1920, 1080, Scripts: true, IsPhone: false);
}
