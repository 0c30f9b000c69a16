namespace Portal.Web.Features.Staff.Handovers;

/// <summary>Names the texts of the handover desk: Indonesian only.</summary>
public sealed class HandoversTexts;
