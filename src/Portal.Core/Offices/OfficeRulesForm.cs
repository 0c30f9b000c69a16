using System.Text;
using Portal.Core.Printing;
using Portal.Core.Settings;
using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>The rules of an office as people edit them. Every range includes both ends.</summary>
public static class OfficeRulesForm
{
    private const int LongestReason = 200;
    private const int MostReasons = 20;

    /// <summary>The form.</summary>
    public static SettingForm<OfficeRules> Form { get; } = new(
    [
        .. Section("intake",
            Fields.Switch<OfficeRules>("referralLetter", r => r.ReferralLetter, (r, v) => r with { ReferralLetter = v }),
            Fields.Number<OfficeRules>("peoplePerPhone", 1, 20, r => r.PeoplePerPhone, (r, v) => r with { PeoplePerPhone = v }),
            Fields.Number<OfficeRules>("lapsesAfterDays", 1, 365, r => r.LapsesAfterDays, (r, v) => r with { LapsesAfterDays = v }),
            Fields.Numbers<OfficeRules>("pickupReminderDays", 1, 365, 6, r => r.PickupReminderDays, (r, v) => r with { PickupReminderDays = v })),
        .. Section("printing",
            Fields.Switch<OfficeRules>("printsHere", r => r.PrintsHere, (r, v) => r with { PrintsHere = v }),
            Fields.Switch<OfficeRules>("tracksSerials", r => r.TracksSerials, (r, v) => r with { TracksSerials = v }),
            Fields.OptionalNumber<OfficeRules>("printsPerDay", 1, 1000, r => r.PrintsPerDay, (r, v) => r with { PrintsPerDay = v }),
            Fields.Number<OfficeRules>("lowStock", 0, 100_000, r => r.LowStock, (r, v) => r with { LowStock = v }),
            Fields.WordRows<OfficeRules>("priorityClasses", 0, 10, 100, r => [.. r.PriorityClasses.Select(c => c.Name)], (r, v) => r with { PriorityClasses = PutInOrder(r.PriorityClasses, v) })),
        .. Section("promise",
            Fields.Words<OfficeRules>("promise", 300, r => r.Promise, (r, v) => r with { Promise = v }),
            Fields.OptionalNumber<OfficeRules>("standardDays", 1, 365, r => r.StandardDays, (r, v) => r with { StandardDays = v }),
            Fields.OptionalNumber<OfficeRules>("recordingMinutes", 1, 240, r => r.RecordingMinutes, (r, v) => r with { RecordingMinutes = v })),
        .. Section("stages",
            Stage("stageDossier", s => s.Dossier, (s, v) => s with { Dossier = v }),
            Stage("stageRecording", s => s.Recording, (s, v) => s with { Recording = v }),
            Stage("stageSecondCheck", s => s.SecondCheck, (s, v) => s with { SecondCheck = v }),
            Stage("stageToCentre", s => s.ToCentre, (s, v) => s with { ToCentre = v }),
            Stage("stageCentre", s => s.Centre, (s, v) => s with { Centre = v }),
            Stage("stageProblem", s => s.Problem, (s, v) => s with { Problem = v }),
            Stage("stagePrinting", s => s.Printing, (s, v) => s with { Printing = v }),
            Stage("stageQuality", s => s.Quality, (s, v) => s with { Quality = v }),
            Stage("stagePickup", s => s.Pickup, (s, v) => s with { Pickup = v })),
        .. Section("reasons",
            Reasons("dossierReasons", r => r.DossierReasons, (r, v) => r with { DossierReasons = v }),
            Reasons("recordingReasons", r => r.RecordingReasons, (r, v) => r with { RecordingReasons = v }),
            Reasons("captureExceptions", r => r.CaptureExceptions, (r, v) => r with { CaptureExceptions = v }),
            Reasons("spoilReasons", r => r.SpoilReasons, (r, v) => r with { SpoilReasons = v })),
    ]);

    /// <summary>The texts of a new office: what setting a rule back leads to.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = Form.Read(new OfficeRules());

    /// <summary>
    /// Classes in the order of their names. A class keeps its code, and with it its cards, while its Indonesian name stays or it is
    /// the only kind of change: as many names gone as came.
    /// </summary>
    internal static IReadOnlyList<PriorityClass> PutInOrder(IReadOnlyList<PriorityClass> present, IReadOnlyList<LocalizedText> names)
    {
        var free = present.Where(c => !names.Any(n => n.Indonesian == c.Name.Indonesian)).ToList();
        var fresh = names.Where(n => !present.Any(c => c.Name.Indonesian == n.Indonesian)).ToList();
        var renamed = free.Count == fresh.Count;
        List<string> codes = [];
        foreach (var name in names)
        {
            var code = present.FirstOrDefault(c => c.Name.Indonesian == name.Indonesian)?.Code ?? (renamed ? free[fresh.IndexOf(name)].Code : CodeOf(name.Indonesian, [.. present.Select(c => c.Code), .. codes]));
            codes.Add(code);
        }

        return [.. names.Select((name, i) => new PriorityClass(codes[i], (short)((i + 1) * 10), name))];
    }

    private static string CodeOf(string name, IReadOnlyList<string> taken)
    {
        var letters = new StringBuilder();
        foreach (var sign in name.ToLowerInvariant().Where(char.IsAsciiLetterLower).Take(12))
        {
            letters.Append(sign);
        }

        var stem = letters.Length > 0 ? letters.ToString() : "kelas";
        return Enumerable.Range(1, 100).Select(i => i == 1 ? stem : $"{stem}{i}").First(code => !taken.Contains(code));
    }

    private static SettingField<OfficeRules> Stage(string name, Func<StagePromises, int> get, Func<StagePromises, int, StagePromises> set) =>
        Fields.Number<OfficeRules>(name, 0, 365, r => get(r.Stages), (r, v) => r with { Stages = set(r.Stages, v) });

    private static SettingField<OfficeRules> Reasons(string name, Func<OfficeRules, IReadOnlyList<LocalizedText>> get, Func<OfficeRules, IReadOnlyList<LocalizedText>, OfficeRules> set) =>
        Fields.WordRows(name, 1, MostReasons, LongestReason, get, set);

    private static IEnumerable<SettingField<OfficeRules>> Section(string section, params IEnumerable<SettingField<OfficeRules>> fields) => fields.Select(f => f with { Section = section });
}
