using Portal.Core.Settings;
using Portal.Core.Shared;

namespace Portal.Core.PublicInfo;

/// <summary>A service as one office words it, every part in place.</summary>
/// <param name="Requirements">What to bring.</param>
/// <param name="Steps">What happens, in order.</param>
/// <param name="Time">How long it takes; null for the national text.</param>
public sealed record ServiceWording(IReadOnlyList<Requirement> Requirements, IReadOnlyList<LocalizedText> Steps, LocalizedText? Time)
{
    private const string OnlyWithLetter = "pengantar";
    private const int Longest = 300;

    /// <summary>Its form.</summary>
    public static SettingForm<ServiceWording> Form { get; } = new(
    [
        Fields.Rows<ServiceWording, Requirement>("requirements", 0, 15, Fields.Languages, s => s.Requirements, (s, v) => s with { Requirements = v }, TextOf, ReadRequirement) with { Mark = OnlyWithLetter },
        Fields.WordRows<ServiceWording>("steps", 1, 15, Longest, s => s.Steps, (s, v) => s with { Steps = v }),
        Fields.Words<ServiceWording>("time", Longest, s => s.Time, (s, v) => s with { Time = v }),
    ]);

    /// <summary>The national wording with an office's own parts in place.</summary>
    public static ServiceWording Of(ServiceDefinition national, OfficeService? own) => new(own?.Requirements ?? national.Requirements, own?.Steps ?? national.Steps, own?.Time ?? national.Time);

    private static string TextOf(Requirement requirement) => TypedText.Row(requirement.Text.Indonesian, requirement.Text.English, requirement.OnlyWithReferralLetter ? OnlyWithLetter : null);

    private static Result<Requirement> ReadRequirement(IReadOnlyList<string> cells, int line)
    {
        var words = TypedText.Words("requirements", line, [.. cells.Take(2)], Longest);
        return words.TryGet(out var text) ? new Requirement(text, cells.Count > 2 && cells[2] == OnlyWithLetter) : Result<Requirement>.Refused(words.Errors);
    }
}
