using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.Core.Reports;

/// <summary>What became of the date ranges an office gave.</summary>
/// <param name="Kept">Ready within the range.</param>
/// <param name="Early">Ready before it.</param>
/// <param name="Late">Ready after it.</param>
/// <param name="Overdue">Not ready, and the range is over.</param>
/// <param name="MedianWidth">Calendar days between both ends of the ranges, the middle one; null without any.</param>
public sealed record PromiseScore(int Kept, int Early, int Late, int Overdue, int? MedianWidth)
{
    /// <summary>Ranges whose outcome is known.</summary>
    public int Known => Kept + Early + Late + Overdue;

    /// <summary>Of 100 ranges whose outcome is known, how many were kept: 0 to 100, rounded down, so that nobody is told of a hundred while one was broken; null while none is known.</summary>
    public int? KeptPercent => Known == 0 ? null : (int)(100L * Kept / Known);
}

/// <summary>How long recording one applicant took, against the office's procedure.</summary>
/// <param name="People">Recordings that were completed.</param>
/// <param name="MedianMinutes">The middle one, in whole minutes; null without any.</param>
/// <param name="Within">Of these, as long as the procedure says or shorter; null where the office has no figure.</param>
public sealed record RecordingScore(int People, int? MedianMinutes, int? Within);

/// <summary>What one person did where two are needed.</summary>
/// <param name="All">How many.</param>
/// <param name="Reviewed">Of these, reviewed by a second person.</param>
/// <param name="Overdue">Of these, not reviewed although a working day has passed.</param>
public sealed record LoneScore(int All, int Reviewed, int Overdue);

/// <summary>What an office publishes about its own work, counted from its records.</summary>
/// <param name="Office">The office.</param>
/// <param name="From">First day counted, inclusive.</param>
/// <param name="Through">Last day counted, inclusive: today.</param>
/// <param name="Promises">The date ranges.</param>
/// <param name="Recording">The recording.</param>
/// <param name="MedianDays">Calendar days from recording to ready for pickup, the middle one; null without any.</param>
/// <param name="Ready">Cards that became ready.</param>
/// <param name="HandedOver">Cards handed over.</param>
/// <param name="Uncollected">Cards that are ready now and were not collected.</param>
/// <param name="Returned">Dossiers that went back.</param>
/// <param name="Jumps">Cards put in front of others, each with a name and a reason.</param>
/// <param name="Lone">Lone acts.</param>
/// <param name="Yesterday">What became of the messages written yesterday; null where no provider sends.</param>
public sealed record OfficePerformance(
    OfficeCode Office,
    DateOnly From,
    DateOnly Through,
    PromiseScore Promises,
    RecordingScore Recording,
    int? MedianDays,
    int Ready,
    int HandedOver,
    int Uncollected,
    int Returned,
    int Jumps,
    LoneScore Lone,
    MessageCount? Yesterday);
