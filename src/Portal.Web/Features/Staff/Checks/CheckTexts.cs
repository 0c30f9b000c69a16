namespace Portal.Web.Features.Staff.Checks;

/// <summary>Names the texts of the second person's check: Indonesian only.</summary>
public sealed class CheckTexts;
