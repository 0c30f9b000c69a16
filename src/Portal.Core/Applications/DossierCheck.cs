using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>What a dossier check compares: the papers that the office asks for, and those that are there.</summary>
public static class DossierCheck
{
    /// <summary>The requirements that were not ticked.</summary>
    /// <param name="requirements">What the office asks for, as it words them now.</param>
    /// <param name="present">The Indonesian texts that were ticked.</param>
    public static IReadOnlyList<LocalizedText> Unticked(IReadOnlyList<LocalizedText> requirements, IReadOnlyList<string> present) =>
        [.. requirements.Where(r => !present.Contains(r.Indonesian))];

    /// <summary>A requirement as the reason for which a dossier goes back: the resident reads what to bring.</summary>
    public static LocalizedText Missing(LocalizedText requirement) =>
        new($"Belum ada: {requirement.Indonesian}", requirement.English is { Length: > 0 } english ? $"Missing: {english}" : null);
}
