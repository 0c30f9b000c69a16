using System.Text;
using Portal.Core.Staff;
using Portal.Web.Features.Staff.Access;

namespace Portal.Web.Features.Staff.Imports;

/// <summary>What the import pages give out beside themselves.</summary>
public static class ImportEndpoints
{
    // Invented people. With a byte order mark, or spreadsheets take it for another alphabet; semicolons, as they save it here.
    private const string Example = """
        Nama;NIK;Tanggal lahir;Desa;Keadaan;Sejak;Layanan;Nomor HP;Kabar
        Siti Contoh;3672036505900001;25/05/1990;Tamansari;belum diambil;12/10/2026;new;081200000001;whatsapp
        Budi Umpama;3672030101850002;01/01/1985;Mekarsari;siap cetak;03/11/2026 10:30;lost;;
        Dewi Misal;3672034202000003;02/02/2000;36.72.03.1004;di pusat;18/11/2026;;081200000003;sms

        """;

    public static void MapStaffImports(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/petugas/impor/contoh.csv", () => Results.File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Example.ReplaceLineEndings("\r\n"))], "text/csv", "contoh-daftar.csv"))
            .WithMetadata(new StaffPageAttribute(Permission.ImportBacklog));
}
