using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;

namespace Portal.Infrastructure.Printing;

/// <summary>A card lay in the bundle that nobody had announced: it joins the bundle and is here, in one act.</summary>
public sealed class TakeExtraCard(ApplicationDesk desk) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ReceiveBundles;

    /// <summary>Returns the application, here; <c>bundle_counted</c> once the counting has ended, and the errors of <see cref="ReceiveBundleCard"/> for a card that waits for no bundle.</summary>
    public Task<Result<StepOutcome>> ExecuteAsync(ReceiveBundleCard.Command command, Actor actor, CancellationToken ct) => desk.DoAsync(
        Permission,
        command.Step,
        new(AuditVerbs.CardReceived),
        (work, stop) => TakeAsync(work, command.BundleId, stop),
        actor,
        ct);

    private static async Task<Result> TakeAsync(ApplicationDesk.Work work, Guid bundleId, CancellationToken ct)
    {
        // The application before its bundle, as whoever ends the counting locks them.
        await work.Db.Database.ExecuteSqlAsync($"SELECT 1 FROM bundles WHERE id = {bundleId} FOR UPDATE", ct);
        if (await work.Db.Bundles.SingleOrDefaultAsync(b => b.Id == bundleId && b.OfficeCode == work.Office.Code, ct) is not { } bundle)
        {
            return AccessErrors.NotFound;
        }

        var card = work.Application;
        if (bundle.ReceivedAt is not null)
        {
            return PrintingErrors.BundleCounted;
        }

        if (card.State != ApplicationState.PrintReady)
        {
            return ReceiveBundleCard.WhyNot(card);
        }

        // Nobody told the office: it knows because it holds the card.
        var shipped = card.ShipFromElsewhere(bundle.Id, StatusSource.Office, NoteBundle.LeftAt(card, work.Office, bundle.ShippedOn, work.Now), work.Actor, work.Now);
        work.Db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.CardShipped, work.Actor, work.Now, work.Office.Code, card.Id));
        return shipped.Succeeded ? card.ReceiveCard(work.Actor, work.Now) : shipped;
    }
}
