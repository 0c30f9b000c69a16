namespace Portal.Web.Features.Staff.Stock;

/// <summary>Texts of the staff pages about blangko; Indonesian only.</summary>
public sealed class StockTexts;
