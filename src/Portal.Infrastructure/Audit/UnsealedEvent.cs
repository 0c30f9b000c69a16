namespace Portal.Infrastructure.Audit;

/// <summary>
/// An event that no seal covers yet. A trigger writes it in the event's own transaction and the seal takes it away in its own, so an
/// event waits exactly from its commit to the commit of its seal, in whatever order transactions end.
/// </summary>
public sealed class UnsealedEvent
{
    public long EventId { get; private set; }

    /// <summary>As <see cref="Core.Audit.AuditSeal.ChainOf"/>.</summary>
    public string Chain { get; private set; } = "";
}
