using Portal.Core.Staff;

namespace Portal.Infrastructure;

/// <summary>
/// A use case: one verb, one class, one <c>ExecuteAsync(…, actor, ct)</c> that opens its own context and transaction.
/// The permission is static and abstract so that a use case without one does not compile.
/// </summary>
public interface IUseCase
{
    /// <summary>What an actor must hold; see <see cref="PermissionTable"/>.</summary>
    static abstract Permission Permission { get; }
}
