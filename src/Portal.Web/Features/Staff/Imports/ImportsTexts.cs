namespace Portal.Web.Features.Staff.Imports;

/// <summary>Names the texts of these pages: Indonesian only.</summary>
public sealed class ImportsTexts;
