namespace Portal.Web.Features.Staff.Messages;

/// <summary>Marks the texts of these pages.</summary>
public sealed class TemplatesTexts;
