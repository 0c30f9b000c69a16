namespace Portal.Web.Features.Stock;

/// <summary>Texts of the public board of blangko.</summary>
public sealed class StockBoardTexts;
