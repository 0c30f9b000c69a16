using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>What a message may say. None of it names the person or the NIK.</summary>
public sealed record MessageFacts
{
    /// <summary>Places that the wording around a broadcast leaves to the office, at least.</summary>
    public const int BroadcastRoom = 120;

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

    /// <summary>What the office writes to a group, ready to be read.</summary>
    public string? Text { get; init; }

    /// <summary>Facts of nobody, to show how a template reads.</summary>
    public static MessageFacts Sample { get; } = new()
    {
        Register = RegisterNumber.FromSequence(77, new RegisterNumberKey(new byte[32])),
        Office = "Pulomerak",
        Start = new DateTimeOffset(2026, 12, 8, 8, 30, 0, TimeSpan.FromHours(7)),
        Link = "https://ektp.example/k/0123456789abcdefghjk",
        Code = "012345",
        From = new DateOnly(2026, 12, 14),
        Through = new DateOnly(2026, 12, 23),
        Why = "blangko belum datang",
        Text = "Blangko tiba Senin, 14 Desember. Belum perlu datang; kami kabari saat KTP siap.",
    };

    /// <summary>The longest that there is in a language: weekday, month, zone, office, address and range; what fits with these fits always.</summary>
    public static MessageFacts Longest(Language language) => Sample with
    {
        Office = "Batang Hari Leko",
        Start = new DateTimeOffset(2026, 9, language == Language.English ? 30 : 27, 10, 45, 0, TimeSpan.FromHours(8)),
        Link = "https://layanan-ektp.musibanyuasinkab.example/k/0123456789abcdefghjk",
        From = new DateOnly(2026, 9, 30),
        Through = new DateOnly(2027, 2, 28),
        Why = new string('w', 40),
        Text = new string('w', BroadcastRoom),
    };
}
