namespace Portal.Core.Shared;

/// <summary>Text that staff write: Indonesian always, English where somebody translated it.</summary>
/// <param name="Indonesian">Bahasa Indonesia, never blank.</param>
/// <param name="English">English, or null when nobody has written it yet; pages then show the Indonesian text, labelled.</param>
public sealed record LocalizedText(string Indonesian, string? English = null)
{
    /// <summary>The text for a reader of <paramref name="language"/>, falling back to Indonesian.</summary>
    public string In(Language language) => language == Language.English && English is { Length: > 0 } ? English : Indonesian;

    /// <summary>True when a reader of <paramref name="language"/> gets the Indonesian text for want of a translation.</summary>
    public bool FallsBackIn(Language language) => language == Language.English && string.IsNullOrEmpty(English);
}

/// <summary>The languages of resident pages and messages.</summary>
public enum Language
{
    /// <summary>Bahasa Indonesia, the default.</summary>
    Indonesian,

    /// <summary>English.</summary>
    English,
}
