using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.Handovers;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>People to be told, a leaf for each village, names masked: for a village head who sees them.</summary>
public sealed partial class UntoldListPage
{
    private readonly List<(string Village, UntoldList List)> _leaves = [];
    private OfficeEntry? _office;

    [SupplyParameterFromQuery(Name = "kantor")]
    private string? OfficeText { get; set; }

    [SupplyParameterFromQuery(Name = "desa")]
    private string? VillageText { get; set; }

    [Inject]
    private StaffDirectory Staff { get; set; } = null!;

    [Inject]
    private OfficeDirectory Directory { get; set; } = null!;

    [Inject]
    private ViewUntold View { get; set; } = null!;

    private string NewsOf(UntoldRow row) => row.Start is { } start ? M["Tell.BookingMoved.To", Format.Moment(start)] : M[$"Tell.{row.News}"];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var actor = await Staff.FindAsync(Http.User, Aborted) is { } member ? member.Actor : Actor.Visitor;
        var offices = (await Directory.GetAsync(Aborted)).Offices.Where(o => actor.May(ViewUntold.Permission, o.Code)).ToList();
        _office = string.IsNullOrEmpty(OfficeText) ? offices.FirstOrDefault() : offices.Find(o => o.Code.Value == OfficeText);
        if (_office is null)
        {
            return;
        }

        var village = UncollectedListPage.VillageOf(VillageText, _office);
        foreach (var one in _office.Villages.Where(v => village is null || v.Code == village))
        {
            var found = await View.ExecuteAsync(new(_office.Code, one.Code, 0, ViewUntold.LargestPage), actor, Aborted);
            if (found.TryGet(out var list) && list.Rows.Count > 0)
            {
                _leaves.Add((one.Name, list));
            }
        }
    }
}
