namespace Portal.Web.Features.Staff.Desk;

/// <summary>
/// How long a component lives. Its token may be asked for after the end too, when an act still under way comes back;
/// that of a disposed <see cref="CancellationTokenSource"/> may not.
/// </summary>
internal sealed class Lifetime : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Lifetime() => Token = _source.Token;

    /// <summary>Cancelled when the component is left.</summary>
    public CancellationToken Token { get; }

    /// <summary>Does something at an interval until the component is left.</summary>
    public async Task EveryAsync(TimeSpan interval, TimeProvider time, Func<Task> act)
    {
        try
        {
            using var timer = new PeriodicTimer(interval, time);
            while (await timer.WaitForNextTickAsync(Token))
            {
                await act();
            }
        }
        catch (OperationCanceledException)
        {
            // The component was left.
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _source.Cancel();
        _source.Dispose();
    }
}
