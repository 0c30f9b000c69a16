using Microsoft.EntityFrameworkCore;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Booking;

/// <summary>Keeps a place for ten minutes while a resident types. A second call for the same draft moves the hold.</summary>
public sealed class HoldPlace(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    /// <summary>Places one browser may keep at a time: a family books together, a hoarder does not.</summary>
    public const int HoldsPerBrowser = 4;

    /// <inheritdoc />
    public static Permission Permission => Permission.HoldPlace;

    /// <summary>What to hold.</summary>
    /// <param name="DraftId">The draft whose hold moves, or null for a new one.</param>
    /// <param name="BrowserHash">SHA-256 of the browser's secret.</param>
    /// <param name="Service">The service asked for.</param>
    /// <param name="Office">The office.</param>
    /// <param name="Start">Start of the slot.</param>
    /// <param name="Language">The reader's language.</param>
    public sealed record Command(Guid? DraftId, byte[] BrowserHash, ServiceSlug Service, OfficeCode Office, DateTimeOffset Start, Language Language);

    /// <summary>Returns the draft's id.</summary>
    public async Task<Result<Guid>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        if (!command.Service.BeginsApplication())
        {
            return BookingErrors.PickupNeedsLink;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return BookingErrors.OfficeUnknown;
        }

        if (office.BookingRefusal is { } closed)
        {
            return closed;
        }

        Task<Result<Guid>> Attempt() => SlotChoice.AtAnyPointAsync(office.Points.Count, skip => Retry.OnConflictAsync(() => TryAsync(command, skip, ct)));
        var held = await Attempt();
        return !held.Succeeded && held.Error == BookingErrors.SlotFull && await Places.SweepAsync(databases, office, command.Start, time.GetUtcNow(), ct) ? await Attempt() : held;
    }

    private async Task<Result<Guid>> TryAsync(Command command, int skip, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        // Found anew each time: the calendar may have changed since the last.
        var office = (await directory.GetAsync(ct))[command.Office];
        if (office.BookingRefusal is { } closed)
        {
            return closed;
        }

        var found = SlotChoice.Find(office, command.Start, now, skip);
        if (!found.TryGet(out var choice))
        {
            return Result<Guid>.Refused(found.Errors);
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        if (command.DraftId is not null)
        {
            await Places.KeepCalendarsAsync(db, command.Office, ct);
        }

        var draft = command.DraftId is { } id
            ? await db.Drafts.FromSql($"SELECT *, xmin FROM booking_drafts WHERE id = {id} FOR UPDATE").SingleOrDefaultAsync(ct)
            : null;
        if (draft is not null && (draft.ApplicationId is not null || !draft.BrowserHash.AsSpan().SequenceEqual(command.BrowserHash)))
        {
            return BookingErrors.DraftNotFound;
        }

        if (draft is null)
        {
            // Counting is not exact when one browser sends several at once; the limit is against hoarding, not a promise.
            var live = await db.Drafts.CountAsync(d => d.BrowserHash == command.BrowserHash && d.HoldsPlace && d.HeldUntil > now, ct);
            if (live >= HoldsPerBrowser)
            {
                return BookingErrors.TooManyHolds;
            }

            draft = new BookingDraft(Guid.NewGuid(), command.BrowserHash, command.Language, now);
            db.Drafts.Add(draft);
        }
        else if (draft.HoldsPlace)
        {
            await Places.LockAsync(db, draft.ServicePointId, draft.StartAt, choice.Point.Point.Id, choice.Slot.Start, ct);
            await Places.FreeAsync(db, draft.ServicePointId, draft.StartAt, ct);
        }

        if (!await Places.TakeAsync(db, directory, choice, ct))
        {
            // The rollback gives the old place back to the draft: nothing is lost by asking for a full slot.
            return BookingErrors.SlotFull;
        }

        draft.Hold(command.Service, command.Office, choice.Point.Point.Id, choice.Slot, choice.LocalDay, now);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return draft.Id;
    }
}
