using System.Globalization;
using System.Net;
using Microsoft.Extensions.Localization;
using Portal.IntegrationTests.Support;
using Portal.Web.Shared;

namespace Portal.IntegrationTests.Booking;

/// <summary>Every field, typed wrong: a sentence beside it and at the top, linked; typed values stay; nothing half-saved.</summary>
public sealed class BadInputTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private static readonly Resident Good = new(7);

    public static TheoryData<string, string, string> Details => new()
    {
        { "name", "", "name_required" },
        { "name", "   ", "name_required" },
        { "name", new string('a', 300), "name_too_long" },
        { "name", "Budi 😀", "name_characters" },
        { "name", "<script>alert(1)</script>", "name_characters" },
        { "name", "Budi \u202E idub", "name_characters" },
        { "nik", "", "nik_required" },
        { "nik", "32731 6", "nik_length" },
        { "nik", new string('3', 400), "nik_length" },
        { "nik", "327316O805900001", "nik_digits" },
        { "nik", "３２７３１６０８０５９０００１１", "nik_digits" },
        { "nik", "3273163205900001", "nik_birth_day" },
        { "nik", "3273167205900001", "nik_birth_day" },
        { "nik", "3273160805900000", "nik_serial" },
        { "nik", "3273162902010001", "nik_birth_day" },
        { "nik", "<b>", "nik_digits" },
        { "phone", "021 555 1234", "phone_landline" },
        { "phone", "+65 8123 4567", "phone_foreign" },
        { "phone", "0812", "phone_invalid" },
        { "phone", "nol delapan", "phone_invalid" },
        { "phone", "", "channel_needs_phone" },
        { "village", "", "village_required" },
        { "village", "64.72.04.1001", "village_unknown" },
        { "village", "\"><script>", "village_unknown" },
        { "channel", "pigeon", "channel_required" },
        { "needs", "hungry", "needs_unknown" },
        { "consent", "false", "consent_required" },
        { "birthDateDay", "", "birth_date_required" },
        { "birthDateDay", "31", "birth_date_invalid" },
        { "birthDateMonth", "🌸", "birth_date_invalid" },
        { "birthDateYear", "90", "birth_date_invalid" },
        { "birthDateYear", "2090", "birth_date_future" },
        { "birthDateYear", "1790", "birth_date_too_old" },
    };

    [Theory]
    [MemberData(nameof(Details))]
    public async Task Details_OneFieldWrong_SaysSoThereAndAbove(string field, string typed, string code)
    {
        using var browser = new ResidentBrowser(portal);
        await browser.HoldAsync(Good);
        browser.FillDetails(Good);
        if (field.StartsWith("birthDate", StringComparison.Ordinal))
        {
            // April has 30 days, so that day 31 is wrong by itself.
            browser.Fill("birthDateMonth", "4");
        }

        await browser.Fill(field, typed).SendAsync();

        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var where = field.StartsWith("birthDate", StringComparison.Ordinal) ? "birthDate" : field;
        var sentence = Sentence(code);
        browser.Page.QuerySelector($"#{where}-error")!.TextContent.ShouldContain(sentence);
        var links = browser.Page.QuerySelectorAll(".notice.error a");
        links.Select(a => a.GetAttribute("href")).ShouldBe([$"#{where}"]);
        links[0].TextContent.ShouldStartWith(sentence);
        browser.Page.GetElementById(where).ShouldNotBeNull();
        browser.Page.Title!.ShouldStartWith("Perlu diperbaiki:");
        browser.Page.QuerySelector("input[name=nik]")!.GetAttribute("value").ShouldBe(field == "nik" ? typed : Good.Nik);
        browser.Page.QuerySelector("input[name=name]")!.GetAttribute("value").ShouldBe(field == "name" ? typed : Good.Name);
        browser.Page.QuerySelectorAll("script").ShouldBeEmpty();
        (await portal.ApplicationsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Details_Empty_TellsEveryFaultInTheOrderOfThePage()
    {
        using var browser = new ResidentBrowser(portal);
        await browser.HoldAsync(Good, language: "/en");

        await browser.SendAsync();

        browser.Page.QuerySelectorAll(".notice.error a").Select(a => a.GetAttribute("href"))
            .ShouldBe(["#name", "#nik", "#birthDate", "#village", "#channel", "#consent"]);
        browser.Text.ShouldContain("Tick the consent box");
    }

    [Fact]
    public async Task Details_LeadingBlanksAndSeparators_AreForgiven()
    {
        using var browser = new ResidentBrowser(portal);
        await browser.HoldAsync(Good);

        await browser.FillDetails(Good).Fill("name", "  Warga   Contoh ").Fill("nik", " 3273 1608.0590-0001 ").Fill("phone", "+62 (0) 812-0000-0107").SendAsync();

        browser.Address.ShouldStartWith("/daftar/periksa?");
    }

    [Theory]
    [InlineData("/daftar", "service", "", "service_required")]
    [InlineData("/daftar", "service", "<script>", "service_unknown")]
    [InlineData("/daftar/kantor?layanan=new", "office", "", "office_required")]
    [InlineData("/daftar/kantor?layanan=new", "office", "99.99.99", "office_unknown")]
    [InlineData("/daftar/kantor?layanan=new", "office", "😀", "office_unknown")]
    [InlineData("/daftar/waktu?layanan=new&kantor=36.72.03&hari=2026-12-09", "start", "", "slot_required")]
    [InlineData("/daftar/waktu?layanan=new&kantor=36.72.03&hari=2026-12-09", "start", "tomorrow", "slot_unknown")]
    [InlineData("/daftar/waktu?layanan=new&kantor=36.72.03&hari=2026-12-09", "start", "2026-12-09T03:33:00+07:00", "slot_unknown")]
    [InlineData("/daftar/waktu?layanan=new&kantor=36.72.03&hari=2026-12-09", "start", "2026-12-01T08:00:00+07:00", "slot_past")]
    [InlineData("/daftar/waktu?layanan=new&kantor=36.72.03&hari=2026-12-09", "start", "2027-11-01T08:00:00+07:00", "slot_not_released")]
    [InlineData("/daftar/waktu?layanan=new&kantor=36.72.03&hari=2026-12-09", "start", "9999-12-31T23:59:59-14:00", "slot_unknown")]
    public async Task Choice_MissingOrUnknown_SaysSo(string page, string field, string typed, string code)
    {
        using var browser = new ResidentBrowser(portal);
        await browser.OpenAsync(page);

        await (typed.Length == 0 ? browser : browser.Fill(field, typed)).SendAsync();

        browser.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var sentence = Sentence(code);
        browser.Page.QuerySelector($"#{field}-error")!.TextContent.ShouldContain(sentence);
        browser.Page.QuerySelector($".notice.error a[href='#{field}']")!.TextContent.ShouldContain(sentence);
        browser.Page.GetElementById(field).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("/daftar/kantor", "/daftar")]
    [InlineData("/daftar/hari?layanan=pizza", "/daftar")]
    [InlineData("/daftar/waktu?layanan=pickup&kantor=36.72.03&hari=2026-12-09", "/daftar")]
    [InlineData("/daftar/hari?layanan=new&kantor=00.00.00", "/daftar/kantor")]
    [InlineData("/daftar/waktu?layanan=new&kantor=36.72.03&hari=2026-13-45", "/daftar/hari")]
    [InlineData("/daftar/waktu?layanan=new&kantor=36.72.03&hari=9999-12-31", "/daftar/waktu")]
    [InlineData("/daftar/waktu?layanan=new&kantor=36.72.03&hari=0001-01-01", "/daftar/waktu")]
    [InlineData("/daftar?layanan=new&kantor=%00&hari=%F0%9F%98%80&d=x", "/daftar")]
    public async Task Address_EditedByHand_LeadsToTheStepThatIsMissing(string address, string step)
    {
        using var browser = new ResidentBrowser(portal);

        await browser.OpenAsync(address);

        browser.Status.ShouldBe(HttpStatusCode.OK);
        browser.Address.Split('?')[0].ShouldBe(step);
    }

    [Fact]
    public async Task Details_WithoutToken_KeepsWhatWasTypedAndSavesNothing()
    {
        using var browser = new ResidentBrowser(portal);
        await browser.HoldAsync(Good);

        await browser.FillDetails(Good).Fill("__RequestVerificationToken", "").SendAsync();

        browser.Status.ShouldBe(HttpStatusCode.BadRequest);
        browser.Text.ShouldContain(Sentence("form_expired"));
        browser.Page.QuerySelector("input[name=nik]")!.GetAttribute("value").ShouldBe(Good.Nik);
        await browser.SendAsync();
        browser.Address.ShouldStartWith("/daftar/periksa?");
    }

    [Fact]
    public async Task Pickup_AtTheStart_LeadsToTheWayThere()
    {
        using var browser = new ResidentBrowser(portal);
        await browser.OpenAsync("/daftar");

        await browser.Fill("service", "pickup").SendAsync();

        browser.Address.ShouldBe("/daftar/pengambilan");
        browser.Page.QuerySelector("main a[href='/status']").ShouldNotBeNull();
    }

    /// <summary>The sentence of a refusal, up to the first value put into it.</summary>
    private string Sentence(string code)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("id-ID");
        return portal.Get<IStringLocalizer<ErrorTexts>>()["Error." + code].Value.Split('{')[0];
    }
}
