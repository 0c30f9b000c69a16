namespace Portal.Web.Features.Staff.Bundles;

/// <summary>Names the texts of the bundles page: Indonesian only.</summary>
public sealed class BundlesTexts;
