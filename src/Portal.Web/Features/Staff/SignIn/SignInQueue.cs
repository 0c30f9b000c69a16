namespace Portal.Web.Features.Staff.SignIn;

/// <summary>
/// Lets tries at one account in one after the other. Fifty at once would otherwise all be looked at before the first
/// of them is counted, and the account would close only after fifty. Each node of several has a queue of its own, which
/// lets in as many at once as there are nodes.
/// </summary>
public sealed class SignInQueue : IDisposable
{
    // Names share doors: more doors than a node can check passwords at a time are of no use.
    private readonly SemaphoreSlim[] _doors = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    /// <summary>Waits for the turn of this account; it ends when the result is disposed.</summary>
    public async Task<IDisposable> EnterAsync(string account, CancellationToken cancellationToken)
    {
        var door = _doors[(uint)account.GetHashCode(StringComparison.Ordinal) % _doors.Length];
        await door.WaitAsync(cancellationToken);
        return new Turn(door);
    }

    /// <inheritdoc />
    public void Dispose() => Array.ForEach(_doors, door => door.Dispose());

    private sealed class Turn(SemaphoreSlim door) : IDisposable
    {
        public void Dispose() => door.Release();
    }
}
