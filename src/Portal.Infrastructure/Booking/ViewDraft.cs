using Microsoft.EntityFrameworkCore;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Booking;

/// <summary>A booking in the making, as its own browser sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Service">The service asked for.</param>
/// <param name="Office">The office.</param>
/// <param name="Start">Start of the slot, with the office's offset.</param>
/// <param name="End">End of the slot, exclusive, with the office's offset.</param>
/// <param name="HeldUntil">Until when the place is kept, with the office's offset.</param>
/// <param name="IsHeld">True while it is.</param>
/// <param name="Answers">What was typed so far, or null.</param>
/// <param name="BookedLinkCode">The own link of the application it became, or null.</param>
public sealed record DraftView(Guid Id, ServiceSlug Service, OfficeCode Office, DateTimeOffset Start, DateTimeOffset End, DateTimeOffset HeldUntil, bool IsHeld, BookingAnswers? Answers, string? BookedLinkCode);

/// <summary>Shows a draft to the browser that began it.</summary>
public sealed class ViewDraft(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.HoldPlace;

    /// <summary>Which draft, and the hash of the browser's secret.</summary>
    public sealed record Query(Guid DraftId, byte[] BrowserHash);

    /// <summary>Returns the draft, or draft_not_found in any other browser and after two hours.</summary>
    public async Task<Result<DraftView>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var draft = await db.Drafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == query.DraftId, ct);
        return draft is null || draft.KeepUntil <= time.GetUtcNow() || !draft.BrowserHash.AsSpan().SequenceEqual(query.BrowserHash)
            ? BookingErrors.DraftNotFound
            : await ShowAsync(db, draft, (await directory.GetAsync(ct))[draft.OfficeCode], ct);
    }

    internal async Task<DraftView> ShowAsync(PortalDbContext db, BookingDraft draft, OfficeEntry office, CancellationToken ct)
    {
        string? code = null;
        if (draft.ApplicationId is { } applicationId)
        {
            var version = await db.Applications.Where(a => a.Id == applicationId).Select(a => a.LinkVersion).SingleAsync(ct);
            code = vault.LinkCode(applicationId, version);
        }

        return new DraftView(draft.Id, draft.Service, draft.OfficeCode, office.Local(draft.StartAt), office.Local(draft.EndAt), office.Local(draft.HeldUntil), draft.IsHeldAt(time.GetUtcNow()), vault.AnswersOf(draft), code);
    }
}
