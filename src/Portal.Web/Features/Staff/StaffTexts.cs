namespace Portal.Web.Features.Staff;

/// <summary>Names the texts of staff pages: Indonesian only.</summary>
public sealed class StaffTexts;
