using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>What a message may say. None of it names the person or the NIK.</summary>
public sealed record MessageFacts
{
    /// <summary>Register number.</summary>
    public required RegisterNumber Register { get; init; }

    /// <summary>Name of the office, without "Kecamatan".</summary>
    public required string Office { get; init; }

    /// <summary>Start of the appointment with the office's offset, where the message is about one.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The resident's own link, where the message carries it.</summary>
    public string? Link { get; init; }

    /// <summary>The digits of a one-time code.</summary>
    public string? Code { get; init; }

    /// <summary>First day of the date range, inclusive; null while none can be given.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day of the date range, inclusive.</summary>
    public DateOnly? Through { get; init; }

    /// <summary>Why the range moved later, in the reader's language; at most 40 plain characters.</summary>
    public string? Why { get; init; }
}

/// <summary>
/// The wording of messages: what happened, what comes next, by when, and Rp 0; a one-time code says only the code
/// and its life. Plain characters of the GSM alphabet, at most two SMS segments.
/// </summary>
public static class MessageTexts
{
    /// <summary>The text of a message in a language.</summary>
    /// <exception cref="ArgumentException">A fact that this event needs is missing.</exception>
    public static string For(MessageEvent messageEvent, Language language, MessageFacts facts)
    {
        var english = language == Language.English;
        string When() => Moment(facts.Start ?? throw Missing(nameof(facts.Start)), language);
        string Link() => facts.Link ?? throw Missing(nameof(facts.Link));
        string Code() => facts.Code ?? throw Missing(nameof(facts.Code));
        string Why() => facts.Why ?? throw Missing(nameof(facts.Why));
        var register = facts.Register.Grouped;
        var ready = Ready(facts, language);
        return messageEvent switch
        {
            MessageEvent.BookingConfirmed => english
                ? $"e-KTP {facts.Office}: your appointment is {When()}. Register number {register}. Details, change or cancel: {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: jadwal Anda {When()}. Nomor register {register}. Rincian, ubah atau batal: {Link()} Biaya: Rp 0.",
            MessageEvent.BookingMoved => english
                ? $"e-KTP {facts.Office}: your appointment was moved to {When()}. Register number {register}. Details: {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: jadwal Anda diganti ke {When()}. Nomor register {register}. Rincian: {Link()} Biaya: Rp 0.",
            MessageEvent.BookingCancelled => english
                ? $"e-KTP {facts.Office}: application {register} is cancelled. You may book again at any time. Fee: Rp 0."
                : $"KTP-el {facts.Office}: permohonan {register} dibatalkan. Anda boleh mendaftar lagi kapan saja. Biaya: Rp 0.",
            MessageEvent.OneTimeCode => english
                ? $"{Code()} is your code. Valid for 10 minutes. Tell it to nobody, not even staff."
                : $"{Code()} adalah kode Anda. Berlaku 10 menit. Jangan beri tahu siapa pun, termasuk petugas.",
            MessageEvent.LinkSent => english
                ? $"e-KTP {facts.Office}: your new link for {register}: {Link()} The old one no longer works. Fee: Rp 0."
                : $"KTP-el {facts.Office}: tautan baru untuk {register}: {Link()} Tautan lama tidak berlaku lagi. Biaya: Rp 0.",
            MessageEvent.ContactChanged => english
                ? $"e-KTP {facts.Office}: the contact for {register} was changed. If this was not you, come to the kecamatan desk. Fee: Rp 0."
                : $"KTP-el {facts.Office}: kontak untuk {register} telah diubah. Jika bukan Anda, datanglah ke loket kecamatan. Biaya: Rp 0.",
            MessageEvent.DossierReturned => english
                ? $"e-KTP {facts.Office}: your papers for {register} are not complete. What is missing: {Link()} Your number and appointment stay. Fee: Rp 0."
                : $"KTP-el {facts.Office}: berkas {register} belum lengkap. Yang kurang: {Link()} Nomor dan jadwal Anda tetap. Biaya: Rp 0.",
            MessageEvent.Recorded => english
                ? $"e-KTP {facts.Office}: you are recorded, number {register}. {ready}We write when the card can be collected. Follow it: {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: perekaman selesai, nomor {register}. {ready}Kami kabari saat KTP bisa diambil. Pantau: {Link()} Biaya: Rp 0.",
            MessageEvent.RecordAgain => english
                ? $"e-KTP {facts.Office}: {register} has to be recorded again. Please choose a time: {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: {register} perlu direkam ulang. Pilih waktunya: {Link()} Biaya: Rp 0.",
            MessageEvent.DuplicateFound => english
                ? $"e-KTP {facts.Office}: the centre found another record for {register}. Please come to the kecamatan desk with your family card (KK). Fee: Rp 0."
                : $"KTP-el {facts.Office}: pusat menemukan data ganda untuk {register}. Datanglah ke loket kecamatan dengan KK. Biaya: Rp 0.",
            MessageEvent.Rejected => english
                ? $"e-KTP {facts.Office}: application {register} was refused. Why, and what you can do: {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: permohonan {register} ditolak. Alasan dan langkah berikutnya: {Link()} Biaya: Rp 0.",
            MessageEvent.BlangkoOut => english
                ? $"e-KTP {facts.Office}: blank cards have run out. Your place for {register} stays; no need to come. {ready}We write when it is your turn. Place: {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: blangko habis. Urutan {register} tetap; tidak perlu datang. {ready}Kami kabari saat giliran Anda. Urutan: {Link()} Biaya: Rp 0.",
            MessageEvent.WaveServed => english
                ? $"e-KTP {facts.Office}: blank cards have come and there is one for {register}. No need to come yet; we write when the card is ready. {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: blangko datang dan cukup untuk {register}. Belum perlu datang; kami kabari saat KTP siap. {Link()} Biaya: Rp 0.",
            MessageEvent.RangeLater => english
                ? $"e-KTP {facts.Office}: {register} will take longer: {Why()}. {ready}Your place stays. {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: {register} perlu waktu lebih lama: {Why()}. {ready}Urutan tetap. {Link()} Biaya: Rp 0.",
            MessageEvent.CardReady => english
                ? $"e-KTP {facts.Office}: the card for {register} is ready. Come in opening hours with an identity paper; choose a time if you like: {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: KTP {register} siap diambil. Datang pada jam layanan dengan tanda pengenal; bisa pilih waktu: {Link()} Biaya: Rp 0.",
            MessageEvent.DelegateCode => english
                ? $"{Code()} is the code for whoever collects your e-KTP for you, number {register}. Give it only to that person. Fee: Rp 0."
                : $"{Code()} adalah kode bagi orang yang mengambilkan KTP-el Anda, nomor {register}. Berikan hanya kepada orang itu. Biaya: Rp 0.",
            MessageEvent.CardCollected => english
                ? $"e-KTP {facts.Office}: the card for {register} was handed over. If you know nothing of it, come to the desk. Fee: Rp 0."
                : $"KTP-el {facts.Office}: KTP {register} sudah diserahkan. Jika Anda tidak tahu, datanglah ke loket. Biaya: Rp 0.",
            MessageEvent.BookingReminder => english
                ? $"e-KTP {facts.Office}: a reminder, {register} on {When()}. What to bring, change or cancel: {Link()} Cannot come? Tell us there. Fee: Rp 0."
                : $"KTP-el {facts.Office}: pengingat, {register} pada {When()}. Yang dibawa, ubah atau batal: {Link()} Tidak bisa datang? Kabari di situ. Biaya: Rp 0.",
            MessageEvent.PickupReminder => english
                ? $"e-KTP {facts.Office}: the card for {register} is still waiting for you. Come in opening hours with an identity paper, or send somebody with a code: {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: KTP {register} masih menunggu Anda. Datang pada jam layanan dengan tanda pengenal, atau wakilkan dengan kode: {Link()} Biaya: Rp 0.",
            MessageEvent.Corrected => english
                ? $"e-KTP {facts.Office}: our last message about {register} was a mistake and is withdrawn. Your number and place stay. Where it stands: {Link()} Fee: Rp 0."
                : $"KTP-el {facts.Office}: kabar terakhir kami tentang {register} keliru dan kami tarik. Nomor dan urutan Anda tetap. Keadaan sekarang: {Link()} Biaya: Rp 0.",
        };
    }

    // Nothing where no honest range can be given.
    private static string Ready(MessageFacts facts, Language language)
    {
        if (facts is not { From: { } from, Through: { } through })
        {
            return "";
        }

        var range = LanguageFormat.For(language).Between(from, through);
        return language == Language.English ? $"Expected {range}. " : $"Perkiraan {range}. ";
    }

    private static string Moment(DateTimeOffset local, Language language)
    {
        var format = LanguageFormat.For(language);
        return $"{format.Day(DateOnly.FromDateTime(local.DateTime))}, {format.Time(local)}";
    }

    private static ArgumentException Missing(string fact) => new($"The message needs the fact {fact}.");
}
