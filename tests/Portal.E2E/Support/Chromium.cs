using Microsoft.Playwright;

namespace Portal.E2E.Support;

/// <summary>
/// One real browser for the whole run; every window is a browser profile of its own. It hangs on a pipe of this process, so it ends
/// with it, even by kill -9.
/// </summary>
internal static class Chromium
{
    /// <summary>How long a window waits for something to appear: long, for a busy machine.</summary>
    public const float MillisecondsToWait = 20_000;

    private static readonly Lazy<Task<IBrowser>> s_browser = new(StartAsync);

    /// <summary>The browser, started at the first use.</summary>
    public static Task<IBrowser> GetAsync() => s_browser.Value;

    private static async Task<IBrowser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(MillisecondsToWait);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            // Without a sandbox, because root has none; without what Chromium asks of the outside world by itself.
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        AppDomain.CurrentDomain.ProcessExit += (_, _) => playwright.Dispose();
        return browser;
    }
}
