using System.Text.RegularExpressions;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>
/// What an office writes to a group, inside the wording that every broadcast has around it: that wording says the office, the
/// register number and Rp 0, so no text can leave them out. One that exists fits two SMS and names nobody.
/// </summary>
public sealed partial class BroadcastText
{
    /// <summary>Characters that the box takes; what fits an SMS is less.</summary>
    public const int LongestTyped = 400;

    private readonly MessageTemplate _frame;
    private readonly MessageTemplate _part;

    private BroadcastText(MessageTemplate frame, MessageTemplate part) => (_frame, _part) = (frame, part);

    /// <summary>What the office wrote, without blanks around it.</summary>
    public string Text => _part.Text;

    /// <summary>Reads what an office wrote.</summary>
    /// <param name="frame">The wording around it.</param>
    /// <param name="language">In which language.</param>
    /// <param name="text">What was written.</param>
    /// <param name="field">The input that errors name.</param>
    /// <returns>The text, or every fault of it; see <see cref="TemplateErrors"/> and <see cref="BroadcastErrors"/>.</returns>
    public static Result<BroadcastText> Parse(MessageTemplate frame, Language language, string? text, string field = BroadcastErrors.TextField)
    {
        var (part, faults) = MessageTemplate.ReadPart(frame, language, text);
        List<Error> all = [.. faults, .. FaultsOf(part.Text)];
        return all.Count == 0 ? new BroadcastText(frame, part) : Result<BroadcastText>.Refused([.. all.Select(e => e.For(field))]);
    }

    /// <summary>How it would read, sound or not.</summary>
    public static string Preview(MessageTemplate frame, Language language, string? text, MessageFacts facts) =>
        frame.Render(facts with { Text = MessageTemplate.ReadPart(frame, language, text).Part.Render(facts) });

    /// <summary>The part that the office wrote, as a person gets it.</summary>
    public string RenderPart(MessageFacts facts) => _part.Render(facts);

    /// <summary>The whole message as a person gets it.</summary>
    public string Render(MessageFacts facts) => _frame.Render(facts with { Text = _part.Render(facts) });

    private static IEnumerable<Error> FaultsOf(string text)
    {
        if (LongNumber().IsMatch(text))
        {
            yield return BroadcastErrors.LooksLikeNik;
        }

        if (TenDigits().Matches(text).Any(m => RegisterNumber.TryParse(m.Value, out _)))
        {
            yield return BroadcastErrors.HasRegister;
        }

        if (Amount().IsMatch(text))
        {
            yield return BroadcastErrors.HasAmount;
        }
    }

    // NIK and KK number have sixteen digits; people put blanks, dots and dashes between them, and lose one or two.
    [GeneratedRegex(@"[0-9](?:[ .\-]?[0-9]){13,}")]
    private static partial Regex LongNumber();

    // 0254-571234 is a telephone, most likely the office's own.
    [GeneratedRegex(@"(?<![0-9])(?!0[0-9]{2,3}-)[0-9](?:[ .\-]?[0-9]){9}(?![0-9])")]
    private static partial Regex TenDigits();

    [GeneratedRegex(@"\b(?:Rp|IDR)[\s.:=-]*0*[1-9]|[0-9]\s*(?:ribu|rb|juta|jt|rupiah)\b|[0-9](?:k\b|,-)", RegexOptions.IgnoreCase)]
    private static partial Regex Amount();
}
