using Microsoft.Extensions.Localization;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Shared;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.OwnLink;

/// <summary>Serves the calendar file of an appointment.</summary>
public static class CalendarEndpoint
{
    public static void MapCalendarFiles(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/k/{code}/jadwal.ics", ServeAsync);
        routes.MapGet("/en/k/{code}/jadwal.ics", ServeAsync);
    }

    private static async Task<IResult> ServeAsync(
        string code,
        HttpContext http,
        ViewOwnApplication view,
        OfficeDirectory directory,
        PublicLinks links,
        ReaderLanguage reader,
        IStringLocalizer<OwnLinkTexts> texts,
        TimeProvider time,
        CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-cache, no-store";
        var found = await view.ExecuteAsync(new(code), Actor.Visitor, ct);
        if (!found.TryGet(out var own))
        {
            return Results.StatusCode(StatusCodes.Status410Gone);
        }

        if (own.Appointment is not { State: AppointmentState.Booked or AppointmentState.CheckedIn } visit)
        {
            return Results.NotFound();
        }

        var office = (await directory.GetAsync(ct))[own.Office];
        var bring = office.Offer(own.Service).Requirements.Select(r => "- " + r.In(reader.Language));
        IEnumerable<string> contact = office.Rules.Contact is { } written ? [written.In(reader.Language)] : [];
        var text = string.Join('\n', [texts["Receipt.Bring"].Value, .. bring, texts["Ics.Free"].Value, .. contact, links.Status(own.Register)]);
        var file = CalendarFile.Write(visit.Id, visit.Start, visit.End, time.GetUtcNow(), texts["Ics.Title"], $"{office.Office.FullName()}, {office.NameOfPoint(visit.ServicePoint).In(reader.Language)}", text);
        return Results.File(System.Text.Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8", "janji-ktp-el.ics");
    }
}
