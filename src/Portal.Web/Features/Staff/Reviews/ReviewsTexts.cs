namespace Portal.Web.Features.Staff.Reviews;

/// <summary>Marks the texts of these pages.</summary>
public sealed class ReviewsTexts;
