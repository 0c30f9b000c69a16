using Microsoft.Playwright;

namespace Portal.E2E.Support;

/// <summary>A window of a browser of its own; closing it forgets its cookies.</summary>
public sealed class Window(IPage page) : IAsyncDisposable
{
    public IPage Page => page;

    public ValueTask DisposeAsync() => new(page.Context.CloseAsync());
}
