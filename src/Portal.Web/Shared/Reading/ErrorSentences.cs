using Microsoft.Extensions.Localization;
using Portal.Core.Shared;

namespace Portal.Web.Shared.Reading;

/// <summary>Turns a refusal into a sentence that says what to do, in the reader's language.</summary>
public sealed class ErrorSentences(IStringLocalizer<ErrorTexts> texts, ReaderFormat format)
{
    public string For(Error error)
    {
        var text = texts["Error." + error.Code, [.. error.Arguments.Select(Written)]];
        // A code without a sentence is a bug that a test catches; the reader still gets something true.
        return text.ResourceNotFound ? texts["Error.internal"] : text;
    }

    /// <summary>The sentence of a code without a field or arguments.</summary>
    public string For(string code) => texts["Error." + code];

    private object Written(object argument) => argument switch
    {
        DateOnly day => format.Day(day),
        DateTimeOffset local => format.Moment(local),
        TimeOnly time => format.Clock(time),
        int number => format.Number(number, grouped: false),
        long number => format.Number(number, grouped: false),
        _ => argument,
    };
}
