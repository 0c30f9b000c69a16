using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

/// <summary>Invitation, lock and switch as a browser without scripts sees them.</summary>
public sealed class StationPagesTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string Pin = "482917";
    private static readonly Actor s_admin = Actor.Staff(Guid.NewGuid(), [new(StaffRole.Admin, Scope.Installation)]);

    [Fact]
    public async Task Invitation_OfASupervisor_LeadsThroughPasswordToTheSecondFactor()
    {
        var link = await InviteAsync("camat.baru", StaffRole.Supervisor);
        var browser = new StaffBrowser(portal.Browser());
        await browser.GetAsync("/petugas/undangan/" + link.Token);
        await browser.GetAsync("/petugas/undangan/" + link.Token);
        browser.Status.ShouldBe(HttpStatusCode.OK, "looking changes nothing");
        browser.Text.ShouldContain("camat.baru");
        await browser.PostAsync(("newPassword", "pendek"), ("again", "pendek"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        browser.Page.QuerySelectorAll("input[type=password]").ShouldAllBe(i => !i.HasAttribute("value"));

        await browser.PostAsync(("newPassword", StaffBrowser.ChosenPassword), ("again", StaffBrowser.ChosenPassword));

        browser.SentTo.ShouldBe("/petugas");
        await browser.GetAsync("/petugas");
        browser.SentTo.ShouldBe("/petugas/totp");
        var second = new StaffBrowser(portal.Browser());
        await second.GetAsync("/petugas/undangan/" + link.Token);
        second.Status.ShouldBe(HttpStatusCode.Gone);
        second.Text.ShouldContain("minta tautan baru");
        portal.Logs.Lines.Where(line => line.Contains(link.Token, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Invitation_SentTwice_IsAPageThatSaysSo()
    {
        var link = await InviteAsync("dua.kali", StaffRole.Operator);
        var (browser, back) = (new StaffBrowser(portal.Browser()), new StaffBrowser(portal.Browser()));
        await browser.GetAsync("/petugas/undangan/" + link.Token);
        await back.GetAsync("/petugas/undangan/" + link.Token);
        await browser.PostAsync(("newPassword", StaffBrowser.ChosenPassword), ("again", StaffBrowser.ChosenPassword));
        browser.SentTo.ShouldBe("/petugas");

        await back.PostAsync(("newPassword", "sandi orang lain sama sekali"), ("again", "sandi orang lain sama sekali"));

        back.SentTo.ShouldBe("/petugas/undangan/" + link.Token);
        await back.GetAsync(back.SentTo!);
        back.Text.ShouldContain("minta tautan baru");
        back.Status.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task Unlock_SentTwice_GoesOn()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "buka.dua", StaffRole.Registrar, Scope.Installation);
        await LockAsync("buka.dua");
        await browser.GetAsync("/petugas/ganti");
        var id = await IdOfAsync("buka.dua");
        await using (var db = portal.OpenDb())
        {
            await portal.Get<StationDesk>().OpenAsync(await db.StaffSessions.Where(s => s.StaffId == id && s.EndedAt == null).Select(s => s.Id).SingleAsync(), default);
        }

        await browser.PostAsync(("pin", StaffBrowser.ChosenPassword));

        browser.SentTo.ShouldBe("/petugas", browser.Status.ToString());
    }

    [Fact]
    public async Task SecondFactor_SetUpOnAPageFoundOpen_NeedsThePassword()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "terbuka", StaffRole.Operator, Scope.Installation);
        await browser.GetAsync("/petugas/totp");
        var secret = browser.Secret();

        await browser.PostAsync(("code", StaffBrowser.CodeOf(secret)));

        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await using var db = portal.OpenDb();
        (await db.Users.SingleAsync(u => u.UserName == "terbuka")).TwoFactorEnabled.ShouldBeFalse();
        await browser.PostAsync(("password", StaffBrowser.ChosenPassword), ("code", StaffBrowser.CodeOf(secret, 1)));
        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Text.ShouldContain("kode");
    }

    [Fact]
    public async Task LockedSession_OnAnyPage_LeadsToTheLockAndOpensWithPinOrPassword()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "mengunci", StaffRole.Registrar, Scope.Installation);
        await LockAsync("mengunci");

        foreach (var page in (string[])["/petugas/hari-ini?kantor=36.72.03", "/petugas/sandi", "/petugas/totp", "/petugas/sesi", "/petugas", "/PETUGAS/hari-ini", "/petugas/%68ari-ini", "/petugas/jejak/unduh.csv", "/petugas/impor/contoh.csv", "/petugas/stok/lembar", "/petugas/pesan/hubungi/daftar", "/petugas/tidak-ada"])
        {
            await browser.GetAsync(page);
            browser.SentTo.ShouldStartWith("/petugas/ganti", Case.Sensitive, page);
        }

        await browser.GetAsync("/petugas/ganti?returnUrl=%2Fpetugas%2Fsesi");
        await browser.PostAsync(("pin", "bukan sandinya"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await browser.PostAsync(("pin", StaffBrowser.ChosenPassword));
        browser.SentTo.ShouldBe("/petugas/sesi");
        await browser.GetAsync("/petugas/sesi");
        browser.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task LockedSession_FivePasswordsWrong_ClosesTheAccount()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "menebak", StaffRole.Registrar, Scope.Installation);
        await LockAsync("menebak");
        await browser.GetAsync("/petugas/ganti");
        for (var attempt = 1; attempt <= StaffAccountRules.MaxTries; attempt++)
        {
            await browser.PostAsync(("pin", "bukan sandinya"));
        }

        await browser.PostAsync(("pin", StaffBrowser.ChosenPassword));
        browser.Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Switch_ByPin_PassesTheBrowserOnAndBack()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "pertama", StaffRole.Registrar, Scope.Installation);
        await PinAsync("pertama");
        var second = (await StaffBrowser.CreateAsync(portal, "kedua", StaffRole.Registrar, Scope.Installation)).Password;
        await browser.GetAsync("/petugas/masuk?lain=1");
        await browser.PostAsync(("userName", "kedua"), ("password", second));
        await browser.ChangePasswordAsync(second, StaffBrowser.ChosenPassword);
        await browser.GetAsync("/petugas/ganti");
        await browser.PostAsync(("staff", (await IdOfAsync("pertama")).ToString()), ("colleaguePin", Pin));
        browser.SentTo.ShouldBe("/petugas");

        await using var db = portal.OpenDb();
        var (first, other) = (await IdOfAsync("pertama"), await IdOfAsync("kedua"));
        (await db.StaffSessions.SingleAsync(s => s.StaffId == first)).LockedAt.ShouldBeNull();
        (await db.StaffSessions.SingleAsync(s => s.StaffId == other)).LockedAt.ShouldNotBeNull();
        var stranger = new StaffBrowser(portal.Browser());
        await stranger.GetAsync("/petugas/ganti");
        stranger.Text.ShouldNotContain("Petugas Uji", Case.Sensitive, "another browser does not know its people");
    }

    [Fact]
    public async Task Lock_WithAFormOfTheOneBefore_IsRefused()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "formulir", StaffRole.Registrar, Scope.Installation);

        var answer = await browser.Http.PostAsync("/petugas/kunci", new FormUrlEncodedContent([]));

        answer.Headers.Location!.ToString().ShouldBe("/petugas");
        var id = await IdOfAsync("formulir");
        await using var db = portal.OpenDb();
        (await db.StaffSessions.SingleAsync(s => s.StaffId == id)).LockedAt.ShouldBeNull();
    }

    private async Task<MadeLink> InviteAsync(string userName, StaffRole role) =>
        (await portal.Get<InviteStaff>().ExecuteAsync(new(userName, "Petugas Uji", [new(role, Scope.Installation)], Guid.NewGuid()), s_admin, default)).Value;

    private async Task<Guid> IdOfAsync(string userName)
    {
        await using var db = portal.OpenDb();
        return await db.Users.Where(u => u.UserName == userName).Select(u => u.Id).SingleAsync();
    }

    private async Task PinAsync(string userName) =>
        (await portal.Get<SetPin>().ExecuteAsync(new(Pin, Pin, StaffBrowser.ChosenPassword), Actor.Staff(await IdOfAsync(userName), [new(StaffRole.Registrar, Scope.Installation)]), default)).Succeeded.ShouldBeTrue();

    private async Task LockAsync(string userName)
    {
        var id = await IdOfAsync(userName);
        await using var db = portal.OpenDb();
        await portal.Get<StationDesk>().LockAsync(await db.StaffSessions.Where(s => s.StaffId == id && s.EndedAt == null).Select(s => s.Id).SingleAsync(), default);
    }
}
