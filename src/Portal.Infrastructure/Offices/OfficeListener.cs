using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Offices;

/// <summary>Has the directory read anew as soon as any node has changed an office. Without it an edit shows after a quarter of a minute to a minute.</summary>
public sealed class OfficeListener(NpgsqlDataSource source, OfficeDirectory directory, TimeProvider time, ILogger<OfficeListener> log) : BackgroundService
{
    private static readonly TimeSpan BeforeListeningAgain = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Changes of offices on other nodes are seen later for a moment{Reason}.", DatabaseAway.IsTheReason(e) ? ": the database is away" : "");
                await Task.Delay(BeforeListeningAgain, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var listen = new NpgsqlCommand($"LISTEN {CalendarDesk.Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        while (true)
        {
            // What was told while nobody listened counts as heard now.
            directory.Invalidate();
            await connection.WaitAsync(ct);
        }
    }
}
