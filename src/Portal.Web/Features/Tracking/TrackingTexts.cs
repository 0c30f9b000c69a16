namespace Portal.Web.Features.Tracking;

/// <summary>Names the texts of tracking (<c>TrackingTexts.resx</c>).</summary>
public sealed class TrackingTexts;

/// <summary>Names the texts of <see cref="Portal.Core.Applications.StatusGuide"/> (<c>StatusTexts.resx</c>), used by every page that shows a status.</summary>
public sealed class StatusTexts;
