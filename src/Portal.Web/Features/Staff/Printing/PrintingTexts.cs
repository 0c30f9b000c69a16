namespace Portal.Web.Features.Staff.Printing;

/// <summary>Names the texts of the print room: Indonesian only.</summary>
public sealed class PrintingTexts;
