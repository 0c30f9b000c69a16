using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Portal.Core.Applications;
using Portal.Core.Offices;
using Portal.Core.PublicInfo;
using Portal.Core.Settings;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;
using Portal.Web.Features.Staff.Offices;
using Portal.Web.Features.Staff.Settings;

namespace Portal.IntegrationTests.Offices;

/// <summary>Who sees which page of the set-up, and what residents and machines see of an office at each standing.</summary>
public sealed class OfficePagesTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public void Texts_OfEveryFieldNeedAndStanding_AreThere()
    {
        var fields = portal.Get<IStringLocalizer<SettingsTexts>>();
        var offices = portal.Get<IStringLocalizer<OfficesTexts>>();
        var names = OfficeIdentity.Form.Fields.Select(f => f.Name).Concat(OfficeRulesForm.Form.Fields.Select(f => f.Name)).Concat(ServiceWording.Form.Fields.Select(f => f.Name)).Concat(InstallationSettings.Form.Fields.Select(f => f.Name));

        names.Where(n => fields[$"Field.{n}"].ResourceNotFound).ShouldBeEmpty();
        Enum.GetValues<OfficeNeed>().Where(n => offices[$"Need.{n}"].ResourceNotFound || offices[$"Need.{n}.Why"].ResourceNotFound).ShouldBeEmpty();
        Enum.GetValues<OfficeStanding>().Where(s => offices[$"Standing.{s}.Text"].ResourceNotFound || fields[$"Choice.{s}"].ResourceNotFound).ShouldBeEmpty();
        Enum.GetValues<WorkStage>().Where(s => offices[$"Stage.{s}"].ResourceNotFound || fields[$"Field.stage{s}"].ResourceNotFound).ShouldBeEmpty();
        Enum.GetValues<ServiceSlug>().Where(s => fields[$"Service.{s}"].ResourceNotFound).ShouldBeEmpty();
        portal.Get<Portal.Web.Startup.EnvironmentFacts>().All.Where(f => fields[$"Fact.{f.Name}"].ResourceNotFound || (f.IsWord && fields[$"Fact.Is.{f.Value}"].ResourceNotFound)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_SupervisorReads_AdminOfTheOfficeWrites_OnlyTheCityCreates()
    {
        var camat = await StaffBrowser.SignedInAsync(portal, "camat-kantor", StaffRole.Supervisor, Scope.Of(House.Pulomerak));
        foreach (var part in (string[])["", "/desa", "/aturan", "/layanan", "/pratinjau"])
        {
            await camat.GetAsync($"/petugas/kantor/36.72.03{part}");
            camat.Status.ShouldBe(HttpStatusCode.OK, part);
            camat.Page.QuerySelectorAll("main input, main textarea, main select, main button").ShouldBeEmpty(part);
        }

        await camat.GetAsync("/petugas/kantor/64.72.04");
        camat.Status.ShouldBe(HttpStatusCode.NotFound);
        await camat.GetAsync("/petugas/kantor/entah");
        camat.Status.ShouldBe(HttpStatusCode.NotFound);

        var office = await StaffBrowser.SignedInAsync(portal, "admin-kantor", StaffRole.Admin, Scope.Of(House.Pulomerak));
        await office.GetAsync("/petugas/kantor/36.72.03/aturan");
        office.Page.QuerySelector("main form").ShouldNotBeNull();
        await office.GetAsync("/petugas/kantor/baru");
        office.Page.QuerySelector("main form").ShouldBeNull();
        office.Text.ShouldContain("admin kabupaten/kota");
        await office.GetAsync("/petugas/pengaturan");
        office.Page.QuerySelectorAll("main form input").ShouldBeEmpty();

        var city = await StaffBrowser.SignedInAsync(portal, "admin-kota", StaffRole.Admin, Scope.OfRegency("36.72"));
        await city.GetAsync("/petugas/kantor/baru");
        city.Page.QuerySelector("#code").ShouldNotBeNull();
    }

    [Fact]
    public async Task Settings_Secrets_AreSaidToBeThereAndNeverShown()
    {
        const string token = "rahasia-yang-tidak-boleh-tampil";
        await using var own = await PortalFactory.StartAsync(("Centre:BaseUrl", "https://siak.example.go.id/ektp"), ("Centre:Token", token));
        var admin = await StaffBrowser.SignedInAsync(own, "admin-rahasia", StaffRole.Admin, Scope.Installation);

        await admin.GetAsync("/petugas/pengaturan");

        admin.Page.QuerySelector("[data-fact=CentreToken] td")!.TextContent.ShouldBe("sudah diisi");
        admin.Page.QuerySelector("[data-fact=TwilioToken] td")!.TextContent.ShouldBe("belum diisi");
        admin.Page.DocumentElement.OuterHtml.ShouldNotContain(token);
    }

    [Fact]
    public async Task Public_Office_AppearsWhenOpenedAndTakesNoBookingsWhenClosed()
    {
        await using var own = await PortalFactory.StartAsync();
        var admin = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);
        var code = (await own.Get<CreateOffice>().ExecuteAsync(new("36.72.09", new Dictionary<string, string> { ["name"] = "Umpama", ["regency"] = "Kota Cilegon" }, "1001 Contoh", Guid.NewGuid()), admin, default)).Value;
        string[] lists = ["/daftar/kantor?layanan=new", "/stok", "/kinerja", "/layanan", "/api/v1/offices"];
        string[] pages = [$"/stok/{code}", $"/kinerja/{code}", $"/api/v1/offices/{code}/slots", $"/api/v1/offices/{code}/stock"];
        using var http = own.Browser();

        foreach (var list in lists)
        {
            (await http.GetStringAsync(list)).ShouldNotContain("Umpama", Case.Sensitive, list);
        }

        foreach (var page in pages)
        {
            using var answer = await http.GetAsync(page);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, page);
        }

        (await own.Get<ChangeStanding>().ExecuteAsync(new(code, OfficeStanding.Preparing, OfficeStanding.Open, Guid.NewGuid()), admin, default)).Errors.ShouldBeEmpty();
        foreach (var list in lists)
        {
            (await http.GetStringAsync(list)).ShouldContain("Umpama", Case.Sensitive, list);
        }

        foreach (var page in pages)
        {
            using var answer = await http.GetAsync(page);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, page);
        }

        (await own.Get<ChangeStanding>().ExecuteAsync(new(code, OfficeStanding.Open, OfficeStanding.NotBooking, Guid.NewGuid()), admin, default)).Errors.ShouldBeEmpty();
        var choices = await http.GetStringAsync("/daftar/kantor?layanan=new");
        choices.ShouldContain("tidak menerima pendaftaran baru: Umpama");
        choices.ShouldNotContain("value=\"36.72.09\"");
        using var day = await http.GetAsync($"/daftar/hari?layanan=new&kantor={code}");
        day.Headers.Location!.ToString().ShouldContain("/daftar/kantor");
        using var slots = await http.GetAsync($"/api/v1/offices/{code}/slots");
        slots.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await slots.Content.ReadAsStringAsync()).ShouldContain("office_not_booking");
        using var pickup = await http.GetAsync($"/api/v1/offices/{code}/slots?service=pickup");
        pickup.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Start_OfAnEmptyInstallation_IsWhereTheFirstAdminIsLed_AndStepsFollowTheData()
    {
        // Production begins without offices.
        await using var own = await PortalFactory.StartAsync();
        await using (var db = own.OpenDb())
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM offices");
        }

        own.Get<OfficeDirectory>().Invalidate();
        var admin = await StaffBrowser.SignedInAsync(own, "admin-pertama", StaffRole.Admin, Scope.Installation);
        await admin.GetAsync("/petugas");
        admin.SentTo.ShouldBe("/petugas/mulai");
        await admin.GetAsync("/petugas/mulai");
        Steps().ShouldBe(["Office:false", "Calendar:false", "Staff:false", "Services:false", "Try:false", "Open:false"]);
        using (var http = own.Browser())
        {
            // Nobody is led in a circle by a portal without an office.
            (await http.GetStringAsync("/daftar")).ShouldContain("Belum ada kecamatan");
        }

        var actor = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);
        await own.Get<CreateOffice>().ExecuteAsync(new("36.72.09", new Dictionary<string, string> { ["name"] = "Umpama", ["regency"] = "Kota Cilegon", ["contact"] = "Loket 1", ["head"] = "KECAMATAN", ["signatories"] = "Contoh | Camat" }, "1001 Contoh", Guid.NewGuid()), actor, default);
        await admin.GetAsync("/petugas");
        admin.SentTo.ShouldBe("/petugas/mulai");
        await admin.GetAsync("/petugas/mulai");
        Steps().ShouldBe(["Office:true", "Calendar:true", "Holidays:false", "Staff:false", "Services:false", "Try:true", "Open:false"]);

        await own.Get<ChangeStanding>().ExecuteAsync(new(OfficeCode.Parse("36.72.09").Value, OfficeStanding.Preparing, OfficeStanding.Open, Guid.NewGuid()), actor, default);
        await admin.GetAsync("/petugas");
        admin.SentTo.ShouldBe("/petugas/kantor");

        IEnumerable<string> Steps() => admin.Page.QuerySelectorAll("[data-step-name]").Select(s => $"{s.GetAttribute("data-step-name")}:{s.GetAttribute("data-done")}");
    }
}
