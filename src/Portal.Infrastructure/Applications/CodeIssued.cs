namespace Portal.Infrastructure.Applications;

/// <summary>A one-time code is on its way, or, where nothing may be told, perhaps not.</summary>
/// <param name="CodeId">Names the code in the form where its digits are typed.</param>
/// <param name="SentToMasked">The phone it went to, masked; null where that would tell a stranger something.</param>
/// <param name="ExpiresAt">End of its life, exclusive, UTC.</param>
public sealed record CodeIssued(Guid CodeId, string? SentToMasked, DateTimeOffset ExpiresAt);
