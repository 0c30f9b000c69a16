namespace Portal.Web.Features.Staff.Messages;

/// <summary>Marks the texts about what messages cost.</summary>
public sealed class SpendingTexts;
