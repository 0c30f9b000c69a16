using Microsoft.Extensions.Caching.Memory;
using Portal.Core.Staff;

namespace Portal.Web.Features.Staff.SignIn;

/// <summary>
/// Counts tries at user names that do not exist, so that they close after as many as real ones: otherwise the sentence
/// about a closed account would tell which names exist.
/// </summary>
public sealed class UnknownNames : IDisposable
{
    private const int MostNames = 10_000;

    private readonly MemoryCache _tries = new(new MemoryCacheOptions { SizeLimit = MostNames });
    private readonly Lock _counting = new();

    /// <summary>True while tries at this name are refused unseen.</summary>
    public bool IsClosed(string name) => _tries.TryGetValue(name, out int tries) && tries >= StaffAccountRules.MaxTries;

    /// <summary>Counts a try; true when it was the one that closes the name.</summary>
    public bool CountTry(string name)
    {
        lock (_counting)
        {
            var tries = _tries.TryGetValue(name, out int before) ? before + 1 : 1;
            _tries.Set(name, tries, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = StaffAccountRules.ClosedFor });
            return tries >= StaffAccountRules.MaxTries;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _tries.Dispose();
}
