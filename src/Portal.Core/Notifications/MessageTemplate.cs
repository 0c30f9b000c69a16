using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Core.Privacy;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>
/// The wording of one event in one language: text with placeholders in braces, such as <c>{register}</c>. One that
/// exists is sound: it says what it must, has only what the event can fill, and fits.
/// </summary>
public sealed partial class MessageTemplate
{
    /// <summary>SMS segments that a message may take.</summary>
    public const int MostSegments = 2;

    private readonly Language _language;
    private readonly IReadOnlyList<Piece> _pieces;

    private MessageTemplate(Language language, string text, IReadOnlyList<Piece> pieces)
    {
        _language = language;
        Text = text;
        _pieces = pieces;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Reads a wording. Blanks around it are dropped and line ends made alike.</summary>
    /// <returns>The template, or every fault of it; see <see cref="TemplateErrors"/>.</returns>
    public static Result<MessageTemplate> Parse(MessageEvent messageEvent, Language language, string? text)
    {
        var draft = Draft(language, text);
        var faults = draft.Faults(messageEvent).ToList();
        return faults.Count == 0 ? draft : Result<MessageTemplate>.Refused(faults);
    }

    /// <summary>How a wording would read, sound or not; placeholders that have no value stay as they were written.</summary>
    public static string Preview(Language language, string? text, MessageFacts facts) => Draft(language, text).Render(facts);

    /// <summary>Reads what an office writes into a wording at <c>{isi}</c>, sound or not, and says its faults: of its own, and whether the whole still fits.</summary>
    internal static (MessageTemplate Part, IReadOnlyList<Error> Faults) ReadPart(MessageTemplate frame, Language language, string? text)
    {
        var part = Draft(language, text);
        return (part, [.. part.FaultsOfPart(frame)]);
    }

    /// <summary>The text of a message.</summary>
    /// <exception cref="ArgumentException">A fact that the template needs is missing.</exception>
    public string Render(MessageFacts facts)
    {
        var text = new StringBuilder();
        var swallows = false;
        foreach (var piece in _pieces)
        {
            var said = piece.Placeholder is { } placeholder ? MessagePlaceholders.ValueOf(placeholder, _language, facts) : piece.Text;
            // A sentence left out takes the blank behind it along.
            text.Append(swallows && said.StartsWith(' ') ? said.AsSpan(1) : said);
            swallows = said.Length == 0;
        }

        return text.ToString().TrimEnd();
    }

    private static MessageTemplate Draft(Language language, string? text)
    {
        var clean = (text ?? "").ReplaceLineEndings("\n").Trim();
        List<Piece> pieces = [];
        var at = 0;
        foreach (Match match in InBraces().Matches(clean))
        {
            pieces.Add(new Piece(clean[at..match.Index]));
            pieces.Add(new Piece(match.Value, match.Groups[1].Value, MessagePlaceholders.Find(match.Groups[1].Value)));
            at = match.Index + match.Length;
        }

        pieces.Add(new Piece(clean[at..]));
        return new MessageTemplate(language, clean, [.. pieces.Where(p => p.Text.Length > 0)]);
    }

    private IEnumerable<Error> Faults(MessageEvent messageEvent)
    {
        if (Text.Length == 0)
        {
            return [TemplateErrors.Empty];
        }

        var used = _pieces.Select(p => p.Placeholder).OfType<MessagePlaceholder>().ToHashSet();
        return
        [
            .. _pieces.Where(p => p is { Name: not null, Placeholder: null }).Select(p => TemplateErrors.Unknown(p.Name!)),
            .. used.Except(MessagePlaceholders.AllowedIn(messageEvent)).Select(TemplateErrors.NotHere),
            .. MessagePlaceholders.NeededIn(messageEvent).Except(used).Select(TemplateErrors.Missing),
            .. FaultsOfWords(messageEvent, string.Join('\n', _pieces.Where(p => p.Name is null).Select(p => p.Text))),
        ];
    }

    private IEnumerable<Error> FaultsOfPart(MessageTemplate frame)
    {
        if (Text.Length == 0)
        {
            return [TemplateErrors.Empty];
        }

        var facts = MessageFacts.Longest(_language);
        var own = string.Join('\n', _pieces.Where(p => p.Name is null).Select(p => p.Text));
        var used = _pieces.Select(p => p.Placeholder).OfType<MessagePlaceholder>().ToHashSet();
        return
        [
            .. _pieces.Where(p => p is { Name: not null, Placeholder: null }).Select(p => TemplateErrors.Unknown(p.Name!)),
            .. used.Except(MessagePlaceholders.AllowedInBroadcast).Select(TemplateErrors.NotHere),
            .. FaultsOfShape(own, frame.Render(facts with { Text = Render(facts) })),
        ];
    }

    private IEnumerable<Error> FaultsOfWords(MessageEvent messageEvent, string own)
    {
        if (messageEvent == MessageEvent.OneTimeCode)
        {
            foreach (var fault in FaultsOfCode(own))
            {
                yield return fault;
            }
        }
        else if (!Fee().IsMatch(own))
        {
            yield return TemplateErrors.FeeMissing;
        }

        foreach (var fault in FaultsOfShape(own, Render(MessageFacts.Longest(_language))))
        {
            yield return fault;
        }
    }

    private static IEnumerable<Error> FaultsOfShape(string own, string longest)
    {
        if (own.AsSpan().ContainsAny('{', '}'))
        {
            yield return TemplateErrors.Braces;
        }

        if (GsmText.Foreign(own) is { Count: > 0 } foreign)
        {
            yield return TemplateErrors.Characters(string.Join(' ', foreign));
        }
        else if (GsmText.Segments(longest) > MostSegments)
        {
            yield return TemplateErrors.TooLong(MostSegments, Math.Max(1, GsmText.Places(longest) - (MostSegments * GsmText.Joined)));
        }
    }

    // Only the code and its life: a number or an address beside it is how people are led to give the code away.
    private IEnumerable<Error> FaultsOfCode(string own)
    {
        var life = string.Create(CultureInfo.InvariantCulture, $"{OneTimeCode.Life.TotalMinutes:0} {(_language == Language.English ? "minutes" : "menit")}");
        if (!own.Contains(life, StringComparison.Ordinal))
        {
            yield return TemplateErrors.LifeMissing(life);
        }

        if (NotOfACode().IsMatch(own.Replace(life, "", StringComparison.Ordinal)))
        {
            yield return TemplateErrors.CodeOnly;
        }
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex InBraces();

    [GeneratedRegex(@"\bRp 0(?![.,]?[0-9])")]
    private static partial Regex Fee();

    [GeneratedRegex("[0-9/@]")]
    private static partial Regex NotOfACode();

    // Own text, or a placeholder with what was written for it.
    private sealed record Piece(string Text, string? Name = null, MessagePlaceholder? Placeholder = null);
}
