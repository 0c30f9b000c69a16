namespace Portal.Web.Features.Staff.Audit;

/// <summary>Marks the texts of these pages.</summary>
public sealed class AuditTexts;
