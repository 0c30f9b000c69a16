using System.Collections.Concurrent;
using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>What an office can promise at this moment.</summary>
/// <param name="Facts">What is known.</param>
/// <param name="Model">The ranges that follow from it.</param>
/// <param name="PrintedPerWeek">Cards printed a week, over the last four weeks, rounded; null where fewer than five days were printed.</param>
public sealed record OfficeOutlook(PromiseFacts Facts, PromiseModel Model, int? PrintedPerWeek);

/// <summary>Ranges of an office's cards from facts that are at most a minute old. Reads through the caller's context, so that no second connection is taken.</summary>
public sealed class OfficePromises(TimeProvider time)
{
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(1);
    private const int Weeks = 4;
    private const int FewestDays = 5;

    private readonly ConcurrentDictionary<OfficeCode, (OfficeOutlook Outlook, DateTimeOffset At)> _kept = new();

    /// <summary>The outlook, at most a minute old.</summary>
    public async Task<OfficeOutlook> GetAsync(PortalDbContext db, OfficeEntry office, CancellationToken ct) =>
        _kept.TryGetValue(office.Code, out var kept) && time.GetUtcNow() - kept.At < Usable && kept.At <= time.GetUtcNow()
            ? kept.Outlook
            : await ReadAsync(db, office, ct);

    /// <summary>The outlook of this very moment; kept for whoever asks within the next minute.</summary>
    public async Task<OfficeOutlook> ReadAsync(PortalDbContext db, OfficeEntry office, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var facts = await PromiseFactsReader.ReadAsync(db, office, now, ct);
        var outlook = new OfficeOutlook(facts, PromiseModel.Build(facts), PerWeek(facts));
        _kept[office.Code] = (outlook, now);
        return outlook;
    }

    /// <summary>The range of somebody who has just been recorded, kept as the promise by which the office is measured; added to the caller's transaction.</summary>
    /// <returns>The range, or null when nothing honest can be said yet.</returns>
    public async Task<PromisedRange?> GiveAsync(PortalDbContext db, CardApplication application, OfficeEntry office, DateTimeOffset now, CancellationToken ct)
    {
        var outlook = await GetAsync(db, office, ct);
        var today = office.Calendar.LocalDay(now);
        var range = outlook.Model.RangeFor(new CardBeforePrintReady(today));
        // Recorded a second time: the first promise stands.
        if (await db.CardPromises.FindAsync([application.Id], ct) is null)
        {
            db.CardPromises.Add(new CardPromise { ApplicationId = application.Id, OfficeCode = office.Code }.Renew(range, null, today, now));
        }

        return range;
    }

    private static int? PerWeek(PromiseFacts facts)
    {
        var recent = facts.PrintDays.Where(d => d.Day >= facts.Today.AddDays(-7 * Weeks) && d.Printed > 0).ToList();
        return recent.Count < FewestDays ? null : (int)Math.Round(recent.Sum(d => d.Printed) / (double)Weeks);
    }
}
