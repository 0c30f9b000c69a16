using Portal.Core.Shared;

namespace Portal.Web.Shared.Reading;

/// <summary>Dates, times and money the way the reader of this page writes them.</summary>
public sealed class ReaderFormat(ReaderLanguage reader) : LanguageFormat
{
    /// <inheritdoc />
    public override Language Language => reader.Language;
}
