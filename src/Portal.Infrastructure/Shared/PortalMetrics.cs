using System.Diagnostics.Metrics;
using Npgsql;
using Portal.Core.Shared;

namespace Portal.Infrastructure.Shared;

/// <summary>What the portal counts of its own work. No label names a person, a number or a place in a form.</summary>
public sealed class PortalMetrics : IDisposable
{
    /// <summary>The name exporters ask for.</summary>
    public const string MeterName = "Portal";

    private readonly NpgsqlDataSource _source;
    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _bookings;
    private long _heldPlaces;
    private long _pendingMessages;
    private long _openApplications;
    private long _openAlerts;

    public PortalMetrics(NpgsqlDataSource source)
    {
        _source = source;
        _bookings = _meter.CreateCounter<long>("portal.bookings", "{booking}", "Bookings tried, by outcome: booked, or the code of the refusal.");
        _meter.CreateObservableGauge("portal.held_places", () => Interlocked.Read(ref _heldPlaces), "{place}", "Places held by people who are filling in the form.");
        _meter.CreateObservableGauge("portal.outbox.pending", () => Interlocked.Read(ref _pendingMessages), "{message}", "Messages waiting to be handed to the provider.");
        _meter.CreateObservableGauge("portal.applications.open", () => Interlocked.Read(ref _openApplications), "{application}", "Applications that have not ended.");
        _meter.CreateObservableGauge("portal.alerts.open", () => Interlocked.Read(ref _openAlerts), "{alert}", "Things that stand still: see /petugas/pekerjaan.");
    }

    /// <summary>Counts a booking that was made or refused.</summary>
    public void Booked<T>(Result<T> result) => _bookings.Add(1, new KeyValuePair<string, object?>("outcome", result.Succeeded ? "booked" : result.Error.Code));

    /// <summary>Reads the gauges from the database; without it they keep what they last showed.</summary>
    public async Task ReadAsync(CancellationToken ct)
    {
        await using var command = _source.CreateCommand(
            """
            SELECT (SELECT count(*) FROM booking_drafts WHERE holds_place),
                   (SELECT count(*) FROM outbox_messages WHERE state IN ('Pending', 'Sending', 'MaybeSent')),
                   (SELECT count(*) FROM applications WHERE is_open),
                   (SELECT count(*) FROM alerts WHERE closed_at IS NULL)
            """);
        await using var reader = await command.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        Interlocked.Exchange(ref _heldPlaces, reader.GetInt64(0));
        Interlocked.Exchange(ref _pendingMessages, reader.GetInt64(1));
        Interlocked.Exchange(ref _openApplications, reader.GetInt64(2));
        Interlocked.Exchange(ref _openAlerts, reader.GetInt64(3));
    }

    /// <inheritdoc />
    public void Dispose() => _meter.Dispose();
}
