using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Tracking;

/// <summary>
/// Everything the status page says beyond its fixed texts, by value: two equal facts make the same page.
/// </summary>
/// <param name="Application">Where it stands.</param>
/// <param name="Advice">What that means.</param>
/// <param name="Office">The office's full name.</param>
/// <param name="Service">The service's name.</param>
/// <param name="Promise">The time the office has published, or null.</param>
public sealed record StatusFacts(TrackedApplication Application, StatusAdvice Advice, string Office, LocalizedText Service, LocalizedText? Promise);

/// <summary>What was read for this request, kept for the page behind.</summary>
public sealed record ReadStatus(Result<StatusFacts> Facts);

/// <summary>Reads the facts of a status page.</summary>
public sealed class StatusReader(TrackApplication track, OfficeDirectory directory, TimeProvider time)
{
    /// <param name="typed">The number as it stands in the address.</param>
    /// <param name="ct">Stops.</param>
    public async Task<Result<StatusFacts>> ReadAsync(string? typed, CancellationToken ct)
    {
        var number = RegisterNumber.Parse(typed);
        if (!number.Succeeded)
        {
            return Result<StatusFacts>.Refused(number.Errors);
        }

        var tracked = await track.ExecuteAsync(new TrackApplication.Query(number.Value), Actor.Visitor, ct);
        if (!tracked.TryGet(out var application))
        {
            return Result<StatusFacts>.Refused(tracked.Errors);
        }

        var office = (await directory.GetAsync(ct))[application.Office];
        var advice = StatusGuide.For(application.State, StatusGuide.OutlookOf(application.AppointmentStart, time.GetUtcNow()), application.WaitsForBlangko);
        return new StatusFacts(application, advice, office.Office.FullName(), office.Offer(application.Service).Name, office.Rules.Promise);
    }
}
