namespace Portal.Infrastructure.Persistence;

internal enum Health
{
    Good,
    Note,
    Wrong,
}

/// <summary>One thing the doctor looked at, in a sentence, with what to do about it when it is wrong.</summary>
internal sealed record Finding(Health Health, string Sentence, string? Remedy = null)
{
    public static Finding Good(string sentence) => new(Health.Good, sentence);

    public static Finding Note(string sentence) => new(Health.Note, sentence);

    public static Finding Wrong(string sentence, string remedy) => new(Health.Wrong, sentence, remedy);
}
