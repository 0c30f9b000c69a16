using System.Net;
using Portal.Core.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

public sealed class OddAddressTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Desk_AddressEditedByHand_ShowsThePage()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "suka.mengetik", StaffRole.Registrar, Scope.Installation);
        foreach (var address in new[]
        {
            "hari-ini?hal=abc", "hari-ini?hal=99999999999999", "hari-ini?hal=2147483647", "hari-ini?hal=-1", "hari-ini?hal=%00",
            "hari-ini?tanggal=0001-01-01", "hari-ini?tanggal=9999-12-31", "hari-ini?keadaan=%00", "hari-ini?kantor=%00", "pesan?hal=abc", "pesan?hal=2147483647",
        })
        {
            await browser.GetAsync("/petugas/" + address);

            browser.Status.ShouldBe(HttpStatusCode.OK, address);
        }
    }

    [Fact]
    public async Task Administration_AddressEditedByHand_IsNeverAnAccident()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "admin.mengetik", StaffRole.Admin, Scope.Installation);
        await TryAsync(
            browser,
            "pengguna?cari=%00", "pengguna?peran=%00&keadaan=%00&di=%00&hal=%00", "pengguna?hal=2147483647", "pengguna/00000000-0000-0000-0000-000000000000",
            "jejak?petugas=%00&catatan=%00&tindakan=%00&dari=%00&sampai=%00&sesudah=%00", "jejak?bagian=instalasi&catatan=%00", "jejak?dari=0001-01-01&sampai=9999-12-31", "jejak?sesudah=9223372036854775807-9223372036854775807",
            "jejak/lembar?catatan=%00&kantor=%00", "jejak/unduh.csv?catatan=%00", "jejak/unduh.csv?kantor=%00", "jejak/unduh.csv?dari=0001-01-01&sampai=9999-12-31",
            "pengaturan?riwayat=%00&perihal=%00&tentang=%00&halaman=%00", "pengaturan?kantor=%00", "pengaturan?hal=2147483647", "pengaturan?halaman=2147483647",
            "kalender?bulan=%00&minggu=%00&hari=%00&titik=%00", "kalender?bulan=9999-12", "kalender?bulan=0001-01", "kalender?minggu=9999-12-31", "kalender?minggu=0001-01-01", "kalender?hari=9999-12-31", "kalender?hari=0001-01-01",
            "kalender/libur?tahun=%00", "kalender/libur?tahun=9999", "kalender/libur?tahun=0", "kalender/libur?tahun=-1", "kalender/tutup?dari=9999-12-31", "kalender/tambahan?hari=%00",
            "mulai?siapkan=%00", "pekerjaan?kerja=%00", "kantor/36.72.03/layanan?layanan=%00", "kantor/36.72.03/pratinjau?hari=9999-12-31", "kantor/36.72.03/pratinjau?hari=%00", "pesan/templat?acara=%00&bahasa=%00");
        var camat = await StaffBrowser.SignedInAsync(portal, "camat.mengetik", StaffRole.Supervisor, Scope.Installation);
        await TryAsync(camat, "pesan/siaran?hal=%00", "pesan/siaran?hal=2147483647", "pesan/siaran/baru?salin=%00", "pesan?keadaan=%00&saluran=%00&acara=%00&nomor=%00", "pesan/siaran/00000000-0000-0000-0000-000000000000", "pesan/siaran/00000000-0000-0000-0000-000000000000/daftar", "pesan/hubungi?desa=%00", "pesan/hubungi/daftar?desa=%00");
    }

    private static async Task TryAsync(StaffBrowser browser, params string[] addresses)
    {
        List<string> accidents = [];
        foreach (var address in addresses)
        {
            await browser.GetAsync("/petugas/" + address);
            if ((int)browser.Status >= 500)
            {
                accidents.Add($"{address} {browser.Status}");
            }
        }

        accidents.ShouldBeEmpty();
    }
}
