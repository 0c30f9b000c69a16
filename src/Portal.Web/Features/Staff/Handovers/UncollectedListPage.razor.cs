using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Handovers;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Staff;

namespace Portal.Web.Features.Staff.Handovers;

/// <summary>Cards of each village on a leaf of its own, names masked: for a village head to call people, or to hand cards over in the village.</summary>
public sealed partial class UncollectedListPage
{
    private readonly List<Leaf> _leaves = [];
    private OfficeEntry? _office;

    [SupplyParameterFromQuery(Name = "kantor")]
    private string? OfficeText { get; set; }

    [SupplyParameterFromQuery(Name = "desa")]
    private string? VillageText { get; set; }

    [SupplyParameterFromQuery(Name = "umur")]
    private string? DaysText { get; set; }

    [SupplyParameterFromQuery(Name = "jenis")]
    private string? Kind { get; set; }

    [Inject]
    private StaffDirectory Staff { get; set; } = null!;

    [Inject]
    private OfficeDirectory Directory { get; set; } = null!;

    [Inject]
    private ViewUncollected View { get; set; } = null!;

    private int Days => DaysOf(DaysText);

    private bool ForHanding => Kind == "serah";

    /// <summary>The age that an address asks for; 0 where it asks for none that can be chosen.</summary>
    public static int DaysOf(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && ViewUncollected.Ages.Contains(days) ? days : 0;

    /// <summary>The village that an address asks for; null for all, and for one of another office.</summary>
    public static VillageCode? VillageOf(string? text, OfficeEntry? office) => VillageCode.TryParse(text, out var village) && office?.VillageCodes.Contains(village) == true ? village : null;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var actor = await Staff.FindAsync(Http.User, Aborted) is { } member ? member.Actor : Actor.Visitor;
        var offices = (await Directory.GetAsync(Aborted)).Offices.Where(o => actor.May(ViewUncollected.Permission, o.Code)).ToList();
        _office = string.IsNullOrEmpty(OfficeText) ? offices.FirstOrDefault() : offices.Find(o => o.Code.Value == OfficeText);
        if (_office is null)
        {
            return;
        }

        var village = VillageOf(VillageText, _office);
        foreach (var one in _office.Villages.Where(v => village is null || v.Code == village))
        {
            var found = await View.ExecuteAsync(new(_office.Code, Days, one.Code, 0, ViewUncollected.LargestPage), actor, Aborted);
            if (found.TryGet(out var list) && list.Rows.Count > 0)
            {
                _leaves.Add(new(one.Name, list));
            }
        }
    }

    private sealed record Leaf(string Village, UncollectedList List);
}
