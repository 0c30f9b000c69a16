namespace Portal.Core.Notifications;

/// <summary>
/// How a text travels as SMS (3GPP TS 23.038): the plain alphabet of 7 bits a character, an extension of it whose
/// characters take two places, and segments of 160 places, or of 153 where there are several. One character outside
/// both would turn the whole text into segments of 70.
/// </summary>
public static class GsmText
{
    /// <summary>Places of a text that is one segment.</summary>
    public const int Single = 160;

    /// <summary>Places of each segment where there are several.</summary>
    public const int Joined = 153;

    private const string Basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string Extended = "\f^{}\\[~]|€";

    /// <summary>The characters of a text that this alphabet lacks, each once, in the order they stand.</summary>
    public static IReadOnlyList<string> Foreign(string text) =>
        [.. text.EnumerateRunes().Where(r => !r.IsBmp || PlacesOf((char)r.Value) == 0).Select(r => r.ToString()).Distinct()];

    /// <summary>Places that a text of this alphabet takes: two for a character of the extension.</summary>
    public static int Places(string text) => text.Sum(PlacesOf);

    /// <summary>Segments that a text of this alphabet takes; none when it is empty. The two places of one character are never parted.</summary>
    public static int Segments(string text)
    {
        if (Places(text) <= Single)
        {
            return text.Length == 0 ? 0 : 1;
        }

        var (segments, used) = (1, 0);
        foreach (var places in text.Select(PlacesOf))
        {
            (segments, used) = used + places > Joined ? (segments + 1, places) : (segments, used + places);
        }

        return segments;
    }

    private static int PlacesOf(char character) => Basic.Contains(character) ? 1 : Extended.Contains(character) ? 2 : 0;
}
