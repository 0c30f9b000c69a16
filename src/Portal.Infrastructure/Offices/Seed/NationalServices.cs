using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.Infrastructure.Offices.Seed;

/// <summary>
/// The service list every installation begins with. What to bring follows the national forms (F-1.02 for a new card,
/// F-1.06 for changed data); offices edit the wording, and the referral letter counts only where an office asks for it.
/// </summary>
internal static class NationalServices
{
    private static readonly LocalizedText Book = new(
        "Daftar di sini: pilih kecamatan, hari, dan jam. Anda mendapat nomor register.",
        "Book here: choose an office, a day and a time. You get a register number.");

    private static readonly LocalizedText Check = new(
        "Datang pada jamnya dengan berkas di atas. Petugas memeriksa berkas; yang belum lengkap dikembalikan dengan alasannya.",
        "Come at your time with the papers above. Staff check them; what is incomplete is returned with the reason.");

    private static readonly LocalizedText Record = new(
        "Perekaman: foto, sidik jari, iris mata, dan tanda tangan.",
        "Recording: photo, fingerprints, iris and signature.");

    private static readonly LocalizedText Confirm = new(
        "Petugas kedua memeriksa data Anda di layar sebelum kartu dicetak.",
        "A second member of staff checks your data on screen before the card is printed.");

    private static readonly LocalizedText Centre = new(
        "Data dikirim ke pusat data dan diperiksa agar satu orang hanya punya satu kartu.",
        "The data goes to the national data centre, which makes sure that one person has one card only.");

    private static readonly LocalizedText Print = new(
        "Kartu dicetak menurut urutan siap cetak, selama blangko tersedia.",
        "The card is printed in the order in which records became ready, while blank cards are in stock.");

    private static readonly LocalizedText Collect = new(
        "Ambil kartu di kecamatan. Tidak ada biaya pada langkah mana pun.",
        "Collect the card at the kecamatan office. No step costs anything.");

    private static readonly LocalizedText Time = new(
        "Di loket: pada hari jadwal Anda. Pemeriksaan di pusat data bisa beberapa menit sampai beberapa minggu, lalu pencetakan bergantung pada blangko. Lihat statusnya dengan nomor register.",
        "At the desk: on the day of your appointment. The check at the data centre may take minutes or weeks; printing then depends on blank cards. Follow the status with your register number.");

    private static readonly Requirement FamilyCard = new(new("Fotokopi Kartu Keluarga (KK)", "Copy of the family card (KK)"));

    public static IEnumerable<ServiceDefinition> All() =>
    [
        Define(
            ServiceSlug.New,
            new("Perekaman KTP-el baru", "First e-KTP"),
            new(
                "Kartu pertama, untuk yang sudah berumur 17 tahun, atau sudah atau pernah menikah. Juga untuk warga asing dengan izin tinggal tetap (ITAP).",
                "The first card, for anyone aged 17 or older, or married now or before. Also for foreigners with a permanent stay permit (ITAP)."),
            [
                FamilyCard,
                new(new("Formulir F-1.02", "Form F-1.02")),
                new(new("Surat pengantar dari kepala desa atau lurah", "Referral letter (surat pengantar) of the village head"), OnlyWithReferralLetter: true),
            ],
            [Book, Check, Record, Confirm, Centre, Print, Collect]),
        Define(
            ServiceSlug.Lost,
            new("KTP-el hilang", "Lost card"),
            new("Pengganti kartu yang hilang.", "A new card in place of a lost one."),
            [new(new("Surat keterangan kehilangan dari kepolisian", "Police report of the loss")), FamilyCard],
            [Book, Check, Confirm, Print, Collect]),
        Define(
            ServiceSlug.Damaged,
            new("KTP-el rusak", "Damaged card"),
            new("Pengganti kartu yang rusak.", "A new card in place of a damaged one."),
            [new(new("KTP-el yang rusak", "The damaged card"))],
            [Book, Check, Confirm, Print, Collect]),
        Define(
            ServiceSlug.Changed,
            new("Perubahan data KTP-el", "Changed data"),
            new("Kartu baru karena data di kartu berubah.", "A new card because the data on it has changed."),
            [new(new("KTP-el lama", "The old card")), new(new("Formulir F-1.06 dan bukti perubahan data", "Form F-1.06 and proof of the change"))],
            [Book, Check, Confirm, Print, Collect]),
        Define(
            ServiceSlug.MovedIn,
            new("Pindah datang", "Moved in"),
            new("Kartu baru setelah pindah dari daerah lain.", "A new card after moving here from elsewhere."),
            [new(new("Surat pindah", "Moving letter (surat pindah)")), FamilyCard, new(new("KTP-el lama", "The old card"))],
            [Book, Check, Confirm, Print, Collect]),
        new ServiceDefinition(
            ServiceSlug.Pickup,
            (int)ServiceSlug.Pickup,
            new("Pengambilan atau cetak ulang", "Pickup or reprint"),
            new(
                "Untuk kartu yang sudah dicetak tetapi belum diambil, atau yang salah cetak.",
                "For a card that is printed but not collected yet, or that was misprinted."),
            [],
            [
                new("Buka tautan pribadi di bukti pendaftaran, lalu pilih jadwal pengambilan.", "Open your own link on the receipt and choose a time for pickup."),
                new("Datang pada jamnya. Petugas memastikan kartu diterima pemiliknya atau orang yang diberi kuasa.", "Come at your time. Staff make sure that the card goes to its holder or to someone the holder has authorised."),
                Collect,
            ],
            new("Pada hari jadwal Anda, jika kartu sudah siap diambil.", "On the day of your appointment, once the card is ready for pickup.")),
    ];

    private static ServiceDefinition Define(ServiceSlug slug, LocalizedText name, LocalizedText summary, IReadOnlyList<Requirement> requirements, IReadOnlyList<LocalizedText> steps) =>
        new(slug, (int)slug, name, summary, requirements, steps, Time);
}
