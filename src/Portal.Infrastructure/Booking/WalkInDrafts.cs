using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Booking;

/// <summary>What the desk has typed so far for a person who came without an appointment.</summary>
public sealed record WalkInDraft(ServiceSlug Service, BookingAnswers Answers, Language Language)
{
    /// <summary>An empty form.</summary>
    public static WalkInDraft Empty { get; } = new(ServiceSlug.New, new BookingAnswers { Channel = "whatsapp" }, Language.Indonesian);
}

/// <summary>Keeps a half-typed walk-in form, encrypted, so that a cut or a restart of the server loses nothing.</summary>
public sealed class KeepWalkInDraft(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, PersonalDataVault vault, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RegisterWalkIn;

    /// <summary>What is typed now, right or wrong.</summary>
    public sealed record Command(OfficeCode Office, WalkInDraft Draft);

    /// <summary>Keeps it for two hours, for this member of staff and office only.</summary>
    public async Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, command.Office) is { } refusal)
        {
            return refusal;
        }

        if ((await directory.GetAsync(ct)).Find(command.Office) is not { } office)
        {
            return BookingErrors.OfficeUnknown;
        }

        var now = time.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        var draft = await WalkInDrafts.FindAsync(db, actor, office.Code, ct);
        if (draft is null)
        {
            draft = BookingDraft.AtDesk(Guid.NewGuid(), WalkInDrafts.HashOf(actor, office.Code), office.Code, office.Calendar.LocalDay(now), now);
            db.Drafts.Add(draft);
        }

        draft.SaveAtDesk(command.Draft.Service, vault.SealAnswers(draft.Id, command.Draft.Answers), command.Draft.Language, now);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Registered or kept by a second window in the same moment; the next keystroke keeps it again.
        }

        return Result.Ok;
    }
}

/// <summary>Finds the half-typed form again.</summary>
public sealed class FindWalkInDraft(IDbContextFactory<PortalDbContext> databases, PersonalDataVault vault) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.RegisterWalkIn;

    /// <summary>In which office.</summary>
    public sealed record Query(OfficeCode Office);

    /// <summary>Returns what this member of staff had typed, or an empty form.</summary>
    public async Task<Result<WalkInDraft>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission, query.Office) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return await WalkInDrafts.FindAsync(db, actor, query.Office, ct) is { } draft && vault.AnswersOf(draft) is { } answers
            ? new WalkInDraft(draft.Service, answers, draft.Language)
            : WalkInDraft.Empty;
    }
}

/// <summary>Where half-typed walk-in forms are: among the drafts of bookings, under a hash of member of staff and office.</summary>
internal static class WalkInDrafts
{
    public static byte[] HashOf(Actor actor, OfficeCode office) => HashOf(actor.StaffId, office);

    /// <summary>Where the forms of a member of staff are, in any of these offices.</summary>
    public static List<byte[]> HashesOf(Guid staff, IEnumerable<OfficeCode> offices) => [.. offices.Select(o => HashOf(staff, o))];

    private static byte[] HashOf(Guid? staff, OfficeCode office) => SHA256.HashData(Encoding.UTF8.GetBytes($"walk-in:{staff:N}:{office}"));

    public static Task<BookingDraft?> FindAsync(PortalDbContext db, Actor actor, OfficeCode office, CancellationToken ct)
    {
        var hash = HashOf(actor, office);
        return db.Drafts.Where(d => d.BrowserHash == hash).OrderByDescending(d => d.KeepUntil).FirstOrDefaultAsync(ct);
    }

    /// <summary>Drops it in the transaction of the registration it became.</summary>
    public static Task DropAsync(PortalDbContext db, Actor actor, OfficeCode office, CancellationToken ct)
    {
        var hash = HashOf(actor, office);
        return db.Drafts.Where(d => d.BrowserHash == hash).ExecuteDeleteAsync(ct);
    }
}
