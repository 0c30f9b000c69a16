namespace Portal.Web.Shared.Forms;

/// <summary>One answer to choose.</summary>
/// <param name="Value">Sent when chosen.</param>
/// <param name="Label">What the reader sees.</param>
/// <param name="Hint">A second, smaller line.</param>
/// <param name="Disabled">Shown, but cannot be chosen; the hint says why.</param>
public sealed record Choice(string Value, string Label, string? Hint = null, bool Disabled = false);
