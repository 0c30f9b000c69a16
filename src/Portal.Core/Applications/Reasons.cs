using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Core.Applications;

/// <summary>Why something goes back: reasons chosen from the office's list, a note of one's own, or both.</summary>
public sealed record Reasons
{
    private Reasons(IReadOnlyList<LocalizedText> chosen, string? note)
    {
        Chosen = chosen;
        Note = note;
    }

    /// <summary>Chosen ones, as the office words them now.</summary>
    public IReadOnlyList<LocalizedText> Chosen { get; }

    /// <summary>The note; null when nothing was written.</summary>
    public string? Note { get; }

    /// <summary>
    /// At least one reason or a note. The resident reads them and they stay in the history, so a note follows the rules of
    /// <see cref="AuditReason.Clean"/>.
    /// </summary>
    /// <returns>The reasons, or <c>reasons_required</c>, or what is wrong with the note (<c>reason_too_long</c>, <c>reason_personal_data</c>).</returns>
    public static Result<Reasons> Of(IReadOnlyList<LocalizedText> chosen, string? note)
    {
        if (string.IsNullOrWhiteSpace(note))
        {
            return chosen.Count > 0 ? new Reasons(chosen, null) : ApplicationErrors.ReasonsRequired;
        }

        var clean = AuditReason.Clean(note);
        return clean.TryGet(out var text) ? new Reasons(chosen, text) : Result<Reasons>.Refused(clean.Errors);
    }
}
