using System.Text.Json;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>What an office knew on a day, kept to say later why a card is late. Sums and durations only.</summary>
public sealed class PromiseFactsRow
{
    public OfficeCode OfficeCode { get; init; }

    public DateOnly Day { get; init; }

    public string Facts { get; set; } = "";
}

/// <summary>Which facts an office's ranges were last computed from, and how long that took.</summary>
public sealed class PromiseRun
{
    public OfficeCode OfficeCode { get; init; }

    /// <summary>Equal when nothing has happened since.</summary>
    public string Fingerprint { get; set; } = "";

    public DateTimeOffset ComputedAt { get; set; }

    public int Cards { get; set; }

    public int Milliseconds { get; set; }

    /// <summary>Cards printed a week over the last four weeks; null where too few days were printed to say.</summary>
    public int? PrintedPerWeek { get; set; }
}

/// <summary>The facts as they are stored: everything by value, the calendar as what it is made of.</summary>
internal sealed record StoredFacts(
    int BlanksOnHand,
    int PrintReadyWaiting,
    DateOnly? DeliveriesKnownSince,
    IReadOnlyList<PastDelivery> Deliveries,
    IReadOnlyList<AnnouncedDelivery> Announced,
    IReadOnlyList<PrintDay> PrintDays,
    IReadOnlyList<int> RecordedPerDay,
    int? PrintsPerDay,
    StageHistory RecordingToPrintReady,
    StageHistory PrintedToReady,
    int? StandardDays,
    IReadOnlyList<OpeningHours> Hours,
    IReadOnlyList<DateOnly> Holidays,
    IReadOnlyList<Closure> Closures)
{
    public static string Write(PromiseFacts facts, IReadOnlyList<OpeningHours> hours, IReadOnlyList<DateOnly> holidays, IReadOnlyList<Closure> closures) =>
        JsonSerializer.Serialize(
            new StoredFacts(
                facts.BlanksOnHand, facts.PrintReadyWaiting, facts.DeliveriesKnownSince, facts.Deliveries, facts.Announced, facts.PrintDays, facts.RecordedPerDay, facts.PrintsPerDay,
                facts.RecordingToPrintReady, facts.PrintedToReady, facts.StandardDays, hours, holidays, closures),
            ValueConversions.Json);

    public static PromiseFacts Read(string json, DateOnly day, TimeZoneInfo zone)
    {
        var stored = JsonSerializer.Deserialize<StoredFacts>(json, ValueConversions.Json)!;
        return new()
        {
            Today = day,
            Calendar = new(zone, stored.Hours, stored.Holidays.ToHashSet(), stored.Closures),
            BlanksOnHand = stored.BlanksOnHand,
            PrintReadyWaiting = stored.PrintReadyWaiting,
            DeliveriesKnownSince = stored.DeliveriesKnownSince,
            Deliveries = stored.Deliveries,
            Announced = stored.Announced,
            PrintDays = stored.PrintDays,
            RecordedPerDay = stored.RecordedPerDay,
            PrintsPerDay = stored.PrintsPerDay,
            RecordingToPrintReady = stored.RecordingToPrintReady,
            PrintedToReady = stored.PrintedToReady,
            StandardDays = stored.StandardDays,
        };
    }
}
