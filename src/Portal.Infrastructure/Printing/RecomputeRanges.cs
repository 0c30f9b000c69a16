using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>
/// Computes the ranges of an office's waiting cards anew when anything has moved, tells those whose range moved a week later
/// or more, with the reason, and notes which promises were kept. Reads everything from the data, so a night without it is made up for.
/// </summary>
public sealed class RecomputeRanges(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, OfficePromises promises, StepMessages messages, TimeProvider time) : IUseCase
{
    private const int TellAtOnce = 200;

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many ranges changed.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var changed = 0;
        foreach (var office in (await directory.GetAsync(ct)).Offices)
        {
            changed += await OfficeAsync(office, ct);
        }

        return changed;
    }

    private async Task<int> OfficeAsync(OfficeEntry office, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = time.GetUtcNow();
        var today = office.Calendar.LocalDay(now);
        var fingerprint = await FingerprintAsync(db, office, today, ct);
        var run = await db.PromiseRuns.SingleOrDefaultAsync(r => r.OfficeCode == office.Code, ct);
        if (run?.Fingerprint == fingerprint)
        {
            return 0;
        }

        var outlook = await promises.ReadAsync(db, office, ct);
        await PromiseRows.KeepFactsAsync(db, office, outlook.Facts, ct);
        var cards = await PromiseRows.WaitingAsync(db, office, ct);
        var known = await db.CardPromises.AsNoTracking().Where(p => p.OfficeCode == office.Code && p.ReadyOn == null).ToDictionaryAsync(p => p.ApplicationId, ct);
        List<CardPromise> moved = [];
        List<(CardPromise Promise, WaitingCard Card)> late = [];
        foreach (var card in cards)
        {
            var before = known.GetValueOrDefault(card.Id) ?? new CardPromise { ApplicationId = card.Id, OfficeCode = office.Code };
            var after = before.Renew(outlook.Model.RangeFor(card.InLine(today, office.Rules.PrintsHere)), card.Place, today, now);
            if (after.IsWorthTelling)
            {
                late.Add((after, card));
            }
            else if (after.Range != before.Range || before.ComputedAt == default)
            {
                moved.Add(after);
            }
        }

        await PromiseRows.SaveAsync(db, moved, ct);
        await PromiseRows.CloseReadyAsync(db, office, ct);
        await TellAsync(office, late, outlook, today, now, ct);
        if (run is null)
        {
            db.PromiseRuns.Add(run = new PromiseRun { OfficeCode = office.Code });
        }

        (run.Fingerprint, run.ComputedAt, run.Cards, run.Milliseconds, run.PrintedPerWeek) = (fingerprint, now, cards.Count, (int)watch.ElapsedMilliseconds, outlook.PrintedPerWeek);
        await db.SaveChangesAsync(ct);
        return moved.Count + late.Count;
    }

    // Every act that can move a range leaves an audit row; the day itself moves it too.
    private static async Task<string> FingerprintAsync(PortalDbContext db, OfficeEntry office, DateOnly today, CancellationToken ct)
    {
        var last = await db.AuditEvents.Where(e => e.OfficeCode == office.Code).OrderByDescending(e => e.At).Select(e => (long?)e.Id).FirstOrDefaultAsync(ct);
        var rules = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(office.Rules, ValueConversions.Json);
        return $"{last}|{today:O}|{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(rules))[..16]}";
    }

    private async Task TellAsync(OfficeEntry office, List<(CardPromise Promise, WaitingCard Card)> late, OfficeOutlook outlook, DateOnly today, DateTimeOffset now, CancellationToken ct)
    {
        Dictionary<DateOnly, PromiseChange?> changes = [];
        foreach (var batch in late.Chunk(TellAtOnce))
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            var ids = batch.Select(b => b.Card.Id).ToList();
            var applications = await db.Applications.AsNoTracking().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
            List<CardPromise> told = [];
            foreach (var (promise, card) in batch)
            {
                var toldOn = promise.ToldOn!.Value;
                if (!changes.TryGetValue(toldOn, out var change))
                {
                    changes[toldOn] = change = await PromiseRows.FactsOfAsync(db, office, toldOn, ct) is { } then ? new PromiseChange(then, outlook.Facts) : null;
                }

                var why = change?.WhyLater(new PromisedRange(promise.GivenFrom!.Value, promise.ToldThrough!.Value, promise.GivenBasis!.Value), card.InLineThen(promise, office.Rules.PrintsHere), card.InLine(today, office.Rules.PrintsHere));
                told.Add(promise.Tell(why, card.Place, today));
                var application = applications[card.Id];
                if (why is { } delay)
                {
                    messages.Add(db, application, office, MessageEvent.RangeLater, $"range:{today:yyyyMMdd}", now, (promise.FromDay!.Value, promise.ThroughDay!.Value), why: DelayTexts.For(delay, application.Language));
                }
            }

            await db.SaveChangesAsync(ct);
            await PromiseRows.SaveAsync(db, told, ct);
            await transaction.CommitAsync(ct);
        }
    }
}
