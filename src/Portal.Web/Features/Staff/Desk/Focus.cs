using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Portal.Web.Features.Staff.Desk;

/// <summary>Moves the keyboard's focus where that is possible; a missing element or a closed window is no fault.</summary>
internal static class Focus
{
    /// <summary>Puts the focus into the element if it is drawn and the browser still listens.</summary>
    public static async ValueTask TryFocusAsync(this ElementReference element)
    {
        if (element.Context is null)
        {
            return;
        }

        try
        {
            await element.FocusAsync();
        }
        catch (Exception e) when (e is JSException or JSDisconnectedException or OperationCanceledException)
        {
            // The element was redrawn away, or the page was left, between the act and this.
        }
    }
}
