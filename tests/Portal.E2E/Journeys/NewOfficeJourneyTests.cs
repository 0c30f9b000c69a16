using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.E2E.Accessibility;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using Portal.Infrastructure.Staff;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A sixth office, from nothing to a resident who can choose it: no code, no SQL.</summary>
public sealed class NewOfficeJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    [Fact]
    public async Task Office_EnteredWordedAndOpened_IsWhereResidentsBook()
    {
        await using var window = await AdminAsync("adminbaru");
        var page = window.Page;
        await page.OpenStaffAsync("/petugas/mulai");
        await page.GetByRole(AriaRole.Link, new() { Name = "Kantor baru" }).Or(page.GetByRole(AriaRole.Link, new() { Name = "Kantor", Exact = true })).First.ClickAsync();
        await page.OpenStaffAsync("/petugas/kantor/baru");
        await page.TakePictureAsync("office-new", whole: false);

        // Every fault at once, and nothing typed is lost.
        await page.GetByLabel("Kode kecamatan").FillAsync("36.72.03");
        await page.GetByLabel("Nama kecamatan").FillAsync("Umpama");
        await page.GetByLabel("Desa dan kelurahan").FillAsync("1001 Contoh\nIbarat");
        await page.PressAsync("Buat kantor");
        var faults = page.Locator(".notice.error");
        await Expect(faults).ToContainTextAsync("Baris 2 tidak terbaca");
        await Expect(faults).ToContainTextAsync("harus diisi");
        await Expect(page.GetByLabel("Desa dan kelurahan")).ToHaveValueAsync("1001 Contoh\nIbarat");
        (await page.FaultsAsync()).ShouldBeEmpty();
        await page.GetByLabel("Kabupaten/kota").FillAsync("Kota Cilegon");
        await page.GetByLabel("Desa dan kelurahan").FillAsync("1001 Contoh\n2001 Desa Ibarat");
        await page.PressAsync("Buat kantor");
        await Expect(faults).ToContainTextAsync("sudah dipakai Kecamatan Pulomerak");
        await page.GetByLabel("Kode kecamatan").FillAsync("36.72.09");
        await page.PressAsync("Buat kantor");
        await page.WaitForURLAsync(new Regex("/petugas/kantor/36\\.72\\.09"));
        await page.HearAsync();
        await Expect(page.Locator("[data-standing=Preparing]")).ToBeVisibleAsync();

        // Letters and contact.
        await page.GetByLabel("Indonesia, baris 1").FillAsync("Loket 1 kantor kecamatan");
        await page.GetByLabel("Kop surat").FillAsync("PEMERINTAH KOTA CILEGON");
        await page.GetByRole(AriaRole.Button, new() { Name = "Tambah baris" }).ClickAsync();
        await page.GetByLabel("Nama, baris 1").FillAsync("Contoh, S.Sos.");
        await page.GetByLabel("Jabatan, baris 1").FillAsync("Camat");
        await page.GetByLabel("NIP (bila ada), baris 1").FillAsync("12");
        await page.PressAsync("Simpan");
        await Expect(page.Locator("#signatories-error")).ToContainTextAsync("18 angka");
        await page.GetByLabel("NIP (bila ada), baris 1").FillAsync("");
        await page.PressAsync("Simpan");
        await Expect(page.Said()).ToContainTextAsync("disimpan");

        // Rules: a range is told, a consequence is told before it happens.
        await page.OpenStaffAsync("/petugas/kantor/36.72.09/aturan");
        await page.GetByLabel("Orang per nomor HP", new() { Exact = true }).FillAsync("99");
        await page.PressAsync("Simpan");
        await Expect(page.Locator("#peoplePerPhone-error")).ToContainTextAsync("1 sampai 20");
        await page.GetByLabel("Orang per nomor HP", new() { Exact = true }).FillAsync("6");
        await page.GetByLabel("Permohonan berakhir tanpa kegiatan (hari)", new() { Exact = true }).FillAsync("60");
        await page.PressAsync("Simpan");
        await Expect(page.Locator("[data-consequences]")).ToContainTextAsync("60 hari");
        await page.TakePictureAsync("office-consequences", whole: false);
        await page.PressAsync("Ya, simpan");
        await Expect(page.Said()).ToContainTextAsync("disimpan");

        // As a resident will see it; nobody else does yet.
        await page.OpenStaffAsync("/petugas/kantor/36.72.09/pratinjau");
        await Expect(page.Locator("[data-days] li").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Contoh, Ibarat")).ToBeVisibleAsync();
        (await ChoicesAsync()).ShouldNotContain("Umpama");

        await page.OpenStaffAsync("/petugas/kantor/36.72.09");
        await page.PressAsync("Buka untuk umum");
        await Expect(page.Locator("[data-confirm]")).ToContainTextAsync("Petugas register");
        await page.TakePictureAsync("office-open", whole: false);
        await page.PressAsync("Ya, buka sekarang");
        await Expect(page.Locator("[data-standing=Open]")).ToBeVisibleAsync();
        (await ChoicesAsync()).ShouldContain("Umpama");

        // And who did all that.
        await page.OpenStaffAsync("/petugas/pengaturan?riwayat=36.72.09");
        await Expect(page.Locator("[data-history]")).ToContainTextAsync("sedang disiapkan");
        await page.TakePictureAsync("office-history");
        (await page.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_TwoAdministratorsAtOnce_AreToldBothValues()
    {
        await using var first = await AdminAsync("adminsatu");
        await using var second = await AdminAsync("admindua");
        foreach (var page in (IPage[])[first.Page, second.Page])
        {
            await page.OpenStaffAsync("/petugas/kantor/64.72.04/aturan");
        }

        await first.Page.GetByLabel("Orang per nomor HP", new() { Exact = true }).FillAsync("6");
        await first.Page.PressAsync("Simpan");
        await Expect(first.Page.Said()).ToContainTextAsync("disimpan");

        await second.Page.GetByLabel("Orang per nomor HP", new() { Exact = true }).FillAsync("8");
        await second.Page.GetByLabel("Kartu yang bisa dicetak sehari", new() { Exact = true }).FillAsync("25");
        await second.Page.PressAsync("Simpan");
        var clash = second.Page.Locator("[data-clash=peoplePerPhone]");
        await Expect(clash).ToContainTextAsync("Diubah oleh Petugas Uji");
        await Expect(clash.Locator("dd")).ToHaveTextAsync(["6", "8"]);
        await Expect(second.Page.GetByLabel("Orang per nomor HP", new() { Exact = true })).ToHaveValueAsync("8");
        (await second.Page.FaultsAsync()).ShouldBeEmpty();
        await second.Page.TakePictureAsync("rules-clash", whole: false);

        await second.Page.PressAsync("Muat yang terbaru");
        await Expect(second.Page.GetByLabel("Orang per nomor HP", new() { Exact = true })).ToHaveValueAsync("6");
        await Expect(second.Page.GetByLabel("Kartu yang bisa dicetak sehari", new() { Exact = true })).ToHaveValueAsync("");
    }

    private async Task<Window> AdminAsync(string userName)
    {
        var window = await world.Portal.OpenAsync(Screen.Desk);
        var hired = await world.Portal.Get<CreateStaff>().ExecuteAsync(new(userName, "Petugas Uji", [new RoleAssignment(StaffRole.Admin, Scope.Installation)]), Actor.System, CancellationToken.None);
        await window.Page.Context.AddCookiesAsync([await world.Portal.SessionOfAsync(hired.Value.Id, [StaffRole.Admin])]);
        return window;
    }

    private async Task<string> ChoicesAsync()
    {
        await using var resident = await world.Portal.OpenAsync(Screen.Phone);
        await resident.Page.GotoAsync("/daftar/kantor?layanan=new");
        return await resident.Page.Locator("main").InnerTextAsync();
    }
}
