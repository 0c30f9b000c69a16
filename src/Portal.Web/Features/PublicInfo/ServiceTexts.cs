namespace Portal.Web.Features.PublicInfo;

/// <summary>Texts of the service pages.</summary>
public sealed class ServiceTexts;
