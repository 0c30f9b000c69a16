namespace Portal.Web.Features.Staff.Offices;

/// <summary>Marks the texts of these pages.</summary>
public sealed class OfficesTexts;
