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
    public async Task Office_FromNothingToItsFirstResident_IsBookedAndSeenAtTheDesk()
    {
        var (office, code) = (new KnownOffice("Misalan", "Contoh", "WIB"), "36.72.08");
        await using var window = await AdminAsync("admintiga");
        var page = window.Page;
        await page.OpenStaffAsync("/petugas/kantor/baru");
        await page.GetByLabel("Kode kecamatan").FillAsync(code);
        await page.GetByLabel("Nama kecamatan").FillAsync(office.Name);
        await page.GetByLabel("Kabupaten/kota").FillAsync("Kota Cilegon");
        await page.GetByLabel("Desa dan kelurahan").FillAsync("1001 Contoh\n2001 Ibarat");
        await page.LeaveByAsync(() => page.ChooseByKeyAsync("Buat kantor"));
        (await page.EvaluateAsync<double>("scrollY")).ShouldBe(0);
        await page.OpenStaffAsync($"/petugas/mulai?siapkan={code}");
        await Expect(page.Locator("[data-steps] a.button:not(.second)")).ToHaveTextAsync(["Identitas"]);
        await page.TakePictureAsync("start", whole: false);
        (await page.FaultsAsync()).ShouldBeEmpty();

        // A break at noon, from tomorrow on, and one day closed.
        await page.LeaveByAsync(page.GetByRole(AriaRole.Link, new() { Name = "Jam dan jadwal" }));
        await page.GetByLabel("Rabu").FillAsync("08.00-12.00, 13.00-15.00");
        await page.GetByLabel("Mulai berlaku").FillAsync("2026-12-08");
        await page.ChooseByKeyAsync("Lihat akibatnya");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("besok");
        await page.GetByLabel("Mulai berlaku").FillAsync("2026-12-09");
        await page.ChooseByKeyAsync("Lihat akibatnya");
        await Expect(page.Locator("[data-review]")).ToContainTextAsync("Tidak ada yang sudah punya jadwal");
        (await page.FaultsAsync()).ShouldBeEmpty();
        await page.ChooseByKeyAsync("Simpan dan beri tahu");
        await Expect(page.GetByText("Mulai Rabu, 9 Desember 2026:")).ToBeVisibleAsync();
        await page.OpenStaffAsync($"/petugas/kalender/tutup?kantor={code}");
        await page.GetByLabel("Dari tanggal").FillAsync("2026-12-10");
        await page.GetByLabel("Alasan").FillAsync("Listrik padam");
        await page.ChooseByKeyAsync("Lihat siapa yang terkena");
        var close = page.Locator("[data-review]").GetByRole(AriaRole.Button).First;
        var closed = page.GetByRole(AriaRole.Cell, new() { Name = "Listrik padam" });
        await Expect(close.Or(closed).First).ToBeVisibleAsync();
        if (await closed.CountAsync() == 0)
        {
            await close.PressAsync("Enter");
        }

        await Expect(closed).ToBeVisibleAsync();

        // The registrar opens the link elsewhere and is the only one who knows the password.
        await page.OpenStaffAsync($"/petugas/pengguna/baru?kantor={code}");
        await page.GetByLabel("Nama", new() { Exact = true }).FillAsync("Register Misalan");
        await page.GetByLabel("Nama pengguna").FillAsync("register.misalan");
        await page.GetByLabel("Peran ke-1", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Petugas register" });
        await Expect(page.GetByLabel("Wilayah peran ke-1", new() { Exact = true }).Locator("option:checked")).ToHaveTextAsync("Kec. Misalan");
        await page.ChooseByKeyAsync("Buat akun dan tautan");
        var link = new Uri(await page.Locator("[data-address]").InnerTextAsync()).AbsolutePath;
        (await page.FaultsAsync()).ShouldBeEmpty();
        await using var desk = await world.Portal.OpenAsync(Screen.Desk);
        await desk.Page.GotoAsync(link);
        (await desk.Page.FaultsAsync()).ShouldBeEmpty();
        await desk.Page.GetByLabel("Kata sandi", new() { Exact = true }).FillAsync(StaffPages.OwnPassword);
        await desk.Page.GetByLabel("Kata sandi sekali lagi").FillAsync(StaffPages.OwnPassword);
        await desk.Page.Keyboard.PressAsync("Enter");
        await desk.Page.HearAsync();

        await page.OpenStaffAsync($"/petugas/kantor/{code}?kantor={code}");
        await page.ChooseByKeyAsync("Buka untuk umum");
        (await page.FaultsAsync()).ShouldBeEmpty();
        await page.ChooseByKeyAsync("Ya, buka sekarang");
        await Expect(page.Locator("[data-standing=Open]")).ToBeVisibleAsync();

        await using var phone = await world.Portal.OpenAsync(Screen.Phone);
        var who = new Person(office) { Name = "Warga Pertama" };
        await phone.Page.GotoAsync("/daftar");
        await phone.Page.ChooseServiceAsync();
        await phone.Page.ChooseOfficeAsync(office);
        await Expect(phone.Page.GetByRole(AriaRole.Main)).ToContainTextAsync("Listrik padam");
        await phone.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex(@"\b9 Des") }).ClickAsync();
        await Expect(phone.Page.GetByText("11.30")).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("12.00", new() { Exact = true })).ToHaveCountAsync(0);
        await phone.Page.ChooseTimeAsync();
        await phone.Page.FillDetailsAsync(who);
        await phone.Page.ContinueAsync();
        var receipt = await phone.Page.BookAsync();

        await desk.Page.OpenStaffAsync("/petugas/hari-ini?tanggal=2026-12-09");
        await Expect(desk.Page.Row(receipt.Register)).ToContainTextAsync(who.Name);
        (await desk.Page.FaultsAsync()).ShouldBeEmpty();
        await desk.Page.TakePictureAsync("first-resident", whole: false);
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
