using Microsoft.Extensions.Localization;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;
using Portal.Web.Features.Staff.Messages;

namespace Portal.IntegrationTests.Notifications;

/// <summary>Who sees the wording of messages, and who may touch it.</summary>
public sealed class TemplatesPageTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task List_EveryMessageInBothLanguages_IsNamedAndExplained()
    {
        var texts = portal.Get<IStringLocalizer<TemplatesTexts>>();
        Enum.GetValues<MessageEvent>().Where(e => texts[$"Event.{e}"].ResourceNotFound).ShouldBeEmpty();
        Enum.GetValues<MessagePlaceholder>().Where(p => texts[$"About.{p}"].ResourceNotFound).ShouldBeEmpty();

        var camat = await StaffBrowser.SignedInAsync(portal, "camat-templat", StaffRole.Supervisor, Scope.Of(House.Pulomerak));
        await camat.GetAsync("/petugas/pesan/templat");
        camat.Page.QuerySelectorAll("tr[data-template]").Length.ShouldBe(Enum.GetValues<MessageEvent>().Length * Enum.GetValues<Language>().Length);
    }

    [Theory]
    [InlineData(StaffRole.Supervisor, false)]
    [InlineData(StaffRole.Admin, true)]
    public async Task One_SupervisorReads_AdministratorWrites(StaffRole role, bool writes)
    {
        var browser = await StaffBrowser.SignedInAsync(portal, $"templat-{role}".ToLowerInvariant(), role, role == StaffRole.Admin ? Scope.Installation : Scope.Of(House.Pulomerak));

        await browser.GetAsync("/petugas/pesan/templat?acara=BookingConfirmed&bahasa=en");

        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("Jadwal dibuat – Inggris");
        browser.Page.QuerySelector("[data-preview]")!.TextContent.ShouldContain("your appointment is Tuesday, 8 December 2026");
        browser.Page.QuerySelectorAll("main textarea, main form, main table button").Length.ShouldBe(writes ? 3 : 0);
        await browser.GetAsync("/petugas/pesan/templat?acara=entah&bahasa=xx");
        browser.Page.QuerySelector("h1")!.TextContent.ShouldBe("Templat pesan");
    }
}
