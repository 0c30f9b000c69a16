using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Portal.Core.Staff;
using Portal.E2E.Pages;
using Portal.E2E.Support;

namespace Portal.E2E.Accessibility;

/// <summary>Every staff page on an office computer.</summary>
public sealed class StaffAxeTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    private static readonly Dictionary<string, Func<DeskWorld, string>> s_signedIn = new(StringComparer.Ordinal)
    {
        ["/petugas/hari-ini"] = _ => "/petugas/hari-ini",
        ["/petugas/cari"] = _ => "/petugas/cari",
        ["/petugas/daftar-langsung"] = _ => "/petugas/daftar-langsung",
        ["/petugas/berkas/{RegisterText}"] = w => $"/petugas/berkas/{w.Register}",
        ["/petugas/antrian"] = _ => "/petugas/antrian?tahap=penelitian&hadir=belum",
        ["/petugas/perekaman/{RegisterText}"] = w => $"/petugas/perekaman/{w.AtStation}",
        ["/petugas/pemeriksaan/{RegisterText}"] = w => $"/petugas/pemeriksaan/{w.Recorded}",
        ["/petugas/penelitian/{RegisterText}"] = w => $"/petugas/penelitian/{w.Register}",
        ["/petugas/tinjauan"] = _ => "/petugas/tinjauan",
        ["/petugas/pesan"] = _ => "/petugas/pesan",
        ["/petugas/pesan/{MessageId:guid}"] = w => $"/petugas/pesan/{w.Message}",
        ["/petugas/pesan/biaya"] = _ => "/petugas/pesan/biaya",
        ["/petugas/pesan/siaran"] = _ => "/petugas/pesan/siaran",
        ["/petugas/pesan/siaran/baru"] = w => $"/petugas/pesan/siaran/baru?salin={w.Broadcast}",
        ["/petugas/pesan/siaran/{BroadcastId:guid}"] = w => $"/petugas/pesan/siaran/{w.Broadcast}",
        ["/petugas/pesan/siaran/{BroadcastId:guid}/daftar"] = w => $"/petugas/pesan/siaran/{w.Broadcast}/daftar",
        ["/petugas/pesan/hubungi"] = _ => "/petugas/pesan/hubungi",
        ["/petugas/pesan/hubungi/daftar"] = _ => "/petugas/pesan/hubungi/daftar",
        ["/petugas/pesan/kesehatan"] = _ => "/petugas/pesan/kesehatan",
        ["/petugas/pesan/templat"] = _ => "/petugas/pesan/templat?acara=Recorded&bahasa=id",
        ["/petugas/pusat"] = _ => "/petugas/pusat",
        ["/petugas/pusat/impor"] = _ => "/petugas/pusat/impor",
        ["/petugas/pusat/kabar/{RegisterText}"] = w => $"/petugas/pusat/kabar/{w.Register}",
        ["/petugas/pusat/{CentreBatchId}"] = w => $"/petugas/pusat/{w.CentreBatch}",
        ["/petugas/masalah/{RegisterText}"] = w => $"/petugas/masalah/{w.Register}",
        ["/petugas/stok"] = _ => "/petugas/stok",
        ["/petugas/stok/permintaan"] = _ => "/petugas/stok/permintaan",
        ["/petugas/stok/tutup"] = _ => "/petugas/stok/tutup",
        ["/petugas/stok/lembar/{DayText}"] = _ => "/petugas/stok/lembar/2026-12-07",
        ["/petugas/pencetakan"] = _ => "/petugas/pencetakan",
        ["/petugas/pencetakan/{BatchId:guid}"] = w => $"/petugas/pencetakan/{w.PrintBatch}",
        ["/petugas/pencetakan/{BatchId:guid}/lembar"] = w => $"/petugas/pencetakan/{w.PrintBatch}/lembar",
        ["/petugas/mutu"] = _ => "/petugas/mutu",
        ["/petugas/kiriman"] = _ => "/petugas/kiriman",
        ["/petugas/kiriman/{BundleId:guid}"] = w => $"/petugas/kiriman/{w.Bundle}",
        ["/petugas/penyerahan/{RegisterText}"] = w => $"/petugas/penyerahan/{w.Register}",
        ["/petugas/penyerahan/{RegisterText}/tanda-terima"] = w => $"/petugas/penyerahan/{w.Register}/tanda-terima",
        ["/petugas/belum-diambil"] = _ => "/petugas/belum-diambil",
        ["/petugas/belum-diambil/daftar"] = _ => "/petugas/belum-diambil/daftar",
        ["/petugas/impor"] = _ => "/petugas/impor",
        ["/petugas/impor/{ImportId}/daftar"] = w => $"/petugas/impor/{w.CentreBatch}/daftar",
        ["/petugas/kertas"] = _ => "/petugas/kertas",
        ["/petugas/kertas/masukkan"] = _ => "/petugas/kertas/masukkan",
        ["/petugas/kertas/cetak/{BlockId}"] = w => $"/petugas/kertas/cetak/{w.CentreBatch}",
        ["/petugas/jejak"] = w => $"/petugas/jejak?dari=2026-12-01&catatan={w.Register}",
        ["/petugas/jejak/lembar"] = _ => "/petugas/jejak/lembar",
        ["/petugas/pekerjaan"] = _ => "/petugas/pekerjaan",
        ["/petugas/kantor"] = _ => "/petugas/kantor",
        ["/petugas/kantor/{OfficeCodeText}"] = _ => "/petugas/kantor/36.72.03",
        ["/petugas/kantor/{OfficeCodeText}/desa"] = _ => "/petugas/kantor/36.72.03/desa",
        ["/petugas/kantor/{OfficeCodeText}/aturan"] = _ => "/petugas/kantor/36.72.03/aturan",
        ["/petugas/kantor/{OfficeCodeText}/layanan"] = _ => "/petugas/kantor/36.72.03/layanan?layanan=lost",
        ["/petugas/kantor/{OfficeCodeText}/pratinjau"] = _ => "/petugas/kantor/36.72.03/pratinjau",
        ["/petugas/kantor/baru"] = _ => "/petugas/kantor/baru",
        ["/petugas/mulai"] = _ => "/petugas/mulai",
        ["/petugas/pengaturan"] = _ => "/petugas/pengaturan",
        ["/petugas/kalender"] = _ => "/petugas/kalender?bulan=2026-12&hari=2026-12-08",
        ["/petugas/kalender/jam"] = _ => "/petugas/kalender/jam",
        ["/petugas/kalender/tutup"] = _ => "/petugas/kalender/tutup?dari=2026-12-09",
        ["/petugas/kalender/tambahan"] = _ => "/petugas/kalender/tambahan",
        ["/petugas/kalender/libur"] = _ => "/petugas/kalender/libur?tahun=2026",
        ["/petugas/pengguna"] = _ => "/petugas/pengguna",
        ["/petugas/pengguna/peran"] = _ => "/petugas/pengguna/peran",
        ["/petugas/pengguna/{StaffId:guid}"] = w => $"/petugas/pengguna/{w.Colleague}",
        ["/petugas/sesi"] = _ => "/petugas/sesi",
        ["/petugas/sandi"] = _ => "/petugas/sandi",
        ["/petugas/totp"] = _ => "/petugas/totp",
        ["/petugas/cetak/{RegisterText}"] = w => $"/petugas/cetak/{w.Register}",
    };

    // Shown only on the way through a sign-in; SignIn_EveryStep looks at them.
    private static readonly string[] s_onTheWay = ["/petugas/masuk", "/petugas/masuk/kode", "/petugas/masuk/pemulihan", "/petugas/ganti"];

    // An administrator's page and one that needs a live link; AccountsJourneyTests looks at both.
    private static readonly string[] s_elsewhere = ["/petugas/pengguna/baru", "/petugas/undangan/{Token}"];

    [Fact]
    public void Table_EveryStaffRoute_HasAnEntry() =>
        world.Portal.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(route => route.StartsWith("/petugas", StringComparison.Ordinal))
            .Distinct().Order()
            .ShouldBe(s_signedIn.Keys.Concat(s_onTheWay).Concat(s_elsewhere).Order());

    [Fact]
    public async Task Look_EveryStaffPage_IsAccessibleOnAnOfficeComputer()
    {
        await using var desk = await world.EnterAsync(StaffRole.Supervisor, StaffRole.Registrar, StaffRole.Checker, StaffRole.Operator, StaffRole.PrintOperator, StaffRole.Admin);
        foreach (var (route, address) in s_signedIn)
        {
            (await desk.Page.GotoAsync(address(world)))!.Status.ShouldBe(200, route);
            if (await desk.Page.Locator("[data-interactive]").CountAsync() > 0)
            {
                await desk.Page.HearAsync();
            }

            await desk.Page.TakePictureAsync("staff-page-" + string.Join('-', route.Split('/')[2..]).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal), whole: false);
            (await desk.Page.FaultsAsync()).ShouldBeEmpty(route);
            (await desk.Page.TooWideAsync()).ShouldBeEmpty(route);
        }
    }

    [Fact]
    public async Task SignIn_EveryStep_IsAccessibleOnAnOfficeComputer()
    {
        await using var desk = await world.Portal.OpenAsync(Screen.Desk);
        foreach (var route in s_onTheWay)
        {
            await desk.Page.GotoAsync(route);
            (await desk.Page.FaultsAsync()).ShouldBeEmpty(route);
            (await desk.Page.TooWideAsync()).ShouldBeEmpty(route);
        }
    }
}
