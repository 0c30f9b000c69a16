using Microsoft.Extensions.Localization;
using Portal.Core.Shared;

namespace Portal.Web.Shared.Reading;

/// <summary>Text that staff wrote, where only a plain string fits; elsewhere use <see cref="WrittenText"/>.</summary>
public static class WrittenTexts
{
    /// <summary>The text in the reader's language; the Indonesian one, said to be so, where nobody has translated it.</summary>
    public static string Read(this LocalizedText text, Language language, IStringLocalizer<SharedTexts> shared) =>
        text.FallsBackIn(language) ? $"{text.Indonesian} {shared["Text.OnlyIndonesian"].Value}" : text.In(language);
}
