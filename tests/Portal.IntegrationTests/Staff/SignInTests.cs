using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

public sealed class SignInTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string Home = "/petugas";

    [Fact]
    public async Task SignIn_AdminForTheFirstTime_LeadsThroughPasswordAndSecondFactor()
    {
        var created = await StaffBrowser.CreateAsync(portal, "adm.baru", StaffRole.Admin, Scope.Installation);
        var browser = new StaffBrowser(portal.Browser());

        await browser.SignInAsync("Adm.Baru", created.Password);
        browser.SentTo.ShouldBe(Home);
        await browser.GetAsync(Home);
        browser.SentTo.ShouldBe("/petugas/sandi");
        await browser.ChangePasswordAsync(created.Password, StaffBrowser.ChosenPassword);
        browser.SentTo.ShouldBe(Home);
        await browser.GetAsync(Home);
        browser.SentTo.ShouldBe("/petugas/totp");

        await browser.GetAsync("/petugas/totp");
        var secret = browser.Secret();
        browser.Page.QuerySelectorAll("svg.qr path").Length.ShouldBe(2);
        await browser.PostAsync(("code", "000000"));
        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        await browser.PostAsync(("code", StaffBrowser.CodeOf(secret).Insert(3, " ")));
        var codes = browser.Page.QuerySelectorAll("code").Select(c => c.TextContent).ToList();
        codes.Count.ShouldBe(10);
        await browser.GetAsync("/petugas/totp");
        browser.Page.QuerySelector(".digits").ShouldBeNull("the secret is shown until it is confirmed and never again");

        var again = new StaffBrowser(portal.Browser());
        await again.SignInAsync("adm.baru", StaffBrowser.ChosenPassword, "/petugas/pesan?kantor=36.72.03");
        again.SentTo.ShouldStartWith("/petugas/masuk/kode");
        await again.GetAsync("/petugas/sandi");
        again.SentTo.ShouldStartWith("/petugas/masuk", Case.Sensitive, "the password alone opens nothing");
        await again.GetAsync("/petugas/masuk/kode?returnUrl=%2Fpetugas%2Fpesan%3Fkantor%3D36.72.03");
        await again.PostAsync(("code", StaffBrowser.CodeOf(secret)));
        again.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "the code that set it up opens nothing more");
        await again.PostAsync(("code", StaffBrowser.CodeOf(secret, stepsLater: 1)));
        again.SentTo.ShouldBe("/petugas/pesan?kantor=36.72.03");

        var lost = new StaffBrowser(portal.Browser());
        await lost.SignInAsync("adm.baru", StaffBrowser.ChosenPassword);
        await lost.GetAsync("/petugas/masuk/pemulihan");
        await lost.PostAsync(("code", codes[0].ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
        lost.SentTo.ShouldBe(Home);
        var twice = new StaffBrowser(portal.Browser());
        await twice.SignInAsync("adm.baru", StaffBrowser.ChosenPassword);
        await twice.GetAsync("/petugas/masuk/pemulihan");
        await twice.PostAsync(("code", codes[0]));
        twice.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await StaffBrowser.TrailAsync(portal, created.Id)).ShouldBe(
        [
            "staff.created", "staff.signed_in", "staff.password_changed", "staff.second_factor_set",
            "staff.sign_in_failed", "staff.signed_in", "staff.recovery_code_used", "staff.signed_in", "staff.sign_in_failed",
        ]);
    }

    [Fact]
    public async Task SignIn_UnknownNameAndWrongPassword_GetOneAnswer()
    {
        await StaffBrowser.CreateAsync(portal, "ada.orang", StaffRole.Registrar, Scope.Installation);
        var (known, unknown) = (new StaffBrowser(portal.Browser()), new StaffBrowser(portal.Browser()));
        for (var attempt = 1; attempt <= StaffAccountRules.MaxTries + 1; attempt++)
        {
            await known.SignInAsync("ada.orang", "bukan sandinya");
            await unknown.SignInAsync("tak.ada.orang", "bukan sandinya");

            unknown.Status.ShouldBe(known.Status, $"try {attempt}");
            Sentence(unknown).ShouldBe(Sentence(known), $"try {attempt}");
            known.Status.ShouldBe(attempt < StaffAccountRules.MaxTries ? HttpStatusCode.UnprocessableEntity : HttpStatusCode.TooManyRequests);
        }

        Sentence(known).ShouldContain("15 menit");
    }

    [Fact]
    public async Task SignIn_LockedOut_RefusesTheRightPassword()
    {
        var created = await StaffBrowser.CreateAsync(portal, "terkunci", StaffRole.Registrar, Scope.Installation);
        var browser = new StaffBrowser(portal.Browser());
        for (var attempt = 1; attempt <= StaffAccountRules.MaxTries; attempt++)
        {
            await browser.SignInAsync("terkunci", "bukan sandinya");
        }

        await browser.SignInAsync("terkunci", created.Password);

        browser.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (await StaffBrowser.TrailAsync(portal, created.Id)).ShouldContain("staff.locked_out");
    }

    [Theory]
    [InlineData(StaffRole.Registrar, "/petugas/hari-ini")]
    [InlineData(StaffRole.Admin, "/petugas/kantor")]
    public async Task Home_ByRole_IsAPageThatMayBeOpened(StaffRole role, string first)
    {
        var browser = await StaffBrowser.SignedInAsync(portal, $"rumah-{role}".ToLowerInvariant(), role, Scope.Installation);

        await browser.GetAsync(Home);

        browser.SentTo.ShouldBe(first);
        await browser.GetAsync(first);
        browser.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("serentak.ada", true)]
    [InlineData("serentak.tiada", false)]
    public async Task SignIn_FiftyGuessesAtOnce_CloseTheAccountAtTheFifth(string name, bool exists)
    {
        var password = exists ? (await StaffBrowser.CreateAsync(portal, name, StaffRole.Registrar, Scope.Installation)).Password : "apa saja";

        var answers = await House.FiftyAtOnceAsync(async i =>
        {
            var browser = new StaffBrowser(portal.Browser());
            await browser.SignInAsync(name, $"tebakan {i}");
            return browser.Status;
        });

        answers.Count(s => s == HttpStatusCode.UnprocessableEntity).ShouldBe(StaffAccountRules.MaxTries - 1);
        answers.Count(s => s == HttpStatusCode.TooManyRequests).ShouldBe(50 - StaffAccountRules.MaxTries + 1);
        var right = new StaffBrowser(portal.Browser());
        await right.SignInAsync(name, password);
        right.Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData("//jahat.example/petugas")]
    [InlineData("https://jahat.example/petugas")]
    [InlineData("/petugas/../\\jahat.example")]
    [InlineData("/daftar")]
    public async Task SignIn_ReturnAddressElsewhere_GoesHome(string returnUrl)
    {
        var name = $"balik.{Math.Abs(returnUrl.GetHashCode(StringComparison.Ordinal))}";
        var created = await StaffBrowser.CreateAsync(portal, name, StaffRole.Registrar, Scope.Installation);
        var browser = new StaffBrowser(portal.Browser());

        await browser.SignInAsync(name, created.Password, returnUrl);

        browser.SentTo.ShouldBe(Home);
    }

    [Fact]
    public async Task SignIn_Deactivated_IsRefusedAndOpenSessionsEnd()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "pindah.tugas", StaffRole.Registrar, Scope.Installation);
        await browser.GetAsync("/petugas/sandi");
        browser.Status.ShouldBe(HttpStatusCode.OK);

        await using (var db = portal.OpenDb())
        {
            await db.Users.Where(s => s.UserName == "pindah.tugas").ExecuteUpdateAsync(s => s.SetProperty(m => m.IsActive, false));
        }

        await browser.GetAsync("/petugas/sandi");
        browser.SentTo.ShouldStartWith("/petugas/masuk");
        await new StaffBrowser(portal.Browser()).SignInAsync("pindah.tugas", StaffBrowser.ChosenPassword);
        var again = new StaffBrowser(portal.Browser());
        await again.SignInAsync("pindah.tugas", StaffBrowser.ChosenPassword);
        again.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task ChangePassword_OtherSession_IsSignedOut()
    {
        var first = await StaffBrowser.SignedInAsync(portal, "dua.layar", StaffRole.Registrar, Scope.Installation);
        var second = new StaffBrowser(portal.Browser());
        await second.SignInAsync("dua.layar", StaffBrowser.ChosenPassword);

        await first.ChangePasswordAsync(StaffBrowser.ChosenPassword, "lima bebek menyeberang kali");

        await first.GetAsync("/petugas/sandi");
        first.Status.ShouldBe(HttpStatusCode.OK);
        await second.GetAsync("/petugas/sandi");
        second.SentTo.ShouldStartWith("/petugas/masuk");
    }

    [Theory]
    [InlineData("pendek", "pendek", "paling sedikit 12")]
    [InlineData("tiga kucing di pagar", "tiga kucing di pagat", "tidak sama")]
    [InlineData("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "mudah ditebak")]
    public async Task ChangePassword_Weak_IsRefusedWithASentence(string chosen, string again, string sentence)
    {
        var name = $"lemah.{chosen.Length}";
        var created = await StaffBrowser.CreateAsync(portal, name, StaffRole.Registrar, Scope.Installation);
        var browser = new StaffBrowser(portal.Browser());
        await browser.SignInAsync(name, created.Password);
        await browser.GetAsync("/petugas/sandi");

        await browser.PostAsync(("password", created.Password), ("newPassword", chosen), ("again", again));

        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Sentence(browser).ShouldContain(sentence);
        browser.Page.QuerySelectorAll("input[type=password]").ShouldAllBe(i => !i.HasAttribute("value"));
    }

    [Fact]
    public async Task StaffPage_Anonymous_LeadsToSignInAndBack()
    {
        var browser = new StaffBrowser(portal.Browser());

        await browser.GetAsync("/petugas/sandi");

        browser.SentTo.ShouldBe("/petugas/masuk?returnUrl=%2Fpetugas%2Fsandi");
    }

    [Fact]
    public async Task Circuit_Anonymous_IsRefused()
    {
        var answer = await portal.Browser().PostAsync("/_blazor/negotiate?negotiateVersion=1", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task SignOut_WithTheFormsToken_EndsTheSession()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "mau.pulang", StaffRole.Registrar, Scope.Installation);
        await browser.GetAsync("/petugas/sandi");
        var token = browser.Page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        await browser.Http.PostAsync("/petugas/keluar", new FormUrlEncodedContent([]));
        await browser.GetAsync("/petugas/sandi");
        browser.Status.ShouldBe(HttpStatusCode.OK, "a stranger's page cannot sign anybody out");
        await browser.Http.PostAsync("/petugas/keluar", new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));

        await browser.GetAsync("/petugas/sandi");
        browser.SentTo.ShouldStartWith("/petugas/masuk");
    }

    [Fact]
    public async Task FirstAdmin_WithStaff_IsNotMade() =>
        (await FirstAdmin.EnsureAsync(portal.Services, default)).ShouldBeNull();

    [Fact]
    public async Task CreateStaff_TakenName_IsRefused()
    {
        await StaffBrowser.CreateAsync(portal, "sama.nama", StaffRole.Registrar, Scope.Installation);

        var second = await portal.Get<CreateStaff>().ExecuteAsync(new("Sama.Nama", "Orang Lain", [new(StaffRole.Checker, Scope.Installation)]), Actor.System, default);

        second.Error.ShouldBe(StaffErrors.UserNameTaken);
    }

    [Fact]
    public async Task CreateStaff_BeyondTheOwnScope_IsForbidden()
    {
        OfficeCode.TryParse("36.72.03", out var office).ShouldBeTrue();
        var admin = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Of(office))]);

        var wider = await portal.Get<CreateStaff>().ExecuteAsync(new("terlalu.luas", "Orang Lain", [new(StaffRole.Registrar, Scope.Installation)]), admin, default);
        var within = await portal.Get<CreateStaff>().ExecuteAsync(new("cukup.luas", "Orang Lain", [new(StaffRole.Registrar, Scope.Of(office))]), admin, default);

        wider.Error.ShouldBe(AccessErrors.Forbidden);
        within.Succeeded.ShouldBeTrue();
    }

    private static string Sentence(StaffBrowser browser) => browser.Page.QuerySelector("[role=alert]")!.TextContent;
}
