using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Staff;
using Portal.Web.Shared;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>Whom a broadcast did not reach, a leaf for each village, names masked.</summary>
public sealed partial class BroadcastListPage
{
    private UnreachedList? _list;
    private OfficeEntry? _office;

    [Parameter]
    public Guid BroadcastId { get; set; }

    [Inject]
    private StaffDirectory Staff { get; set; } = null!;

    [Inject]
    private OfficeDirectory Directory { get; set; } = null!;

    [Inject]
    private ViewBroadcastUnreached View { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var actor = await Staff.FindAsync(Http.User, Aborted) is { } member ? member.Actor : Actor.Visitor;
        if ((await View.ExecuteAsync(new(BroadcastId), actor, Aborted)).TryGet(out var list))
        {
            (_list, _office) = (list, (await Directory.GetAsync(Aborted))[list.Office]);
        }
        else
        {
            Http.AnswerNotFound();
        }
    }
}
