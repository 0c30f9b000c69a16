using Microsoft.EntityFrameworkCore;
using Portal.E2E.Support;

namespace Portal.E2E.Pages;

/// <summary>A portal in which one resident has booked and another is at the last step: something to show on every page.</summary>
public sealed class ResidentWorld : IAsyncLifetime
{
    private Window? _halfway;

    public PortalServer Portal { get; } = new();

    public string Register { get; private set; } = "";

    public string LinkCode { get; private set; } = "";

    /// <summary>A bookable day, as addresses write it.</summary>
    public string Day { get; private set; } = "";

    /// <summary>Query of the booking that is under way.</summary>
    public string Trail { get; private set; } = "";

    /// <summary>A window of the browser in which a booking is under way.</summary>
    public Task<Window> OpenAsync(Screen screen) => Portal.OpenAsync(screen, like: _halfway);

    public async Task InitializeAsync()
    {
        await Portal.InitializeAsync();
        await using (var db = Portal.OpenDb())
        {
            var today = new DateOnly(2026, 12, 7);
            await db.Database.ExecuteSqlRawAsync(StockHistory.Sql("36.72.03", today, days: 365, delivery: 250, every: 14, lastDelivery: 3, perDay: 20));
            await db.Database.ExecuteSqlRawAsync(StockHistory.Sql("32.73.16", today, days: 60, delivery: 120, every: 30, lastDelivery: 30, perDay: 10));
        }

        await using (var phone = await Portal.OpenAsync(Screen.Phone))
        {
            var receipt = await phone.Page.BookAsync(new Person(KnownOffice.Pulomerak));
            (Register, LinkCode) = (receipt.Register, receipt.LinkCode);
        }

        _halfway = await Portal.OpenAsync(Screen.Phone);
        await _halfway.Page.ReachCheckAsync(new Person(KnownOffice.Pulomerak));
        Trail = new Uri(_halfway.Page.Url).Query.TrimStart('?');
        Day = Trail.Split('&').Single(p => p.StartsWith("hari=", StringComparison.Ordinal))["hari=".Length..];
    }

    public async Task DisposeAsync()
    {
        if (_halfway is not null)
        {
            await _halfway.DisposeAsync();
        }

        await Portal.DisposeAsync();
    }
}
