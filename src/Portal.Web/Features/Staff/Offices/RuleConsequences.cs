using System.Globalization;
using Microsoft.Extensions.Localization;
using Portal.Core.Applications;
using Portal.Core.Settings;
using Portal.Infrastructure.Offices;
using Portal.Web.Features.Staff.Settings;

namespace Portal.Web.Features.Staff.Offices;

/// <summary>What a change of rules means for the work under way, in sentences.</summary>
internal static class RuleConsequences
{
    public static IReadOnlyList<string> Of(SettingDraft draft, RuleFacts facts, IStringLocalizer<OfficesTexts> texts)
    {
        var touched = draft.Touched;
        List<string> sentences = [];
        void Add(bool met, string key, params object[] counts)
        {
            if (met)
            {
                sentences.Add(texts[key, counts]);
            }
        }

        if (touched.Contains("printsHere"))
        {
            Add(draft["printsHere"] == Fields.No, "Then.Elsewhere", facts.InPrinting, facts.InLine);
            Add(draft["printsHere"] == Fields.Yes, "Then.Here", facts.Shipped, facts.InLine);
        }

        if (touched.Contains("tracksSerials"))
        {
            Add(draft["tracksSerials"] == Fields.Yes, "Then.Serials", facts.InPrinting);
            Add(draft["tracksSerials"] == Fields.No, "Then.NoSerials");
        }

        foreach (var stage in WorkStages.All.Where(s => touched.Contains($"stage{s}") && facts.ByStage[s] > 0))
        {
            Add(true, "Then.Stage", texts[$"Stage.{stage}"].Value, facts.ByStage[stage], draft[$"stage{stage}"]);
        }

        Add(touched.Contains("standardDays") || touched.Contains("promise"), "Then.Promise");
        Add(touched.Contains("lapsesAfterDays") && IsLower(draft, "lapsesAfterDays"), "Then.Lapses", draft["lapsesAfterDays"]);
        foreach (var (name, cards) in facts.InClasses.Where(c => touched.Contains("priorityClasses") && !draft["priorityClasses"].Split('\n').Any(row => TypedText.Cells(row)[0] == c.Key)))
        {
            Add(true, "Then.Class", name, cards);
        }

        return sentences;
    }

    private static bool IsLower(SettingDraft draft, string field) =>
        int.TryParse(draft[field], CultureInfo.InvariantCulture, out var now) && int.TryParse(draft.Seen[field], CultureInfo.InvariantCulture, out var before) && now < before;
}
