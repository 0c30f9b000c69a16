namespace Portal.Core.Printing;

/// <summary>
/// What the model assumes before an office has taught it better. The shares and weights were tuned on seeds 1–500 of
/// <c>./portal bench promise</c> and are the same for every office; docs/adr/0009-date-range.md gives the reasons and the figures.
/// </summary>
public sealed record PromiseTuning
{
    /// <summary>The values in use.</summary>
    public static PromiseTuning Default { get; } = new();

    /// <summary>Share of futures in which the card comes before the range begins, 0 to 0.5.</summary>
    public double TooEarly { get; init; } = 0.03;

    /// <summary>Share of futures in which the card comes after the range ends, 0 to 0.5.</summary>
    public double TooLate { get; init; } = 0.05;

    /// <summary>How many deliveries of its own outweigh the assumed ones (every 5 to 21 days, as much as is recorded in that time).</summary>
    public double AssumedDeliveries { get; init; } = 2;

    /// <summary>How far around the known gaps and sizes the next ones are sought, in the bandwidth that suits a bell curve.</summary>
    public double Smoothing { get; init; } = 0.9;

    /// <summary>Least spread of a gap around a known one: 0.08 puts two thirds of them within about 10 %.</summary>
    public double GapSpread { get; init; } = 0.08;

    /// <summary>Least spread of a delivery's size around a known one.</summary>
    public double SizeSpread { get; init; } = 0.06;

    /// <summary>Long supply breaks an office is assumed to have seen in <see cref="AssumedYears"/> years before the portal knew it.</summary>
    public double AssumedBreaks { get; init; } = 1;

    /// <summary>The years that go with <see cref="AssumedBreaks"/>.</summary>
    public double AssumedYears { get; init; } = 1;

    /// <summary>A gap is a supply break from this many calendar days, and from this many times the office's median gap.</summary>
    public int BreakFromDays { get; init; } = 35;

    /// <summary>See <see cref="BreakFromDays"/>.</summary>
    public double BreakFromMedians { get; init; } = 4;

    /// <summary>Shortest assumed break, in calendar days.</summary>
    public double ShortestBreak { get; init; } = 35;

    /// <summary>Longest assumed break, in calendar days: blangko were out for three to four months in Pulomerak.</summary>
    public double LongestBreak { get; init; } = 130;

    /// <summary>Share of breaks after which the arrears come at once, in place of an ordinary delivery.</summary>
    public double ArrearsMadeUp { get; init; } = 0.85;

    /// <summary>Share of announced deliveries that come within the days announced; the others come on average three weeks after them.</summary>
    public double AnnouncedInTime { get; init; } = 0.8;

    /// <summary>Finished durations from which a stage's own speed is believed.</summary>
    public int FewestDurations { get; init; } = 20;

    /// <summary>Print days from which the office's own pace is believed where it states none.</summary>
    public int FewestPrintDays { get; init; } = 3;

    /// <summary>Recorded days from which the supply is guessed from what the office uses up, where no delivery is known.</summary>
    public int FewestRecordedDays { get; init; } = 5;
}
