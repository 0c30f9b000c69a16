namespace Portal.Web.Features.Staff.Jobs;

/// <summary>Marks the texts of these pages.</summary>
public sealed class JobsTexts;
