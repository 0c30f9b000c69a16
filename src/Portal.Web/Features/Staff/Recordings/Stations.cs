using Portal.Core.Applications;

namespace Portal.Web.Features.Staff.Recordings;

/// <summary>The four stations of a recording and the parts that belong to each, in the order in which a person walks past them.</summary>
public static class Stations
{
    /// <summary>All stations; the first is number 1.</summary>
    public static IReadOnlyList<IReadOnlyList<RecordingPart>> All { get; } =
    [
        [RecordingPart.Dossier],
        [RecordingPart.Photo],
        [RecordingPart.Fingerprints, RecordingPart.Iris, RecordingPart.Signature],
        [RecordingPart.Data],
    ];

    /// <summary>The part that comes next at a station, or at any when none is chosen; null when nothing is left there.</summary>
    public static RecordingPart? Next(int? station, Func<RecordingPart, bool> isNoted)
    {
        var parts = station is { } number ? All[number - 1] : All.SelectMany(s => s);
        return parts.Where(p => !isNoted(p)).Select(p => (RecordingPart?)p).FirstOrDefault();
    }

    /// <summary>The station that the address names; null for all of them.</summary>
    public static int? Parse(string? text) => text is [>= '1' and <= '4' and var digit] ? digit - '0' : null;
}
