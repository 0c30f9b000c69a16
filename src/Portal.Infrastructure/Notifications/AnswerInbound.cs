using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Notifications;

/// <summary>What to answer somebody who wrote to us.</summary>
/// <param name="Wish">What was asked for; null when nothing is to be answered.</param>
/// <param name="Register">Of which application.</param>
/// <param name="Language">In which language.</param>
public sealed record InboundReply(InboundWish? Wish, RegisterNumber? Register, Language Language);

/// <summary>
/// Takes a message from a phone: who wants no more messages gets none, and the like. Whoever calls has checked that it comes
/// from the provider. The text is not kept; the same message sent again acts only once.
/// </summary>
public sealed class AnswerInbound(IDbContextFactory<PortalDbContext> databases, PersonalDataVault vault, TryLimiter tries, TimeProvider time) : IUseCase
{
    private static readonly TimeSpan BetweenHelps = TimeSpan.FromDays(1);

    /// <inheritdoc />
    public static Permission Permission => Permission.HearProvider;

    /// <summary>A message.</summary>
    /// <param name="From">The sender's number, as E.164.</param>
    /// <param name="ProviderId">The provider's id of it.</param>
    /// <param name="Text">What was written.</param>
    public sealed record Command(string From, string ProviderId, string? Text);

    /// <summary>Returns what to answer; nothing to somebody who writes without end, or whom we have helped today.</summary>
    public async Task<Result<InboundReply>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var phone = vault.HashOfSubscriber(command.From);
        if (!tries.Allow(TryKind.InboundPerPhone, phone))
        {
            return new InboundReply(null, null, Language.Indonesian);
        }

        var now = time.GetUtcNow();
        var (wish, register) = InboundText.Read(command.Text);
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var helped = wish == InboundWish.Unclear && await db.InboundMessages.AnyAsync(m => m.PhoneHash == phone && m.Wish == InboundWish.Unclear && m.ReceivedAt > now - BetweenHelps, ct);
        var isNew = await db.Database.ExecuteSqlAsync(
            $"INSERT INTO inbound_messages (provider_id, phone_hash, wish, received_at) VALUES ({command.ProviderId}, {phone}, {wish.ToString()}, {now}) ON CONFLICT DO NOTHING", ct) == 1;
        if (isNew && wish is InboundWish.Stop or InboundWish.Start)
        {
            db.OptOuts.Add(new OptOut(phone, stops: wish == InboundWish.Stop, byProvider: false, now));
            await db.SaveChangesAsync(ct);
        }

        var language = await LanguageAsync(db, command.From, register, ct);
        await transaction.CommitAsync(ct);
        return new InboundReply(helped || (wish == InboundWish.Unclear && !isNew) ? null : wish, register, language);
    }

    private async Task<Language> LanguageAsync(PortalDbContext db, string from, RegisterNumber? register, CancellationToken ct)
    {
        if (register is { } number)
        {
            return await db.Applications.Where(a => a.Register == number).Select(a => a.Language).FirstOrDefaultAsync(ct);
        }

        if (!PhoneNumber.TryParse(from, out var phone))
        {
            return Language.Indonesian;
        }

        var hash = vault.HashOf(phone);
        return await db.Applications.Where(a => a.Person!.PhoneHash == hash).OrderByDescending(a => a.CreatedAt).Select(a => a.Language).FirstOrDefaultAsync(ct);
    }
}
