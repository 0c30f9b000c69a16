using Portal.Core.Booking;
using Portal.Core.Offices;
using Portal.Core.Shared;

namespace Portal.Infrastructure.Offices.Seed;

/// <summary>
/// The five offices of the published studies. Hours, villages, stations and promises are theirs. What the studies do
/// not say is a default that the office edits: Monday to Friday, slots of 15 minutes, two stations, 30 % of the
/// stations kept for walk-ins, 30 days ahead, released at 07.00.
/// </summary>
internal static class FiveOffices
{
    private const string West = "Asia/Jakarta";
    private const string Central = "Asia/Makassar";
    private const int DefaultStations = 2;

    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static IEnumerable<Office> All() => [BatangHariLeko(), TanjungLago(), Kiaracondong(), Pulomerak(), SamarindaIlir()];

    private static Office BatangHariLeko() =>
        Opened("16.06.04", "Batang Hari Leko", "Kab. Musi Banyuasin", West, stations: 4, Hours(Weekdays, (8 * 60, 15 * 60)), new OfficeRules
        {
            ReferralLetter = true,
            Promise = new("5–7 menit per kartu.", "5–7 minutes a card."),
            RecordingMinutes = 7,
        }).WithDesa(
            "Bukit Sejahtera", "Bukit Pangkuasan", "Tanah Abang", "Talang Leban", "Talang Buluh", "Lubuk Buah", "Sungai Napal", "Lubuk Bintialo",
            "Sako Suban", "Bukit Selabu", "Saut", "Tanjung Bali", "Pinggap", "Pengaturan", "Ulak Kembang", "Pangkalan Bulian");

    private static Office TanjungLago() =>
        Opened("16.07.12", "Tanjung Lago", "Kab. Banyuasin", West, stations: 2, Hours(Enum.GetValues<DayOfWeek>(), ((7 * 60) + 30, 17 * 60)), new OfficeRules
        {
            PrintsHere = false,
            Promise = new("Tempat dan tanggal sesuai undangan.", "At the place and date of the invitation."),
        }).WithDesa(
            "Telang Sari", "Mulya Sari", "Purwosari", "Sri Menanti", "Sebalik", "Tanjung Lago", "Kuala Puntian", "Sukatani",
            "Sukadamai", "Banyu Urip", "Bangun Sari", "Sumber Mekar Mukti", "Muara Sugih", "Manggar Raya", "Bunga Karang");

    private static Office Kiaracondong() =>
        Opened("32.73.16", "Kiaracondong", "Kota Bandung", West, DefaultStations, Hours(Weekdays, (8 * 60, 15 * 60)), new OfficeRules
        {
            Promise = new("Perkiraan satu bulan, dengan nomor register.", "An estimate of one month, with a register number."),
            StandardDays = 30,
        }).WithKelurahan((1001, "Sukapura"), (1002, "Kebon Jayanti"), (1003, "Babakan Surabaya"), (1004, "Cicaheum"), (1005, "Babakan Sari"), (1006, "Kebon Kangkung"));

    /// <summary>It has published no time it keeps, so it promises none.</summary>
    private static Office Pulomerak() =>
        Opened("36.72.03", "Pulomerak", "Kota Cilegon", West, DefaultStations, Hours(Weekdays, (8 * 60, 15 * 60)), new OfficeRules())
            .WithKelurahan((1001, "Tamansari"), (1002, "Lebakgede"), (1003, "Mekarsari"), (1004, "Suralaya"));

    private static Office SamarindaIlir() =>
        Opened("64.72.04", "Samarinda Ilir", "Kota Samarinda", Central, DefaultStations, Hours(Weekdays, ((7 * 60) + 30, 12 * 60), (13 * 60, 15 * 60)), new OfficeRules
        {
            Promise = new("15 menit menurut prosedur (SOP); bisa 1 sampai 3 hari jika blangko kurang.", "15 minutes by its procedure (SOP); 1 to 3 days while blank cards are short."),
            RecordingMinutes = 15,
        }).WithKelurahan((1001, "Selili"), (1002, "Sungai Dama"), (1003, "Sidomulyo"), (1013, "Sidodamai"), (1014, "Pelita"));

    private static Office Opened(string code, string name, string regency, string timeZone, int stations, IReadOnlyList<OpeningHours> hours, OfficeRules rules)
    {
        var office = OfficeCode.Parse(code).Value;
        var hall = NewOffice.HallId(office);
        var slots = new SlotRules(SlotMinutes: 15, stations, WalkInSharePercent: 30, HorizonDays: 30, ReleasesAt: new TimeOnly(7, 0));
        return new Office(office, name, regency, timeZone, rules)
            .WithServicePoint(new ServicePoint(hall, office, new("Kantor kecamatan", "Kecamatan office"), hours, slots));
    }

    /// <summary>Intervals in minutes after midnight, the same on each of the days.</summary>
    private static IReadOnlyList<OpeningHours> Hours(DayOfWeek[] days, params (int Opens, int Closes)[] intervals) =>
        [.. days.SelectMany(day => intervals.Select(i => new OpeningHours(day, TimeOnly.MinValue.AddMinutes(i.Opens), TimeOnly.MinValue.AddMinutes(i.Closes))))];

    private static Office WithDesa(this Office office, params string[] names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            office.WithVillage(CodeOf(office, 2001 + i), names[i], VillageKind.Desa);
        }

        return office;
    }

    private static Office WithKelurahan(this Office office, params (int Suffix, string Name)[] kelurahan)
    {
        foreach (var (suffix, name) in kelurahan)
        {
            office.WithVillage(CodeOf(office, suffix), name, VillageKind.Kelurahan);
        }

        return office;
    }

    private static VillageCode CodeOf(Office office, int suffix) => VillageCode.Parse($"{office.Code}.{suffix}").Value;
}
