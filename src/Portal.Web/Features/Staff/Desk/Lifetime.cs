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

    /// <inheritdoc />
    public void Dispose()
    {
        _source.Cancel();
        _source.Dispose();
    }
}
