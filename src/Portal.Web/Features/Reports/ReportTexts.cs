namespace Portal.Web.Features.Reports;

/// <summary>Texts of the published performance.</summary>
public sealed class ReportTexts;
