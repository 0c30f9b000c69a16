namespace Portal.Web.Features.Staff.Messages;

/// <summary>Marks the texts of the broadcasts' pages.</summary>
public sealed class BroadcastsTexts;
