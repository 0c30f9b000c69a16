using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Paper;
using Portal.IntegrationTests.Support;
using Portal.Tests;

namespace Portal.IntegrationTests.Paper;

/// <summary>The night's pack as a file.</summary>
public sealed class KeepPaperTests
{
    [Fact]
    public async Task Keep_EveryNight_WritesAFileThatPrintsAloneAndBurnsNoNumbers()
    {
        var folder = TemporaryFolder.Create();
        await using var portal = await PortalFactory.StartAsync(("PORTAL_DATA", folder));
        var keep = portal.Get<KeepPaper>();
        var file = Path.Combine(folder, "paper", "36.72.03.html");

        (await keep.ExecuteAsync(Actor.System, default)).Value.ShouldBe(5);
        (await keep.ExecuteAsync(Actor.System, default)).Value.ShouldBe(0, "today's are there");

        var page = await File.ReadAllTextAsync(file);
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        page.ShouldContain("Pulomerak");
        page.ShouldContain("<svg class=\"qr\"");
        page.ShouldContain(".slip {");
        page.ShouldNotContain("src=");
        page.ShouldNotContain("<link");
        var first = await NumbersAsync(portal);
        first.Count.ShouldBe(5 * 40);
        page.ShouldContain(RegisterNumber.Parse(first[0]).Value.Grouped);

        portal.Time.Advance(TimeSpan.FromDays(1));
        (await keep.ExecuteAsync(Actor.System, default)).Value.ShouldBe(5);
        (await NumbersAsync(portal)).Count.ShouldBe(5 * 40, "nobody took the block, so it serves another day");

        await using var db = portal.OpenDb();
        var block = await db.PaperBlocks.SingleAsync(b => b.OfficeCode == House.Pulomerak);
        var registrar = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, Scope.Of(House.Pulomerak))]);
        (await portal.Get<TakePaper>().ExecuteAsync(new(block.Id), registrar, default)).Succeeded.ShouldBeTrue();
        portal.Time.Advance(TimeSpan.FromDays(1));
        await keep.ExecuteAsync(Actor.System, default);
        (await NumbersAsync(portal)).Count.ShouldBe((5 * 40) + 40);
        (await File.ReadAllTextAsync(file)).ShouldNotContain(RegisterNumber.Parse(first[0]).Value.Grouped);
    }

    private static async Task<List<string>> NumbersAsync(PortalFactory portal)
    {
        await using var db = portal.OpenDb();
        return [.. (await db.PaperNumbers.Where(n => n.OfficeCode == House.Pulomerak).OrderBy(n => n.Ticket).Select(n => n.Register).ToListAsync()).Select(r => r.Value),
            .. (await db.PaperNumbers.Where(n => n.OfficeCode != House.Pulomerak).Select(n => n.Register).ToListAsync()).Select(r => r.Value)];
    }
}
