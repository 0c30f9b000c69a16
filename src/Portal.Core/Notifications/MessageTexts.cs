using System.Collections.Frozen;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>
/// The wording that the house brings along, as templates: what happened, what comes next, by when, and Rp 0; a
/// one-time code says only the code and its life. An installation may word them differently.
/// </summary>
public static class MessageTexts
{
    private static readonly FrozenDictionary<(MessageEvent Event, Language Language), MessageTemplate> BuiltIn =
        (from messageEvent in Enum.GetValues<MessageEvent>()
         from language in Enum.GetValues<Language>()
         select (Key: (messageEvent, language), Template: MessageTemplate.Parse(messageEvent, language, Wording(messageEvent, language == Language.English)).Value))
        .ToFrozenDictionary(t => t.Key, t => t.Template);

    /// <summary>The built-in template of a message in a language.</summary>
    public static MessageTemplate TemplateOf(MessageEvent messageEvent, Language language) => BuiltIn[(messageEvent, language)];

    /// <summary>The text of a message in a language, in the built-in wording.</summary>
    /// <exception cref="ArgumentException">A fact that this event needs is missing.</exception>
    public static string For(MessageEvent messageEvent, Language language, MessageFacts facts) => TemplateOf(messageEvent, language).Render(facts);

    private static string Wording(MessageEvent messageEvent, bool english) => messageEvent switch
    {
        MessageEvent.BookingConfirmed => english
            ? "e-KTP {kantor}: your appointment is {waktu}. Register number {register}. Details, change or cancel: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: jadwal Anda {waktu}. Nomor register {register}. Rincian, ubah atau batal: {tautan} Biaya: Rp 0.",
        MessageEvent.BookingMoved => english
            ? "e-KTP {kantor}: your appointment was moved to {waktu}. Register number {register}. Details: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: jadwal Anda diganti ke {waktu}. Nomor register {register}. Rincian: {tautan} Biaya: Rp 0.",
        MessageEvent.BookingCancelled => english
            ? "e-KTP {kantor}: application {register} is cancelled. You may book again at any time. Fee: Rp 0."
            : "KTP-el {kantor}: permohonan {register} dibatalkan. Anda boleh mendaftar lagi kapan saja. Biaya: Rp 0.",
        MessageEvent.OneTimeCode => english
            ? "{kode} is your code. Valid for 10 minutes. Tell it to nobody, not even staff."
            : "{kode} adalah kode Anda. Berlaku 10 menit. Jangan beri tahu siapa pun, termasuk petugas.",
        MessageEvent.LinkSent => english
            ? "e-KTP {kantor}: your new link for {register}: {tautan} The old one no longer works. Fee: Rp 0."
            : "KTP-el {kantor}: tautan baru untuk {register}: {tautan} Tautan lama tidak berlaku lagi. Biaya: Rp 0.",
        MessageEvent.ContactChanged => english
            ? "e-KTP {kantor}: the contact for {register} was changed. If this was not you, come to the kecamatan desk. Fee: Rp 0."
            : "KTP-el {kantor}: kontak untuk {register} telah diubah. Jika bukan Anda, datanglah ke loket kecamatan. Biaya: Rp 0.",
        MessageEvent.DossierReturned => english
            ? "e-KTP {kantor}: your papers for {register} are not complete. What is missing: {tautan} Your number and appointment stay. Fee: Rp 0."
            : "KTP-el {kantor}: berkas {register} belum lengkap. Yang kurang: {tautan} Nomor dan jadwal Anda tetap. Biaya: Rp 0.",
        MessageEvent.Recorded => english
            ? "e-KTP {kantor}: you are recorded, number {register}. {perkiraan} We write when the card can be collected. Follow it: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: perekaman selesai, nomor {register}. {perkiraan} Kami kabari saat KTP bisa diambil. Pantau: {tautan} Biaya: Rp 0.",
        MessageEvent.RecordAgain => english
            ? "e-KTP {kantor}: {register} has to be recorded again. Please choose a time: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: {register} perlu direkam ulang. Pilih waktunya: {tautan} Biaya: Rp 0.",
        MessageEvent.DuplicateFound => english
            ? "e-KTP {kantor}: the centre found another record for {register}. Please come to the kecamatan desk with your family card (KK). Fee: Rp 0."
            : "KTP-el {kantor}: pusat menemukan data ganda untuk {register}. Datanglah ke loket kecamatan dengan KK. Biaya: Rp 0.",
        MessageEvent.Rejected => english
            ? "e-KTP {kantor}: application {register} was refused. Why, and what you can do: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: permohonan {register} ditolak. Alasan dan langkah berikutnya: {tautan} Biaya: Rp 0.",
        MessageEvent.BlangkoOut => english
            ? "e-KTP {kantor}: blank cards have run out. Your place for {register} stays; no need to come. {perkiraan} We write when it is your turn. Place: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: blangko habis. Urutan {register} tetap; tidak perlu datang. {perkiraan} Kami kabari saat giliran Anda. Urutan: {tautan} Biaya: Rp 0.",
        MessageEvent.WaveServed => english
            ? "e-KTP {kantor}: blank cards have come and there is one for {register}. No need to come yet; we write when the card is ready. {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: blangko datang dan cukup untuk {register}. Belum perlu datang; kami kabari saat KTP siap. {tautan} Biaya: Rp 0.",
        MessageEvent.RangeLater => english
            ? "e-KTP {kantor}: {register} will take longer: {alasan}. {perkiraan} Your place stays. {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: {register} perlu waktu lebih lama: {alasan}. {perkiraan} Urutan tetap. {tautan} Biaya: Rp 0.",
        MessageEvent.CardReady => english
            ? "e-KTP {kantor}: the card for {register} is ready. Come in opening hours with an identity paper; choose a time if you like: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: KTP {register} siap diambil. Datang pada jam layanan dengan tanda pengenal; bisa pilih waktu: {tautan} Biaya: Rp 0.",
        MessageEvent.DelegateCode => english
            ? "{kode} is the code for whoever collects your e-KTP for you, number {register}. Give it only to that person. Fee: Rp 0."
            : "{kode} adalah kode bagi orang yang mengambilkan KTP-el Anda, nomor {register}. Berikan hanya kepada orang itu. Biaya: Rp 0.",
        MessageEvent.CardCollected => english
            ? "e-KTP {kantor}: the card for {register} was handed over. If you know nothing of it, come to the desk. Fee: Rp 0."
            : "KTP-el {kantor}: KTP {register} sudah diserahkan. Jika Anda tidak tahu, datanglah ke loket. Biaya: Rp 0.",
        MessageEvent.BookingReminder => english
            ? "e-KTP {kantor}: a reminder, {register} on {waktu}. What to bring, change or cancel: {tautan} Cannot come? Tell us there. Fee: Rp 0."
            : "KTP-el {kantor}: pengingat, {register} pada {waktu}. Yang dibawa, ubah atau batal: {tautan} Tidak bisa datang? Kabari di situ. Biaya: Rp 0.",
        MessageEvent.PickupReminder => english
            ? "e-KTP {kantor}: the card for {register} is still waiting for you. Come in opening hours with an identity paper, or send somebody with a code: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: KTP {register} masih menunggu Anda. Datang pada jam layanan dengan tanda pengenal, atau wakilkan dengan kode: {tautan} Biaya: Rp 0.",
        MessageEvent.DayClosed => english
            ? "e-KTP {kantor}: the office is closed at the time of your appointment. It is now {waktu}. Number {register} stays. Does it not suit you? Change it: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: kantor tutup pada jadwal Anda. Jadwal baru: {waktu}. Nomor {register} tetap. Tidak cocok? Ubah di {tautan} Biaya: Rp 0.",
        MessageEvent.VisitWithdrawn => english
            ? "e-KTP {kantor}: we cannot keep your appointment {waktu}. Application {register} stays. Please choose another time: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: jadwal Anda {waktu} tidak bisa kami layani. Permohonan {register} tetap. Pilih waktu lain: {tautan} Biaya: Rp 0.",
        MessageEvent.Corrected => english
            ? "e-KTP {kantor}: our last message about {register} was a mistake and is withdrawn. Your number and place stay. Where it stands: {tautan} Fee: Rp 0."
            : "KTP-el {kantor}: kabar terakhir kami tentang {register} keliru dan kami tarik. Nomor dan urutan Anda tetap. Keadaan sekarang: {tautan} Biaya: Rp 0.",
        MessageEvent.Broadcast => english
            ? "e-KTP {kantor}: {isi} Register number {register}. Fee: Rp 0."
            : "KTP-el {kantor}: {isi} Nomor register {register}. Biaya: Rp 0.",
    };
}
