using System.Net;
using Portal.Infrastructure.Shared;

namespace Portal.Web.Features.Machines;

/// <summary>What monitors ask for: alive, ready, figures.</summary>
public static class MachineEndpoints
{
    public static void MapMachines(this IEndpointRouteBuilder app)
    {
        // Resolved now, so that counting begins before the first request.
        _ = app.ServiceProvider.GetRequiredService<Telemetry>();
        app.MapGet("/healthz", () => Results.Json(new { status = "alive" }));
        app.MapGet("/readyz", ReadyAsync);
        app.MapGet("/metrics", MetricsAsync);
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, CancellationToken ct)
    {
        var report = await readiness.LookAsync(ct);
        return Results.Json(
            new { status = report.Ready ? "ready" : "not ready", checks = report.Checks },
            statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> MetricsAsync(HttpContext context, PortalOptions options, Telemetry telemetry, CancellationToken ct)
    {
        // No remote address: the request never left this process.
        if (!options.MetricsPublic && context.Connection.RemoteIpAddress is { } caller && !IPAddress.IsLoopback(caller))
        {
            return Results.NotFound();
        }

        return Results.Text(await telemetry.PrometheusAsync(ct), "text/plain; version=0.0.4; charset=utf-8");
    }
}
