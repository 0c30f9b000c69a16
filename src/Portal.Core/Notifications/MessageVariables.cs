using System.Globalization;
using Portal.Core.Shared;

namespace Portal.Core.Notifications;

/// <summary>
/// What a message says, as the numbered variables of a WhatsApp template. The numbers mean the same in every template:
/// 1 register number, 2 office, 3 appointment, 4 own link, 5 code, 6 date range, 7 reason, 8 what the office writes to a group. A one-time code is the
/// exception, because WhatsApp wants the code itself first: 1 code.
/// </summary>
public static class MessageVariables
{
    /// <summary>The variables; a fact that the message does not have is left out, but for the range, which is then said to be unknown.</summary>
    public static IReadOnlyDictionary<string, string> Of(MessageEvent messageEvent, Language language, MessageFacts facts)
    {
        var format = LanguageFormat.For(language);
        string?[] values = messageEvent == MessageEvent.OneTimeCode
            ? [facts.Code]
            :
            [
                facts.Register.Grouped,
                facts.Office,
                facts.Start is { } start ? $"{format.Day(DateOnly.FromDateTime(start.DateTime))}, {format.Time(start)}" : null,
                facts.Link,
                facts.Code,
                facts is { From: { } from, Through: { } through } ? format.Between(from, through) : language == Language.English ? "not known yet" : "belum dapat dipastikan",
                facts.Why,
                // WhatsApp takes no line ends in a variable.
                facts.Text?.ReplaceLineEndings(" "),
            ];
        return values.Select((value, i) => (Number: (i + 1).ToString(CultureInfo.InvariantCulture), Value: value))
            .Where(v => v.Value is not null).ToDictionary(v => v.Number, v => v.Value!);
    }
}
