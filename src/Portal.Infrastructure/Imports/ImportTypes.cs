using Portal.Core.Shared;

namespace Portal.Infrastructure.Imports;

/// <summary>What becomes of a row.</summary>
public enum RowEffect
{
    /// <summary>It changes something.</summary>
    Change,

    /// <summary>It is kept, and moves nothing.</summary>
    Note,

    /// <summary>It is known already.</summary>
    Known,

    /// <summary>It cannot be read in.</summary>
    Fault,
}

/// <summary>One row of a file and what becomes of it.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Effect">What becomes of it.</param>
/// <param name="Subject">Whom it is about, masked: a register number, or the last digits of a NIK.</param>
/// <param name="What">What it says, as a key or a status name.</param>
/// <param name="Errors">Why not; empty unless <see cref="RowEffect.Fault"/>.</param>
public sealed record RowResult(int Line, RowEffect Effect, string Subject, string What, IReadOnlyList<Error> Errors);

/// <summary>What a file would do, or did.</summary>
/// <param name="Rows">Every row, in the order of the file.</param>
/// <param name="Applied">True when it was carried out.</param>
/// <param name="ImportId">The import it became; null for a preview and where nothing changed.</param>
public sealed record ImportOutcome(IReadOnlyList<RowResult> Rows, bool Applied, Guid? ImportId)
{
    /// <summary>How many rows have this effect.</summary>
    public int Count(RowEffect effect) => Rows.Count(r => r.Effect == effect);
}
