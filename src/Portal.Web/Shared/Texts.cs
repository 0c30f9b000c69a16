namespace Portal.Web.Shared;

/// <summary>Names the texts that several pages share (<c>SharedTexts.resx</c>).</summary>
public sealed class SharedTexts;

/// <summary>Names the sentences of refusals (<c>ErrorTexts.resx</c>), one per error code.</summary>
public sealed class ErrorTexts;
