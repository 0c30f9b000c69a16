namespace Portal.Core.Applications;

/// <summary>What the data centre made of a record.</summary>
public enum CentreOutcome
{
    /// <summary>Ready to be printed.</summary>
    PrintReady,

    /// <summary>Another record of the same person was found.</summary>
    Duplicate,

    /// <summary>It could not be processed.</summary>
    Failed,
}

/// <summary>What one national status means here: it moves the application, or only shows that the record travels.</summary>
/// <param name="Outcome">The outcome it stands for; null while the record is only on its way, or for a status after printing.</param>
/// <param name="PrintedElsewhere">True for a card that was printed or shipped by somebody else.</param>
public sealed record CentreStatusMeaning(CentreOutcome? Outcome, bool PrintedElsewhere);

/// <summary>The national status names (SIAK) and what each means to the office.</summary>
public static class CentreStatus
{
    private static readonly CentreStatusMeaning OnItsWay = new(null, false);
    private static readonly CentreStatusMeaning Failed = new(CentreOutcome.Failed, false);
    private static readonly CentreStatusMeaning Elsewhere = new(null, true);

    private static readonly Dictionary<string, CentreStatusMeaning> Meanings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["BIO_CAPTURED"] = OnItsWay,
        ["SENT_FOR_ENROLLMENT"] = OnItsWay,
        ["RECEIVED_AT_CENTRAL"] = OnItsWay,
        ["PRINT_READY_RECORD"] = new(CentreOutcome.PrintReady, false),
        ["ENROLL_FAILURE_AT_CENTRAL"] = Failed,
        ["ENROLL_FAILURE_AT_REGIONAL"] = Failed,
        ["SEARCH_FAILURE_AT_CENTRAL"] = Failed,
        ["ADJUDICATE_RECORD"] = new(CentreOutcome.Duplicate, false),
        ["DUPLICATE_RECORD"] = new(CentreOutcome.Duplicate, false),
        // Ordered, not yet printed: nothing is on its way to the office.
        ["SENT_FOR_CARD_PRINTING"] = OnItsWay,
        ["CARD_PRINTED"] = Elsewhere,
        ["CARD_SHIPPED"] = Elsewhere,
        // Handed out by somebody else: the office cannot know it did that, so it moves nothing.
        ["CARD_ISSUED"] = OnItsWay,
    };

    /// <summary>Every name, for help texts.</summary>
    public static IReadOnlyCollection<string> Names => Meanings.Keys;

    /// <summary>What a status name means; null when nobody knows it. Blanks and hyphens count as underscores.</summary>
    public static CentreStatusMeaning? MeaningOf(string? name) => name is null ? null : Meanings.GetValueOrDefault(Canonical(name));

    /// <summary>A name as it is kept: upper case with underscores, short forms written out. The same word told in two ways is one word.</summary>
    public static string Canonical(string name) => name.Trim().Replace(' ', '_').Replace('-', '_').ToUpperInvariant() switch
    {
        "SFE" => "SENT_FOR_ENROLLMENT",
        "PRR" => "PRINT_READY_RECORD",
        var written => written,
    };
}
