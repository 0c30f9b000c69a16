using Portal.Infrastructure.Persistence;

namespace Portal.Tests;

/// <summary>Waiting for what happens by itself.</summary>
public static class Eventually
{
    /// <summary>Asks again until it is so, for at most half a minute.</summary>
    public static async Task EventuallyAsync(this PortalHost portal, Func<PortalDbContext, Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            await using var db = portal.OpenDb();
            if (await isSo(db))
            {
                return;
            }

            await Task.Delay(100, patience.Token);
        }
    }
}
