namespace Portal.Infrastructure.Persistence;

/// <summary>How many places of a slot are taken, holds included. Exists from the first hold on.</summary>
public sealed class SlotOccupancy
{
    public Guid ServicePointId { get; init; }

    public DateTimeOffset StartAt { get; init; }

    public DateOnly LocalDay { get; init; }

    public int Capacity { get; init; }

    public int Taken { get; init; }
}

/// <summary>A key that protects data, itself encrypted under the master key.</summary>
public sealed class DataKey
{
    public short Id { get; init; }

    public string Purpose { get; init; } = "";

    public byte[] Wrapped { get; set; } = [];

    public DateTimeOffset CreatedAt { get; init; }
}

/// <summary>What a machine client sent under an Idempotency-Key, and what it was answered.</summary>
public sealed class IdempotencyRecord
{
    public byte[] KeyHash { get; init; } = [];

    public byte[] BodyHash { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    public int? Status { get; set; }

    /// <summary>The answer, encrypted: it holds the resident's own link.</summary>
    public byte[]? Response { get; set; }
}

/// <summary>A key of ASP.NET Core Data Protection.</summary>
public sealed class DataProtectionKey
{
    public long Id { get; private set; }

    public string? FriendlyName { get; init; }

    public string Xml { get; init; } = "";
}
