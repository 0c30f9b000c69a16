using Microsoft.AspNetCore.Components;
using Portal.Core.Jobs;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;

namespace Portal.Web.Features.Staff.Offices;

/// <summary>The way from an empty installation, or a new office, to the first resident; each step is told from the data.</summary>
public sealed partial class StartPage
{
    private IReadOnlyList<OfficeLine> _offices = [];
    private (int Year, bool Listed)? _holidays;

    /// <summary>Which of several offices in preparation.</summary>
    [SupplyParameterFromQuery(Name = "siapkan")]
    public string? ChosenText { get; set; }

    private IReadOnlyList<OfficeLine> Preparing => [.. _offices.Where(o => o.MayManage && o.Office.Rules.Standing == OfficeStanding.Preparing)];

    /// <summary>The office that is being set up: the one chosen, else one in preparation; where none is, the latest that is open.</summary>
    private OfficeLine? Line =>
        (OfficeCode.TryParse(ChosenText, out var chosen) ? _offices.FirstOrDefault(o => o.Office.Code == chosen) : null)
        ?? (Preparing.Count > 0 ? Preparing[0] : null)
        ?? (OfficeCode.TryParse(OfficeText, out var shown) ? _offices.FirstOrDefault(o => o.Office.Code == shown) : null)
        ?? _offices.FirstOrDefault(o => o.MayManage);

    private bool MayCreate => Actor.MayInSomeRegency(Permission.ManageOffices);

    private Step? Next => Steps.FirstOrDefault(s => !s.Done);

    private IReadOnlyList<Step> Steps
    {
        get
        {
            if (Line is not { } line)
            {
                return [new("Office", false, MayCreate ? [("/petugas/kantor/baru", "Step.Office.Link")] : []), .. StepNames.Skip(1).Select(name => new Step(name, false, [], Waits: true))];
            }

            var (ready, code) = (line.Ready, line.Office.Code);
            string Part(string part) => OfficeLink($"/petugas/kantor/{code}{part}", code);
            List<(string, string)> Only(string path, string text) => Routes.Has(path) ? [($"{path}?kantor={code}", text)] : [];
            return
            [
                new("Office", ready.Has(OfficeNeed.Villages) && ready.Has(OfficeNeed.Contact) && ready.Has(OfficeNeed.Letters), [(Part(""), "Tab.Identity"), (Part("/desa"), "Tab.Villages")]),
                new("Calendar", ready.Has(OfficeNeed.Hours), Only("/petugas/kalender/jam", "Tab.Hours")),
                .. HolidaySteps(code),
                new("Staff", ready.Has(OfficeNeed.Registrar) && ready.Has(OfficeNeed.Operator), [.. Only("/petugas/pengguna/baru", "Step.Staff.Link"), .. Only("/petugas/pengguna", "Step.Staff.List")]),
                new("Services", ready.Has(OfficeNeed.Services), [(Part("/aturan"), "Tab.Rules"), (Part("/layanan"), "Tab.Services")]),
                new("Try", !ready.Blocks, [(Part("/pratinjau"), "Step.Try.Link")]),
                new("Open", line.Office.Rules.Standing == OfficeStanding.Open, [(Part(""), line.Office.Rules.Standing == OfficeStanding.Open ? "Step.Open.See" : "Step.Open.Link")]),
            ];
        }
    }

    // One list for all offices: whoever may not enter it is not asked to.
    private IEnumerable<Step> HolidaySteps(OfficeCode code) =>
        _holidays is { } list ? [new("Holidays", list.Listed, Routes.Has("/petugas/kalender/libur") ? [($"/petugas/kalender/libur?kantor={code}&tahun={list.Year}", "Step.Holidays.Link")] : [], Year: list.Year)] : [];

    private static string[] StepNames { get; } = ["Office", "Calendar", "Staff", "Services", "Try", "Open"];

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        _offices = (await View.ExecuteAsync(Actor, Gone)).TryGet(out var offices) ? offices : [];
        var today = Line?.Office.Calendar.LocalDay(Time.GetUtcNow()) ?? DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);
        var year = WatchRules.HolidaysDue(today) ?? today.Year;
        _holidays = Actor.MayEverywhere(Permission.ManageHolidays) && (await Holidays.ExecuteAsync(new(year), Actor, Gone)).TryGet(out var list) ? (year, list.Days.Count > 0) : null;
    }

    /// <summary>One step of the way.</summary>
    /// <param name="Name">The name of its texts.</param>
    /// <param name="Done">Told from the data.</param>
    /// <param name="Links">Where it is done.</param>
    /// <param name="Waits">True while an earlier step has to come first.</param>
    /// <param name="Year">Of which year; null where it does not matter.</param>
    private sealed record Step(string Name, bool Done, IReadOnlyList<(string Path, string Text)> Links, bool Waits = false, int? Year = null);
}
