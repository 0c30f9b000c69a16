using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Web.Features.Machines;

/// <summary>
/// Counts the portal's work and the framework's, by the meters that are built in. Requests are counted by route pattern, never by
/// path, which may be a resident's own link. To an OTLP collector goes something only where one is set.
/// </summary>
public sealed class Telemetry : IDisposable
{
    private static readonly string[] Meters =
    [
        PortalMetrics.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "Npgsql", "System.Runtime",
    ];

    private static readonly string[] Sources = ["Microsoft.AspNetCore", "Npgsql"];

    private readonly PortalMetrics _portal;
    private readonly PrometheusText _text = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly OpenTelemetrySdk _sdk;
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    public Telemetry(PortalMetrics portal, IConfiguration configuration)
    {
        _portal = portal;
        _reader = new BaseExportingMetricReader(_text) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative };
        var sendsOut = !string.IsNullOrEmpty(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        _sdk = OpenTelemetrySdk.Create(telemetry =>
        {
            telemetry.ConfigureResource(resource => resource.Clear());
            telemetry.WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters).AddReader(_reader);
                if (sendsOut)
                {
                    metrics.AddOtlpExporter();
                }
            });
            if (sendsOut)
            {
                telemetry.WithTracing(tracing => tracing.AddSource(Sources).AddOtlpExporter());
            }
        });
    }

    /// <summary>Everything counted so far, as Prometheus reads it.</summary>
    public async Task<string> PrometheusAsync(CancellationToken ct)
    {
        await _oneAtATime.WaitAsync(ct);
        try
        {
            await ReadPortalAsync(ct);
            _reader.Collect();
            return _text.Text;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    public void Dispose()
    {
        _sdk.Dispose();
        _oneAtATime.Dispose();
    }

    private async Task ReadPortalAsync(CancellationToken ct)
    {
        try
        {
            await _portal.ReadAsync(ct);
        }
        catch (Exception away) when (DatabaseAway.IsTheReason(away))
        {
            // The other figures matter most just then.
        }
    }
}
