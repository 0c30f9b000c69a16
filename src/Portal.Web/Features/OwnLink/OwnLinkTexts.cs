namespace Portal.Web.Features.OwnLink;

/// <summary>Names the texts of the resident's own pages (<c>OwnLinkTexts.resx</c>).</summary>
public sealed class OwnLinkTexts;
