using Portal.Infrastructure.Persistence;

namespace Portal.Web.Features.Staff.Desk;

/// <summary>
/// What the pages of one circuit know of a database that is away. An act that meets one changes nothing and ends nothing:
/// the page stays with all that was typed, a bar says so, and the act can be tried again.
/// </summary>
public sealed class DatabaseOutage
{
    /// <summary>How long to wait before the database is asked again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>True while it is away.</summary>
    public bool IsOn { get; private set; }

    /// <summary>It went away, or came back.</summary>
    public event Action? Changed;

    /// <summary>Does something that needs the database; false when that is away.</summary>
    public async Task<bool> RideOutAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (Exception away) when (DatabaseAway.IsTheReason(away))
        {
            Tell(true);
            return false;
        }
    }

    /// <summary>It answers again.</summary>
    public void End() => Tell(false);

    private void Tell(bool on)
    {
        if (IsOn != on)
        {
            IsOn = on;
            Changed?.Invoke();
        }
    }
}
