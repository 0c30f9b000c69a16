using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Portal.Web.Shared;

/// <summary>Where something stands: what is done, where it is now, what comes next.</summary>
public sealed partial class Timeline
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<TimelineEntry> Entries { get; set; }

    [Inject]
    private IStringLocalizer<SharedTexts> T { get; set; } = null!;

    private static string ClassOf(TimelineState state) => state switch
    {
        TimelineState.Done => "done",
        TimelineState.Current => "now",
        TimelineState.Next => "next",
    };

    private string StateName(TimelineState state) => state switch
    {
        TimelineState.Done => T["Timeline.Done"],
        TimelineState.Current => T["Timeline.Current"],
        TimelineState.Next => T["Timeline.Next"],
    };
}
