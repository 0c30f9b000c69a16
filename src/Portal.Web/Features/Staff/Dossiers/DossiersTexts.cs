namespace Portal.Web.Features.Staff.Dossiers;

/// <summary>Marks the texts of these pages.</summary>
public sealed class DossiersTexts;
