namespace Portal.Web.Features.Staff.Desk;

/// <summary>
/// What the navigation shows. It is handed from the page's first picture to its living self, so that the menu stands still while
/// the circuit starts.
/// </summary>
/// <param name="Offices">The offices to choose from.</param>
/// <param name="Office">Code of the one worked for; null for somebody without an office.</param>
/// <param name="Entries">The links, in order.</param>
/// <param name="Idle">After so many seconds without input the station locks; 0 for never, null while that is not known.</param>
public sealed record NavView(IReadOnlyList<NavOffice> Offices, string? Office, IReadOnlyList<NavEntry> Entries, string? Idle = null);

/// <summary>An office to choose.</summary>
public sealed record NavOffice(string Code, string Name);

/// <summary>A link with its count; null where nothing waits or nothing is counted.</summary>
public sealed record NavEntry(NavGroup Group, string Path, string Text, int? Count, string CountText);
