using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>Sends messages as soon as they are written, on whichever node hears of them first. What nobody hears of is found by <see cref="DispatchMessagesJob"/>.</summary>
public sealed class MessageListener(NpgsqlDataSource source, DispatchMessages dispatch, MessagePump pump, TimeProvider time, ILogger<MessageListener> log) : BackgroundService
{
    /// <summary>The channel that the trigger on the messages' table notifies.</summary>
    public const string Channel = "outbox";

    // The trigger does not make transactions wait for each other: of those that commit in the same moment only one tells.
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan BeforeListeningAgain = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        AgainAndAgainAsync(ListenAsync, stoppingToken),
        AgainAndAgainAsync(DispatchAsync, stoppingToken));

    private async Task ListenAsync(CancellationToken ct)
    {
        await using var connection = await source.OpenConnectionAsync(ct);
        await using (var listen = new NpgsqlCommand($"LISTEN {Channel}", connection))
        {
            await listen.ExecuteNonQueryAsync(ct);
        }

        pump.Wake();
        await using var secondLook = time.CreateTimer(_ => pump.Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        while (true)
        {
            await connection.WaitAsync(ct);
            pump.Wake();
            secondLook.Change(SecondLook, Timeout.InfiniteTimeSpan);
        }
    }

    private async Task DispatchAsync(CancellationToken ct)
    {
        while (true)
        {
            await pump.WaitAsync(ct);
            await dispatch.ExecuteAsync(Actor.System, ct);
        }
    }

    private async Task AgainAndAgainAsync(Func<CancellationToken, Task> act, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await act(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Messages are not sent for a moment{Reason}.", DatabaseAway.IsTheReason(e) ? ": the database is away" : "");
                await Task.Delay(BeforeListeningAgain, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
