using System.Net;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Booking;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Audit;

public sealed class AuditPagesTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Page_AfterAnUnmasking_ShowsWhoAndWhyAndNobodysData()
    {
        var person = House.Person(1);
        var register = await BookAsync(person);
        var loket = await StaffBrowser.CreateAsync(portal, "loket.jejak", StaffRole.Registrar, Scope.Of(House.Pulomerak));
        (await portal.Get<UnmaskPersonalData>().ExecuteAsync(new(register, PersonalField.Nik, "=nama di KK beda"), Actor.Staff(loket.Id, [new(StaffRole.Registrar, Scope.Of(House.Pulomerak))]), default)).Succeeded.ShouldBeTrue();
        await portal.Get<SealAuditTrail>().ExecuteAsync(Actor.System, default);
        var camat = await StaffBrowser.SignedInAsync(portal, "camat.jejak", StaffRole.Supervisor, Scope.Of(House.Pulomerak));

        await camat.GetAsync("/petugas/jejak");

        camat.Page.QuerySelector("[data-chain]")!.GetAttribute("data-chain").ShouldBe("whole");
        camat.Page.QuerySelectorAll("table[data-seen] tbody tr").Length.ShouldBe(1);
        camat.Page.QuerySelector("table[data-seen]")!.TextContent.ShouldContain("nama di KK beda");
        camat.Page.QuerySelectorAll("table[data-rows] tbody tr").Length.ShouldBeGreaterThan(2);
        camat.Text.ShouldContain("Membuka data pribadi");
        camat.Text.ShouldContain(register.Grouped);
        camat.Text.ShouldNotContain("Instalasi");
        Nothing(camat.Text);

        await camat.GetAsync($"/petugas/jejak?catatan={register}");
        camat.Page.QuerySelectorAll("table[data-rows] tbody tr").Length.ShouldBe(3);
        await camat.GetAsync($"/petugas/jejak/lembar?catatan={register}");
        camat.Page.QuerySelectorAll("table.sheet tbody tr").Length.ShouldBe(3);
        Nothing(camat.Text);

        using var file = await camat.Http.GetAsync($"/petugas/jejak/unduh.csv?catatan={register}");
        var text = await file.Content.ReadAsStringAsync();
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(4);
        text.ShouldContain("\"'=nama di KK beda\"");
        text.ShouldContain($"Membuka data pribadi;{register.Grouped}");
        Nothing(text);
        await using var db = portal.OpenDb();
        db.AuditEvents.Single(e => e.Verb == AuditVerbs.AuditExported).Detail.ShouldBe($"record={register}");

        void Nothing(string shown)
        {
            foreach (var secret in new[] { person.Name!, person.Nik!, person.Phone![1..] })
            {
                shown.ShouldNotContain(secret);
            }
        }
    }

    [Fact]
    public async Task Pages_AddressEditedByHand_AreAnswered()
    {
        var admin = await StaffBrowser.SignedInAsync(portal, "admin.jejak", StaffRole.Admin, Scope.Installation);
        foreach (var address in new[]
        {
            "jejak?catatan=%00", "jejak?catatan=abc", "jejak?petugas=abc", "jejak?tindakan=%00", "jejak?tindakan=stock", "jejak?dari=x&sampai=9999-99-99", "jejak?dari=2026-12-08&sampai=2026-12-07",
            "jejak?sesudah=1-1", "jejak?sesudah=99999999999999999999-1", "jejak?bagian=instalasi", "jejak?bagian=apa", "jejak/lembar?bagian=instalasi", "jejak/unduh.csv?bagian=instalasi",
        })
        {
            await admin.GetAsync("/petugas/" + address);

            admin.Status.ShouldBe(HttpStatusCode.OK, address);
        }

        await admin.GetAsync("/petugas/jejak?bagian=instalasi&tindakan=staff");
        admin.Text.ShouldContain("Membuat akun petugas");
        var camat = await StaffBrowser.SignedInAsync(portal, "camat.sempit", StaffRole.Supervisor, Scope.Of(House.Pulomerak));
        await camat.GetAsync("/petugas/jejak?bagian=instalasi&tindakan=staff");
        camat.Page.QuerySelector("table[data-rows]").ShouldBeNull();
        using var file = await camat.Http.GetAsync("/petugas/jejak/unduh.csv?bagian=instalasi");
        file.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<RegisterNumber> BookAsync(BookingAnswers person)
    {
        var today = DateOnly.FromDateTime(portal.Time.GetUtcNow().UtcDateTime);
        var slots = await portal.Get<FindFreeSlots>().ExecuteAsync(new(House.Pulomerak, today, today.AddDays(14)), Actor.Visitor, default);
        return (await portal.Get<BookAppointment>().ExecuteAsync(BookAppointment.Command.Direct(ServiceSlug.New, House.Pulomerak, slots.Value.First(s => s.Free > 0).Start, person, Language.Indonesian, Core.Applications.Intake.Api), Actor.ApiClient, default)).Value.Register;
    }
}
