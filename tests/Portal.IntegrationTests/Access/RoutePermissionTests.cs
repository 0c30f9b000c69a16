using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Printing;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Persistence;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;
using Portal.Web.Features.Staff.Access;

namespace Portal.IntegrationTests.Access;

/// <summary>
/// Every route of the application × every role × own office, other office, stranger, over HTTP: a page that the role
/// does not hold is 403, a record of another office 404, anyone who is not signed in is asked to.
/// </summary>
public sealed class RoutePermissionTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string OtherName = "Warga Seberang";

    // A batch, a list that was read in and a block of paper of the office in which the register number was given, all with one id.
    private readonly Dictionary<string, Guid> _centreBatches = [];
    private readonly Dictionary<string, string> _offices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _staff = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _broadcasts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> _papers = new(StringComparer.Ordinal);
    private static readonly OfficeCode Own = House.Pulomerak;
    private static readonly OfficeCode Other = OfficeCode.Parse("64.72.04").Value;

    [Fact]
    public async Task StaffPages_ByEveryRole_AnswerAsTheTableSays()
    {
        var mine = await BookAsync(Own, House.Person(1));
        var theirs = await BookAsync(Other, House.Person(2) with { Name = OtherName, Village = "64.72.04.1001" });
        (_papers[mine.Value], _papers[theirs.Value]) = (await PapersAsync(Own), await PapersAsync(Other));
        List<string> faults = [];
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            var browser = await StaffBrowser.SignedInAsync(portal, $"uji-{role}".ToLowerInvariant(), role, Scope.Of(Own));
            foreach (var (route, permission) in StaffPages())
            {
                var holds = PermissionTable.HoldersOf(permission).HasFlag(PermissionTable.FlagOf(role));
                await ExpectAsync(browser, Fill(route, mine), holds ? HttpStatusCode.OK : HttpStatusCode.Forbidden);
                if (route.Contains('{', StringComparison.Ordinal))
                {
                    // A sheet is found by its day; the office stands beside it.
                    await ExpectAsync(browser, Fill(route, theirs) + (route.Contains("{DayText", StringComparison.Ordinal) ? $"?kantor={Other}" : ""), holds ? HttpStatusCode.NotFound : HttpStatusCode.Forbidden);
                }
                else
                {
                    await browser.GetAsync(route + $"?kantor={Other}&q={Uri.EscapeDataString(OtherName)}");
                    if (browser.Page.QuerySelector("main")?.TextContent.Contains(theirs.Grouped, StringComparison.Ordinal) == true)
                    {
                        faults.Add($"{role} sees the other office on {route}");
                    }
                }
            }

            async Task ExpectAsync(StaffBrowser who, string path, HttpStatusCode status)
            {
                await who.GetAsync(path);
                if (who.Status != status)
                {
                    faults.Add($"{role} on {path}: {(int)who.Status} instead of {(int)status}");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task StaffPages_ByAStranger_AskForSignIn()
    {
        var register = await BookAsync(Own, House.Person(3));
        using var http = portal.Browser();
        foreach (var (route, _) in StaffPages())
        {
            using var answer = await http.GetAsync(Fill(route, register));
            answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, route);
            answer.Headers.Location!.ToString().ShouldContain("/petugas/masuk");
        }
    }

    [Fact]
    public async Task PublicRoutes_ByAnyone_NeverAskForSignIn()
    {
        var register = await BookAsync(Own, House.Person(4));
        using var http = portal.Browser();
        var routes = Endpoints().Select(e => e.RoutePattern.RawText!).Where(r => RouteAccessRules.Of(r) == RouteAccess.Public && !r.Contains("**", StringComparison.Ordinal)).Distinct().ToList();
        routes.Count.ShouldBeGreaterThan(30);
        foreach (var route in routes)
        {
            using var answer = await http.GetAsync(Fill(route, register));
            answer.StatusCode.ShouldNotBe(HttpStatusCode.Unauthorized, route);
            answer.StatusCode.ShouldNotBe(HttpStatusCode.Forbidden, route);
            (answer.Headers.Location?.ToString() ?? "").ShouldNotContain("/petugas", Case.Insensitive, route);
            ((int)answer.StatusCode).ShouldBeLessThan(500, route);
        }
    }

    private IEnumerable<(string Route, Permission Permission)> StaffPages()
    {
        var pages = Endpoints().Select(e => (e.RoutePattern.RawText!, e.Metadata.GetMetadata<StaffPageAttribute>()?.Permission)).Where(p => p.Permission is not null).Select(p => (p.Item1, p.Permission!.Value)).Distinct().ToList();
        pages.Count.ShouldBeGreaterThan(4);
        return pages;
    }

    private string Fill(string route, RegisterNumber register) => "/" + System.Text.RegularExpressions.Regex.Replace(
        route.TrimStart('/'), @"\{(\w+)[^}]*\}", match => match.Groups[1].Value.ToLowerInvariant() switch
        {
            "registertext" or "register" => register.Value,
            "code" when route.Contains("galat", StringComparison.Ordinal) => "404",
            "code" when route.Contains("offices", StringComparison.Ordinal) => Own.Value,
            "code" => "0123456789abcdefghjk",
            "slug" => "new",
            "officecodetext" => _offices.GetValueOrDefault(register.Value, Own.Value),
            "office" => Own.Value,
            "daytext" => "2026-12-07",
            "batchid" or "bundleid" => _papers.GetValueOrDefault(register.Value).ToString(),
            "centrebatchid" or "importid" or "blockid" => _centreBatches.GetValueOrDefault(register.Value).ToString(),
            "messageid" => _messages.GetValueOrDefault(register.Value).ToString(),
            "staffid" => _staff.GetValueOrDefault(register.Value).ToString(),
            "broadcastid" => _broadcasts.GetValueOrDefault(register.Value).ToString(),
            "documentname" => "v1",
            var other => throw new InvalidOperationException($"The route {route} has a parameter {other} that this test does not know how to fill."),
        });

    /// <summary>A print batch and a bundle of an office, both under one id.</summary>
    private async Task<Guid> PapersAsync(OfficeCode office)
    {
        await using var db = await portal.Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var (id, day, now) = (Guid.NewGuid(), new DateOnly(2026, 12, 7), portal.Time.GetUtcNow());
        db.PrintBatches.Add(new PrintBatch(id, office, 1, day, Actor.System, now));
        db.Bundles.Add(new Bundle(id, office, null, day, Actor.System, now));
        await db.SaveChangesAsync();
        return id;
    }

    private async Task<RegisterNumber> BookAsync(OfficeCode office, BookingAnswers person)
    {
        var today = DateOnly.FromDateTime(portal.Time.GetUtcNow().UtcDateTime);
        var slots = await portal.Get<FindFreeSlots>().ExecuteAsync(new(office, today, today.AddDays(14)), Actor.Visitor, default);
        var booked = await portal.Get<BookAppointment>().ExecuteAsync(
            BookAppointment.Command.Direct(ServiceSlug.New, office, slots.Value.First(s => s.Free > 0).Start, person, Language.Indonesian, Intake.Api), Actor.ApiClient, default);
        await using var db = portal.OpenDb();
        var batch = new CentreBatch(Guid.NewGuid(), office, 1 + await db.CentreBatches.CountAsync(), 0, today, Actor.System, portal.Time.GetUtcNow());
        db.CentreBatches.Add(batch);
        db.ImportRuns.Add(new ImportRun(batch.Id, office, ImportKind.Backlog, [], 1, 1, Actor.System, portal.Time.GetUtcNow()));
        db.PaperBlocks.Add(new PaperBlock(batch.Id, office, [], 1, Actor.System, portal.Time.GetUtcNow()));
        var broadcast = Broadcast.Propose(Guid.NewGuid(), office, new(BroadcastStage.AllOpen, null, null, []), "Kantor tutup besok.", null, Actor.System, portal.Time.GetUtcNow());
        db.Broadcasts.Add(broadcast);
        await db.SaveChangesAsync();
        _offices[booked.Value.Register.Value] = office.Value;
        _broadcasts[booked.Value.Register.Value] = broadcast.Id;
        _centreBatches[booked.Value.Register.Value] = batch.Id;
        _staff[booked.Value.Register.Value] = (await StaffBrowser.CreateAsync(portal, $"akun{booked.Value.Register.Value}", StaffRole.Operator, Scope.Of(office))).Id;
        _messages[booked.Value.Register.Value] = await db.Outbox.Where(m => db.Applications.Any(a => a.Id == m.ApplicationId && a.Register == booked.Value.Register)).Select(m => m.Id).SingleAsync();
        return booked.Value.Register;
    }

    private IEnumerable<RouteEndpoint> Endpoints() => portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is null && e.Metadata.GetMetadata<SuppressMatchingMetadata>() is null);
}
