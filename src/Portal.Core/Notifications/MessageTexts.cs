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
        var register = facts.Register.Grouped;
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
        };
    }

    private static string Moment(DateTimeOffset local, Language language)
    {
        var format = LanguageFormat.For(language);
        return $"{format.Day(DateOnly.FromDateTime(local.DateTime))}, {format.Time(local)}";
    }

    private static ArgumentException Missing(string fact) => new($"The message needs the fact {fact}.");
}
