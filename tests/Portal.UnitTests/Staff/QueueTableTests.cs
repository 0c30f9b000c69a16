using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Applications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.Queues;
using Portal.Web.Shared.Reading;

namespace Portal.UnitTests.Staff;

/// <summary>A queue shows each reader the one step they may take, and ages in words.</summary>
public sealed class QueueTableTests : BunitContext
{
    private static readonly OfficeCode Pulomerak = OfficeCode.Parse("36.72.03").Value;
    private static readonly DateTimeOffset Monday = new(2026, 12, 7, 9, 0, 0, TimeSpan.FromHours(7));

    public QueueTableTests()
    {
        var http = new DefaultHttpContext();
        http.Features.Set(new AskedPage(Language.Indonesian, "/petugas", string.Empty));
        Services.AddLocalization();
        Services.AddSingleton<IHttpContextAccessor>(new HttpContextAccessor { HttpContext = http });
        Services.AddScoped<ReaderLanguage>();
        Services.AddScoped<ReaderFormat>();
        Services.AddSingleton(new StaffRoutes(new DefaultEndpointDataSource(Page("/petugas/penelitian/{RegisterText}"), Page("/petugas/pencetakan"))));
    }

    [Fact]
    public void Step_OfWhoeverMayTakeIt_IsTheOneButton()
    {
        var row = Shown(StaffRole.Checker, Row(ApplicationState.Submitted)).Find("tbody tr");

        var button = row.QuerySelectorAll("a.button").ShouldHaveSingleItem();
        button.GetAttribute("href").ShouldBe($"/petugas/penelitian/{Row(ApplicationState.Submitted).Register}?kantor={Pulomerak}");
        button.GetAttribute("aria-label").ShouldBe("Periksa berkas: Sri Contoh");
        row.QuerySelectorAll("[data-step]").ShouldHaveSingleItem().ShouldBe(button, "arrow keys go to the button");
    }

    [Fact]
    public void Step_OfManyAtOnce_LeadsToTheirCommonPage() =>
        Shown(StaffRole.PrintOperator, Row(ApplicationState.PrintReady)).Find("a.button").GetAttribute("href").ShouldBe($"/petugas/pencetakan?kantor={Pulomerak}");

    [Theory]
    [InlineData(StaffRole.PrintOperator, ApplicationState.Submitted)] // not this one's work
    [InlineData(StaffRole.Operator, ApplicationState.DossierAccepted)] // its page is not there
    public void Step_ThatCannotBeTaken_IsNotOffered(StaffRole role, ApplicationState state)
    {
        var row = Shown(role, Row(state)).Find("tbody tr");

        row.QuerySelectorAll("a.button").ShouldBeEmpty();
        row.QuerySelectorAll("[data-step]").ShouldHaveSingleItem().GetAttribute("href")!.ShouldBe($"/petugas/berkas/{Number}?kantor={Pulomerak}");
    }

    [Theory]
    [InlineData(0, 3, "sisa 3 hari kerja", "Green")]
    [InlineData(3, 3, "batas janji hari ini", "Amber")]
    [InlineData(5, 3, "2 hari kerja lebih dari janji", "Red")]
    public void Age_OfEveryTone_IsSaidInWords(int waited, int promise, string text, string tone)
    {
        var age = Shown(StaffRole.Checker, Row(ApplicationState.Submitted) with { Age = new QueueAge(waited, promise) }).Find(".age");

        (age.TextContent, age.ClassList.Contains(tone)).ShouldBe((text, true));
    }

    [Fact]
    public void Age_OfSomebodyNotHere_IsTheirAppointment()
    {
        var row = Shown(StaffRole.Checker, Row(ApplicationState.Submitted) with { Age = null, Visit = Monday.AddDays(1) }).Find("tbody tr");

        row.TextContent.ShouldContain("menunggu pemohon");
        row.TextContent.ShouldContain("Jadwal Sel, 8 Des, 09.00 WIB");
    }

    private static RegisterNumber Number { get; } = Enumerable.Range(0, 10).Select(check => RegisterNumber.Parse($"123456789{check}")).First(parsed => parsed.Succeeded).Value;

    private static QueueRow Row(ApplicationState state) => new(
        Guid.NewGuid(), 1, Number, "Sri Contoh", "Tamansari", ServiceSlug.New, state, StatusSource.Office, Monday, new QueueAge(0, 1), SpecialNeeds.None, false, null);

    private static RouteEndpoint Page(string route) => new(_ => Task.CompletedTask, RoutePatternFactory.Parse(route), 0, EndpointMetadataCollection.Empty, null);

    private IRenderedComponent<QueueTable> Shown(StaffRole role, QueueRow row) => Render<QueueTable>(p => p
        .Add(c => c.Rows, [row])
        .Add(c => c.ServiceName, _ => "Perekaman baru")
        .Add(c => c.Office, Pulomerak)
        .Add(c => c.Link, path => $"{path}?kantor={Pulomerak}")
        .Add(c => c.Actor, Actor.Staff(Guid.NewGuid(), [new RoleAssignment(role, Scope.Of(Pulomerak))])));
}
