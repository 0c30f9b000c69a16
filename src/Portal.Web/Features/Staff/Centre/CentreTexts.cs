namespace Portal.Web.Features.Staff.Centre;

/// <summary>Names the texts of these pages: Indonesian only.</summary>
public sealed class CentreTexts;
