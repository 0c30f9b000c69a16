using System.Globalization;
using Portal.Core.Shared;
using Portal.Infrastructure.Audit;
using Portal.Web.Features.Staff.Stock;

namespace Portal.Web.Features.Staff.Audit;

/// <summary>What is looked for, as it stands in an address: the page, the paper and the file read it the same way.</summary>
/// <param name="Part">"instalasi" for the trail of the installation.</param>
/// <param name="Staff">Id of a member of staff.</param>
/// <param name="Record">Register number, or id of a record.</param>
/// <param name="Verb">A verb, or a group of them.</param>
/// <param name="From">First day, <c>2026-12-07</c>.</param>
/// <param name="Through">Last day.</param>
/// <param name="After">Where the page before ended.</param>
public sealed record AuditAddress(string? Part, string? Staff, string? Record, string? Verb, string? From, string? Through, string? After = null)
{
    /// <summary>How the trail of the installation is asked for.</summary>
    public const string Installation = "instalasi";

    /// <summary>True when the trail of the installation is asked for.</summary>
    public bool IsInstallation => Part == Installation;

    /// <summary>True when anything is looked for at all.</summary>
    public bool IsFiltered => StaffId is not null || !string.IsNullOrWhiteSpace(Record) || Verbs.Count > 0 || FromDay is not null || ThroughDay is not null;

    public Guid? StaffId => Guid.TryParse(Staff, out var id) ? id : null;

    public IReadOnlyList<string> Verbs => AuditAreas.VerbsOf(Verb);

    public DateOnly? FromDay => TypedNumber.DayOf(From);

    public DateOnly? ThroughDay => TypedNumber.DayOf(Through);

    /// <summary>Where the page begins; null for the latest lines, and where the address was edited by hand.</summary>
    public AuditPlace? Place
    {
        get
        {
            var parts = (After ?? "").Split('-');
            return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var microseconds) && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && microseconds <= DateTimeOffset.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond
                ? new AuditPlace(new DateTimeOffset(microseconds * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero), id)
                : null;
        }
    }

    /// <summary>The filter, for an office or the installation.</summary>
    public AuditFilter Filter(OfficeCode? office) => new(IsInstallation ? null : office, StaffId, Record, Verbs, FromDay, ThroughDay);

    /// <summary>A place as it stands in an address.</summary>
    public static string TextOf(AuditPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.At.UtcTicks / TimeSpan.TicksPerMicrosecond}-{place.Id}");
}
