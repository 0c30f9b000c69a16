using Portal.Core.Shared;

namespace Portal.Infrastructure.Centre;

/// <summary>A batch as it goes over the line.</summary>
/// <param name="Id">The batch; the other side knows by it that a batch came before.</param>
/// <param name="Office">The office.</param>
/// <param name="Day">The office's own day.</param>
/// <param name="Number">Its number within that day.</param>
/// <param name="Records">What is in it.</param>
public sealed record CentreParcel(Guid Id, OfficeCode Office, DateOnly Day, int Number, IReadOnlyList<CentreRecord> Records);

/// <summary>One record of a batch.</summary>
public sealed record CentreRecord(RegisterNumber Register, Nik Nik);

/// <summary>What came back over the line.</summary>
/// <param name="Accepted">Register numbers that arrived; null when the answer is no.</param>
/// <param name="Problem">One of <see cref="Core.Applications.CentreProblem"/>; null where there is none.</param>
public sealed record CentreAnswer(IReadOnlySet<string>? Accepted, string? Problem)
{
    /// <summary>The batch never arrived.</summary>
    public static CentreAnswer Unknown { get; } = new(null, null);

    /// <summary>It did not go through.</summary>
    public static CentreAnswer Failed(string problem) => new(null, problem);
}

/// <summary>The way to the data centre. SIAK has no public API: without an adapter an operator is the line.</summary>
public interface ICentreLine
{
    /// <summary>False where an operator sends by hand.</summary>
    bool SendsByItself { get; }

    /// <summary>Sends a batch. Sent twice under one id it counts once.</summary>
    Task<CentreAnswer> SendAsync(CentreParcel parcel, CancellationToken ct);

    /// <summary>Asks whether a batch has arrived; <see cref="CentreAnswer.Unknown"/> when it has not.</summary>
    Task<CentreAnswer> AskAsync(Guid batch, CancellationToken ct);
}

/// <summary>An operator types the records into SIAK and says so; nothing leaves by itself.</summary>
public sealed class ManualCentreLine : ICentreLine
{
    /// <inheritdoc />
    public bool SendsByItself => false;

    /// <inheritdoc />
    public Task<CentreAnswer> SendAsync(CentreParcel parcel, CancellationToken ct) => throw new NotSupportedException("An operator sends by hand.");

    /// <inheritdoc />
    public Task<CentreAnswer> AskAsync(Guid batch, CancellationToken ct) => throw new NotSupportedException("An operator sends by hand.");
}
