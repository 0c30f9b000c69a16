namespace Portal.Web.Features.Staff.Paper;

/// <summary>Names the texts of these pages: Indonesian only.</summary>
public sealed class PaperTexts;
