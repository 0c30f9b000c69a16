using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.IntegrationTests.Booking;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Tracking;

/// <summary>The finished status page is kept; whatever changes its facts must show in the very next answer.</summary>
public sealed class KeptStatusPagesTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Status_AskedAgain_IsTheSamePage()
    {
        var register = await BookAsync(1);

        var first = await ReadAsync($"/status/{register}");

        (await ReadAsync($"/status/{register}")).ShouldBe(first);
        (await ReadAsync($"/status/{register}?lagi")).Replace("?lagi", "", StringComparison.Ordinal).ShouldBe(first);
    }

    [Fact]
    public async Task Status_AfterACancellation_ShowsItAtOnce()
    {
        var register = await BookAsync(2);
        (await ReadAsync($"/status/{register}")).ShouldContain("Terdaftar");
        await using var db = portal.OpenDb();
        var number = RegisterNumber.Parse(register).Value;
        var id = await db.Applications.Where(a => a.Register == number).Select(a => a.Id).SingleAsync();

        (await portal.Get<CancelApplication>().ExecuteAsync(new(id, Guid.NewGuid()), Actor.Resident(id), CancellationToken.None)).Succeeded.ShouldBeTrue();

        (await ReadAsync($"/status/{register}")).ShouldContain("dibatalkan", Case.Insensitive);
    }

    [Fact]
    public async Task Status_OnceTheAppointmentHasBegun_SaysSoAtOnce()
    {
        var register = await BookAsync(3);
        var before = await ReadAsync($"/status/{register}");
        var now = portal.Time.GetUtcNow();

        portal.Time.Advance(TimeSpan.FromDays(3));
        var after = await ReadAsync($"/status/{register}");
        portal.Time.Advance(now - portal.Time.GetUtcNow());

        after.ShouldNotBe(before);
    }

    [Fact]
    public async Task Status_InTheOtherLanguage_IsAnotherPage()
    {
        var register = await BookAsync(4);
        await ReadAsync($"/status/{register}");

        (await ReadAsync($"/en/status/{register}")).ShouldContain("<html lang=\"en\"");
        (await ReadAsync($"/status/{register}")).ShouldContain("<html lang=\"id\"");
    }

    [Fact]
    public async Task Status_AfterAServiceGotAnotherName_ShowsItOnceTheDirectoryKnows()
    {
        var register = await BookAsync(5);
        await ReadAsync($"/status/{register}");
        await using (var db = portal.OpenDb())
        {
            await db.Database.ExecuteSqlAsync($"UPDATE services SET name = jsonb_set(name, '{{indonesian}}', '\"Kartu pertama\"') WHERE slug = 'New'");
        }

        portal.Get<OfficeDirectory>().Invalidate();

        (await ReadAsync($"/status/{register}")).ShouldContain("Kartu pertama");
    }

    private async Task<string> BookAsync(int person)
    {
        using var browser = new ResidentBrowser(portal);
        await browser.BookAsync(new Resident(7000 + person));
        return browser.Register();
    }

    private async Task<string> ReadAsync(string address)
    {
        using var browser = portal.Browser();
        return await browser.GetStringAsync(new Uri(address, UriKind.Relative));
    }
}
