using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Web.Shared;

namespace Portal.Web.Features.OwnLink;

/// <summary>
/// A page behind a resident's own link. Opening it changes nothing, however often a messaging app fetches it for a
/// preview; nothing of it is kept by the browser, and no other site learns its address.
/// </summary>
public abstract class OwnLinkPage : ResidentPage
{
    /// <summary>The code of the link: whoever has it is taken for the resident.</summary>
    [Parameter]
    public string Code { get; set; } = "";

    [Inject]
    private ViewOwnApplication View { get; set; } = null!;

    [Inject]
    private OfficeDirectory Directory { get; set; } = null!;

    /// <summary>The application, or null when the link is not valid (any more).</summary>
    protected OwnApplication? Own { get; private set; }

    /// <summary>Its office; only where <see cref="Own"/> is not null.</summary>
    protected OfficeEntry Office { get; private set; } = null!;

    /// <summary>Who acts on these pages.</summary>
    protected Actor Resident => Actor.Resident(Own!.Id);

    /// <summary>Made with a form and sent back by it, so that a double click is one act.</summary>
    protected Guid Command { get; private set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Http.Response.Headers.CacheControl = "no-cache, no-store";
        Http.Response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        Command = PostedId("command") ?? Guid.NewGuid();
        var own = await View.ExecuteAsync(new ViewOwnApplication.Query(Code), Actor.Visitor, Aborted);
        if (Refuse(own))
        {
            return;
        }

        Own = own.Value;
        Office = (await Directory.GetAsync(Aborted))[Own.Office];
        await LoadAsync();
    }

    /// <summary>Loads what the page shows besides; <see cref="Own"/> is there.</summary>
    protected virtual Task LoadAsync() => Task.CompletedTask;

    /// <summary>Another page behind the same link.</summary>
    protected string At(string path = "") => $"/k/{Code}{path}";
}
