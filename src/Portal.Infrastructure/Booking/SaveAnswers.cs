using Microsoft.EntityFrameworkCore;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Booking;

/// <summary>Keeps what a resident typed, right or wrong, and says what is wrong with it.</summary>
public sealed class SaveAnswers(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, ViewDraft view, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.SaveAnswers;

    /// <summary>What was typed, for which draft.</summary>
    public sealed record Command(Guid DraftId, byte[] BrowserHash, BookingAnswers Answers, Language Language);

    /// <summary>Returns the draft, or every fault of the answers; they are kept in both cases.</summary>
    public async Task<Result<DraftView>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);

        // The lock makes a double click wait here; the later answers win.
        var draft = await db.Drafts.FromSql($"SELECT *, xmin FROM booking_drafts WHERE id = {command.DraftId} FOR UPDATE").SingleOrDefaultAsync(ct);
        if (draft is null || !draft.BrowserHash.AsSpan().SequenceEqual(command.BrowserHash))
        {
            return BookingErrors.DraftNotFound;
        }

        var office = (await directory.GetAsync(ct))[draft.OfficeCode];
        if (draft.ApplicationId is null)
        {
            draft.Save(vault.SealAnswers(draft.Id, command.Answers), command.Language, now);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
            var check = BookingDetails.Check(command.Answers, office.Code, office.VillageCodes, draft.Service, command.Language, draft.LocalDay, office.Calendar.LocalDay(now));
            if (!check.Succeeded)
            {
                return Result<DraftView>.Refused(check.Errors);
            }
        }

        return await view.ShowAsync(db, draft, office, ct);
    }
}
