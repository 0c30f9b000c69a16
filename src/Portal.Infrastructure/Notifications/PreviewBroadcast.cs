using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Notifications;

/// <summary>How a broadcast reads, whom it would reach now, and what it would cost.</summary>
/// <param name="Samples">The message in each language that was written.</param>
/// <param name="Count">Whom it reaches now.</param>
/// <param name="Cost">Rupiah; null while a price is missing.</param>
public sealed record BroadcastPreview(IReadOnlyDictionary<Language, string> Samples, BroadcastCount Count, decimal? Cost);

/// <summary>Shows a broadcast before it is proposed. Writes nothing.</summary>
public sealed class PreviewBroadcast(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, BroadcastPlanner planner, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.WriteBroadcast;

    /// <summary>To whom, and what.</summary>
    public sealed record Query(OfficeCode Office, BroadcastAudience Audience, string? Text, string? TextEn);

    /// <summary>Returns the preview; or not_found, or every fault of group and text.</summary>
    public async Task<Result<BroadcastPreview>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(query.Office) is not { } office)
        {
            return AccessErrors.NotFound;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var (audience, texts) = (query.Audience.Check(office.VillageCodes, office.Calendar.LocalDay(time.GetUtcNow())), planner.Read(db, query.Text, query.TextEn));
        return audience.Succeeded && texts.Succeeded
            ? await OfAsync(db, planner, office, audience.Value, texts.Value, ct)
            : Result<BroadcastPreview>.Refused([.. audience.Errors, .. texts.Errors]);
    }

    /// <summary>The preview of what has been checked.</summary>
    internal static async Task<BroadcastPreview> OfAsync(PortalDbContext db, BroadcastPlanner planner, OfficeEntry office, BroadcastAudience audience, IReadOnlyDictionary<Language, BroadcastText> texts, CancellationToken ct)
    {
        var plan = await planner.PlanAsync(db, office, audience, texts, ct);
        var budget = await db.MessageBudgets.AsNoTracking().SingleOrDefaultAsync(b => b.OfficeCode == office.Code, ct);
        return new BroadcastPreview(
            texts.ToDictionary(t => t.Key, t => t.Value.Render(MessageFacts.Sample with { Office = office.Office.Name })),
            plan.Count,
            budget?.CostOf(plan.Count.SmsParts, plan.Count.WhatsApp));
    }
}
