using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>What somebody who writes to the office's number wants.</summary>
public enum InboundWish
{
    /// <summary>Something we do not understand.</summary>
    Unclear,

    /// <summary>Where an application stands.</summary>
    Status,

    /// <summary>The same, but the number was never a register number.</summary>
    StatusOfNoNumber,

    /// <summary>No more messages.</summary>
    Stop,

    /// <summary>Messages again.</summary>
    Start,

    /// <summary>To complain.</summary>
    Complain,
}

/// <summary>What an incoming message asks for.</summary>
/// <param name="Wish">What is wanted.</param>
/// <param name="Register">Of which application, where the wish is <see cref="InboundWish.Status"/>.</param>
public readonly record struct InboundText(InboundWish Wish, RegisterNumber? Register = null)
{
    private const int LongestRead = 200;

    /// <summary>
    /// Reads a message: <c>STATUS 123 456 7890</c> or the number alone; <c>BERHENTI</c> or <c>STOP</c>; <c>MULAI</c> or <c>START</c>; <c>LAPOR …</c>. Case, and what people put
    /// between digits, do not matter. Words that stop or start messages count only when they stand alone: "stop, where is my card" is no such wish.
    /// </summary>
    public static InboundText Read(string? text)
    {
        var said = (text ?? "").Trim();
        if (said.Length > LongestRead)
        {
            said = said[..LongestRead];
        }

        if (RegisterNumber.TryParse(said, out var bare))
        {
            return new InboundText(InboundWish.Status, bare);
        }

        var end = said.AsSpan().IndexOfAny(" \t\r\n:");
        var rest = end < 0 ? "" : said[(end + 1)..].Trim();
        switch ((end < 0 ? said : said[..end]).TrimEnd('.', '!').ToUpperInvariant())
        {
            case "STATUS":
                return RegisterNumber.TryParse(rest, out var number) ? new InboundText(InboundWish.Status, number) : new InboundText(InboundWish.StatusOfNoNumber);
            case "BERHENTI" or "STOP" when rest.Length == 0:
                return new InboundText(InboundWish.Stop);
            case "MULAI" or "START" when rest.Length == 0:
                return new InboundText(InboundWish.Start);
            case "LAPOR":
                return new InboundText(InboundWish.Complain);
            default:
                // Ten digits that fail the check are a slip of the finger, not a riddle.
                return RegisterNumber.Parse(said).Errors.Contains(SharedErrors.RegisterCheckDigit("register")) ? new InboundText(InboundWish.StatusOfNoNumber) : default;
        }
    }
}
