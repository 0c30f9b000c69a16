namespace Portal.Web.Shared;

/// <summary>One line of a <see cref="SummaryList"/>.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Value">What was answered.</param>
/// <param name="ChangeAt">Indonesian address where it can be changed, or null.</param>
/// <param name="Field">The field of an error that concerns it, so that an error summary can link here.</param>
public sealed record SummaryRow(string Label, string Value, string? ChangeAt = null, string? Field = null);

/// <summary>Where an entry of a <see cref="Timeline"/> stands.</summary>
public enum TimelineState
{
    Done,
    Current,
    Next,
}

/// <summary>One entry of a <see cref="Timeline"/>.</summary>
/// <param name="Title">What happened or will happen.</param>
/// <param name="State">Done, where it stands now, or still to come.</param>
/// <param name="When">Since when, or by when.</param>
/// <param name="Source">On whose word.</param>
/// <param name="Note">What the resident should do.</param>
public sealed record TimelineEntry(string Title, TimelineState State, string? When = null, string? Source = null, string? Note = null);
