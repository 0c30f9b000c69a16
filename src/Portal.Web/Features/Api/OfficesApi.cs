using System.Globalization;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Offices;

namespace Portal.Web.Features.Api;

/// <summary>Offices and their free places.</summary>
public static class OfficesApi
{
    public static async Task<IResult> ListAsync(OfficeDirectory directory, CancellationToken ct)
    {
        var catalogue = await directory.GetAsync(ct);
        return ApiAnswer.Ok(catalogue.Public.Select(OfficeOf));
    }

    public static async Task<IResult> SlotsAsync(string code, string? from, string? to, string? service, HttpContext context, OfficeDirectory directory, FindFreeSlots findFreeSlots, TimeProvider time, CancellationToken ct)
    {
        // An office that cannot exist and one that does not are the same to whoever asks for its slots.
        if (!OfficeCode.Parse(code).TryGet(out var officeCode) || (await directory.GetAsync(ct)).FindPublic(officeCode) is not { } office)
        {
            return ApiAnswer.Refusal(context, StatusCodes.Status404NotFound, BookingErrors.OfficeUnknown);
        }

        // Whoever holds a card ready may still collect it there.
        if (office.BookingRefusal is { } closed && service != ServiceSlug.Pickup.ToText())
        {
            return ApiAnswer.Refusal(context, [closed]);
        }

        List<Error> errors = [];
        var today = office.Calendar.LocalDay(time.GetUtcNow());
        var first = Day(from, today, "from", errors);
        var last = Day(to, first.AddDays(Math.Min(office.Hall.Schedule.RulesOn(first).HorizonDays, FindFreeSlots.LongestSpan)), "to", errors);
        if (service is not null && !(ServiceSlugs.TryParse(service, out var slug) && office.Offers.Any(o => o.Slug == slug)))
        {
            errors.Add(BookingErrors.ServiceUnknown);
        }

        if (errors.Count > 0)
        {
            return ApiAnswer.Refusal(context, errors);
        }

        var found = await findFreeSlots.ExecuteAsync(new(officeCode, first, last), Actor.ApiClient, ct);
        return found.TryGet(out var slots)
            ? ApiAnswer.Ok(slots.Select(s => new SlotOut(s.Start, s.End, s.Free, s.Capacity)))
            : ApiAnswer.Refusal(context, found.Errors);
    }

    private static OfficeOut OfficeOf(OfficeEntry office) => new(
        office.Code.Value,
        office.Office.Name,
        office.Office.Regency,
        office.Office.TimeZone,
        [.. office.Villages.Select(v => new VillageOut(v.Code.Value, v.Name))],
        [.. office.Offers.Where(o => o.Slug.BeginsApplication()).Select(o => o.Slug.ToText())]);

    /// <summary>A day as typed, or another one where nothing was typed; what is no day is added to the errors.</summary>
    internal static DateOnly Day(string? text, DateOnly otherwise, string field, List<Error> errors)
    {
        if (text is null)
        {
            return otherwise;
        }

        // The last days of the calendar would overflow when a span is added to them.
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1 and < 9999)
        {
            return day;
        }

        errors.Add(ApiErrors.DateInvalid(field));
        return otherwise;
    }
}
