namespace Portal.E2E.Support;

/// <summary>
/// The whole portal behind a real port, on a database of its own, at a time that only the test moves. One per test
/// class: <c>IClassFixture&lt;PortalServer&gt;</c>.
/// </summary>
public sealed class PortalServer : PortalHost
{
    public PortalServer()
        : base("Development", [("Logging:LogLevel:Default", "Warning"), ("Logging:LogLevel:Microsoft.AspNetCore", "Warning")]) =>
        UseKestrel(0);

    /// <summary>A database that is there already, and stays when the portal ends; one of its own where none is named.</summary>
    public string? On
    {
        init => (ConnectionString, IsGuest) = (value ?? "", value is not null);
    }

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => ClientOptions.BaseAddress.ToString().TrimEnd('/');

    /// <summary>A page that broke under somebody's hands fails the class, whatever its tests looked at.</summary>
    public override async ValueTask DisposeAsync()
    {
        var faults = Logs.Lines.Where(line => line.Contains("Unhandled exception", StringComparison.Ordinal)).ToList();
        await base.DisposeAsync();
        faults.ShouldBeEmpty();
    }

    /// <summary>Opens a window of a fresh browser: no cookies, nothing cached. Dispose it.</summary>
    /// <param name="screen">What it is looked at with.</param>
    /// <param name="like">Another window whose cookies it starts with.</param>
    public async Task<Window> OpenAsync(Screen screen, Window? like = null)
    {
        var browser = await Chromium.GetAsync();
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Address,
            JavaScriptEnabled = screen.Scripts,
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            IsMobile = screen.IsPhone,
            HasTouch = screen.IsPhone,
            DeviceScaleFactor = screen.IsPhone ? 2 : 1,
            Locale = "id-ID",
            TimezoneId = "Asia/Jakarta",
            StorageState = like is null ? null : await like.Page.Context.StorageStateAsync(),
        });
        context.SetDefaultTimeout(Chromium.MillisecondsToWait);
        return new Window(await context.NewPageAsync());
    }
}
