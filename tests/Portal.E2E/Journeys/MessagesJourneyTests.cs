using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core.Staff;
using Portal.E2E.Accessibility;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>What staff do with messages: send one again, note that somebody was told, and write to a group.</summary>
public sealed class MessagesJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task Resend_MessageThatDidNotArrive_WaitsAgainAndSaysSo()
    {
        var id = await ChangeAsync("UPDATE outbox_messages SET state = 'Failed', error_code = '30003', handled_at = created_at WHERE id = (SELECT id FROM outbox_messages WHERE event = 'ContactChanged' OR event = 'BookingConfirmed' ORDER BY id DESC LIMIT 1) RETURNING id AS \"Value\"");
        // Its appointment has to be ahead, or there would be nothing to tell any more.
        await ChangeAsync($"UPDATE appointments SET start_at = start_at + interval '5 hours' WHERE application_id = (SELECT application_id FROM outbox_messages WHERE id = '{id}') RETURNING id AS \"Value\"");
        await using var desk = await world.EnterAsync(StaffRole.Registrar);
        var page = desk.Page;
        await page.OpenStaffAsync($"/petugas/pesan/{id}");
        await Expect(page.GetByText("HP mati atau di luar jangkauan. Coba Kirim lagi")).ToBeVisibleAsync();

        await page.PressAsync("Kirim lagi");

        await Expect(page.Said()).ToContainTextAsync("segera dikirim lagi");
        await Expect(page.GetByText("Dikirim lagi oleh petugas")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Kirim lagi" })).ToHaveCountAsync(0);
        (await page.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Told_PersonWithoutAPhone_LeavesTheListWithAWordOnHow()
    {
        await ChangeAsync($"UPDATE applications SET state = 'DossierReturned', channel = 'None' WHERE register = '{world.Register}' RETURNING id AS \"Value\"");
        await using var desk = await world.EnterAsync(StaffRole.Registrar);
        var page = desk.Page;
        await page.OpenStaffAsync("/petugas/pesan/hubungi");
        var row = page.Locator($"tr[data-register=\"{world.Register}\"]");
        await Expect(row).ToContainTextAsync("Tidak ada HP");
        await Expect(page.GetByText("Pesan di instalasi ini hanya disimpan")).ToBeVisibleAsync();

        await row.GetByRole(AriaRole.Button).ClickAsync();
        await page.GetByLabel("Bagaimana diberi tahu").FillAsync("lewat ketua RT");
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Sudah diberi tahu" }).ClickAsync();

        await Expect(page.Said()).ToContainTextAsync("dicatat sudah diberi tahu");
        await Expect(row).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Broadcast_WrittenByOneApprovedByAnother_IsCountedShownAndOnItsWay()
    {
        await using var desk = await world.EnterAsync(StaffRole.Registrar);
        var page = desk.Page;
        await page.OpenStaffAsync("/petugas/pesan/siaran/baru");
        await page.GetByLabel("Untuk siapa").SelectOptionAsync("AllOpen");
        var text = page.GetByLabel("Isi dalam bahasa Indonesia");
        await text.FillAsync("Bayar Rp 5.000 di loket.");
        await page.PressAsync("Lihat dulu");
        await Expect(page.GetByText("Semua layanan Rp 0; hapus jumlah itu.")).ToBeVisibleAsync();
        await Expect(text).ToHaveValueAsync("Bayar Rp 5.000 di loket.");
        await page.TakePictureAsync("broadcast-faults", whole: false);

        await text.FillAsync("Kantor tutup Rabu. Jadwal Anda pindah ke Kamis, jam tetap.");
        await text.PressAsync("Tab");
        await page.PressAsync("Lihat dulu");
        await Expect(page.Locator("[data-preview]")).ToContainTextAsync("KTP-el Pulomerak: Kantor tutup Rabu.");
        await Expect(page.Locator("[data-reach]")).ToContainTextAsync("biaya belum diisi");
        (await page.FaultsAsync()).ShouldBeEmpty();
        (await page.TooWideAsync()).ShouldBeEmpty();
        await page.TakePictureAsync("broadcast-new", whole: false);
        await page.PressAsync("Ajukan untuk disetujui");
        await Expect(page.GetByText("Menunggu persetujuan camat atau sekcam.")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Setujui" })).ToHaveCountAsync(0);

        await using var chief = await world.EnterAsync(StaffRole.Supervisor);
        await chief.Page.OpenStaffAsync(new Uri(page.Url).PathAndQuery);
        await chief.Page.PressAsync("Setujui dan kirim");
        await chief.Page.TakePictureAsync("broadcast-ask", whole: false);
        await chief.Page.PressAsync("Ya, kirim");
        await Expect(chief.Page.Said()).ToContainTextAsync("masuk antrean kirim");
        await Expect(chief.Page.Locator("[data-progress]")).ToBeVisibleAsync();
        (await chief.Page.FaultsAsync()).ShouldBeEmpty();
        await chief.Page.TakePictureAsync("broadcast-approved", whole: false);
    }

    private async Task<Guid> ChangeAsync(string sql)
    {
        await using var db = world.Portal.OpenDb();
        return (await db.Database.SqlQueryRaw<Guid>(sql).ToListAsync())[0];
    }
}
