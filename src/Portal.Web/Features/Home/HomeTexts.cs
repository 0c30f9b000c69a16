namespace Portal.Web.Features.Home;

/// <summary>Names the texts of the front page.</summary>
public sealed class HomeTexts;
