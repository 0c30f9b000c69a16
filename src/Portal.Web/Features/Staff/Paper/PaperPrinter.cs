using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Infrastructure.Paper;

namespace Portal.Web.Features.Staff.Paper;

/// <summary>Draws a pack with the very component of the print page, into one page that needs nothing else.</summary>
public sealed class PaperPrinter(IServiceScopeFactory scopes, ILoggerFactory logs, IWebHostEnvironment environment) : IPaperPrinter
{
    /// <inheritdoc />
    public async Task<string> PageAsync(PaperPack pack, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        var body = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<PaperSheets>(ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(PaperSheets.Pack)] = pack }))).ToHtmlString());
        return $"<!DOCTYPE html><html lang=\"id\"><head><meta charset=\"utf-8\"><title>{pack.Office.Code}</title><style>{await StyleAsync(ct)}</style></head><body><main>{body}</main></body></html>";
    }

    private async Task<string> StyleAsync(CancellationToken ct)
    {
        await using var file = environment.WebRootFileProvider.GetFileInfo("css/paper.css").CreateReadStream();
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync(ct);
    }
}
