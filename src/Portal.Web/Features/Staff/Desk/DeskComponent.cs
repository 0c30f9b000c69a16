using Microsoft.AspNetCore.Components;

namespace Portal.Web.Features.Staff.Desk;

/// <summary>A part of a staff page that acts by itself. A database that is away does not end the circuit with everything typed in it.</summary>
public abstract class DeskComponent : ComponentBase, IHandleEvent
{
    [Inject]
    protected DatabaseOutage Outage { get; set; } = null!;

    /// <summary>True while an act is under way, so that a second click waits its turn.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Does something, and is busy until it ends, well or not.</summary>
    protected async Task<T> WhileBusyAsync<T>(Func<Task<T>> act)
    {
        IsBusy = true;
        try
        {
            return await act();
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <inheritdoc />
    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        await Outage.RideOutAsync(() =>
        {
            var act = item.InvokeAsync(arg);
            StateHasChanged();
            return act;
        });
        StateHasChanged();
    }
}
