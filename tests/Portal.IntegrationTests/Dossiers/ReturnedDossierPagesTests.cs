using AngleSharp.Dom;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.IntegrationTests.Booking;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Dossiers;

/// <summary>What a resident whose dossier came back reads: everything behind the own link, on the public page nothing that is only theirs.</summary>
public sealed class ReturnedDossierPagesTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private const string Note = "Minta cap desa yang jelas";
    private const string Reason = "Berkas atas nama orang lain";

    private static readonly Actor Checker = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Checker, Scope.Installation)]);

    [Fact]
    public async Task OwnLink_OfAReturnedDossier_SaysWhatIsMissingAndHowToGoOn()
    {
        using var browser = new ResidentBrowser(portal);
        var (code, register, papers) = await BookAsync(browser, 2001);
        await ReturnAsync(register, papers[1..]);

        await browser.OpenAsync($"/k/{code}");
        Text(browser).ShouldContain("Yang perlu dilengkapi");
        Text(browser).ShouldContain($"Belum ada: {papers[0]}");
        Text(browser).ShouldContain(Reason);
        Text(browser).ShouldContain(Note);
        Text(browser).ShouldContain("Nomor register dan jadwal Anda tetap");

        await browser.OpenAsync($"/en/k/{code}");
        Text(browser).ShouldContain("What is missing");
        Text(browser).ShouldContain("The papers are somebody else's");
        browser.Page.QuerySelectorAll("main [lang=id]").Select(e => e.TextContent).ShouldContain(Note, "what staff wrote is labelled as Indonesian");
    }

    [Fact]
    public async Task OwnLink_AfterAnUndo_SaysThatItWasAMistake()
    {
        using var browser = new ResidentBrowser(portal);
        var (code, register, papers) = await BookAsync(browser, 2002);
        await ReturnAsync(register, papers[1..]);
        (await portal.Get<UndoStep>().ExecuteAsync(new(register, null, Guid.NewGuid()), Checker, default)).Succeeded.ShouldBeTrue();

        await browser.OpenAsync($"/k/{code}");

        Text(browser).ShouldNotContain(Note);
        Text(browser).ShouldContain("keliru dan ditarik");
    }

    [Fact]
    public async Task StatusPage_OfAReturnedDossier_ShowsMissingPapersAndNoWordOfStaff()
    {
        using var browser = new ResidentBrowser(portal);
        var (_, register, papers) = await BookAsync(browser, 2003);
        await browser.OpenAsync($"/status/{register}");
        Text(browser).ShouldNotContain(papers[0]);

        await ReturnAsync(register, papers[1..]);
        await browser.OpenAsync($"/status/{register}");

        Text(browser).ShouldContain(papers[0]);
        Text(browser).ShouldNotContain(papers[1]);
        Text(browser).ShouldNotContain(Reason);
        Text(browser).ShouldNotContain(Note);

        // Kept pages: another list of missing papers is another page.
        (await portal.Get<UndoStep>().ExecuteAsync(new(register, null, Guid.NewGuid()), Checker, default)).Succeeded.ShouldBeTrue();
        await ReturnAsync(register, papers[..1]);
        await browser.OpenAsync($"/status/{register}");
        Text(browser).ShouldContain(papers[1]);
        Text(browser).ShouldNotContain(papers[0]);
    }

    [Fact]
    public async Task OwnLink_OfARefusal_SaysWhyAndThatOneMayComeAgain()
    {
        using var browser = new ResidentBrowser(portal);
        var (code, register, _) = await BookAsync(browser, 2004);
        var supervisor = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Supervisor, Scope.Installation)]);
        (await portal.Get<RejectApplication>().ExecuteAsync(new(new(register, null, Guid.NewGuid()), "Bukan penduduk kecamatan ini"), supervisor, default)).Succeeded.ShouldBeTrue();

        await browser.OpenAsync($"/k/{code}");
        Text(browser).ShouldContain("Bukan penduduk kecamatan ini");
        Text(browser).ShouldContain("Anda boleh mendaftar lagi");
        await browser.OpenAsync($"/status/{register}");
        Text(browser).ShouldNotContain("Bukan penduduk");
    }

    private static string Text(ResidentBrowser browser) => browser.Page.QuerySelector("main")!.Text();

    private async Task<(string Code, RegisterNumber Register, string[] Papers)> BookAsync(ResidentBrowser browser, int person)
    {
        var code = await browser.BookAsync(new Resident(person));
        var register = RegisterNumber.Parse(browser.Register()).Value;
        var dossier = (await portal.Get<ViewDossier>().ExecuteAsync(new(register), Checker, default)).Value;
        return (code, register, [.. dossier.Requirements.Select(r => r.Indonesian)]);
    }

    private async Task ReturnAsync(RegisterNumber register, string[] present) =>
        (await portal.Get<ReturnDossier>().ExecuteAsync(new(new(register, null, Guid.NewGuid()), present, [Reason], Note), Checker, default)).Succeeded.ShouldBeTrue();
}
