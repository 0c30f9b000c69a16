using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Shared;

namespace Portal.Web.Features.Api;

/// <summary>Books a place in one go, by the very use case that the pages end in.</summary>
public static partial class BookingsApi
{
    public static async Task<IResult> PostAsync(HttpContext context, BookAppointment bookAppointment, PublicLinks links, IdempotentAnswers answers)
    {
        var (body, refusal) = await ApiBody.ReadAsync(context);
        if (body is null)
        {
            return refusal!;
        }

        return await IdempotencyKey.RunAsync(context, answers, body.Bytes, commandId => BookAsync(context, body, bookAppointment, links, commandId));
    }

    private static async Task<ApiAnswer> BookAsync(HttpContext context, ApiBody body, BookAppointment bookAppointment, PublicLinks links, Guid? commandId)
    {
        var (language, languageKnown) = body.Text("language") switch
        {
            null or "id" => (Language.Indonesian, true),
            "en" => (Language.English, true),
            _ => (Language.Indonesian, false),
        };
        ApiLanguage.UseUnlessAsked(context, language);
        List<Error> errors = [];
        if (!languageKnown)
        {
            errors.Add(BookingErrors.LanguageUnknown);
        }

        if (!ServiceSlugs.TryParse(body.Text("service"), out var service))
        {
            errors.Add(BookingErrors.ServiceUnknown);
        }

        var office = OfficeCode.Parse(body.Text("office"));
        errors.AddRange(office.Errors);
        var start = ReadStart(body.Text("start"), errors);
        var answers = AnswersOf(body);
        if (body.WrongTypes.Count > 0)
        {
            return ApiAnswer.Refusal(context, StatusCodes.Status400BadRequest, body.WrongTypes);
        }

        if (errors.Count > 0)
        {
            return ApiAnswer.Refusal(context, errors);
        }

        // Not the request's own token: once begun, a booking is finished and its answer kept, whether or not the caller still listens.
        var booked = await bookAppointment.ExecuteAsync(
            BookAppointment.Command.Direct(service, office.Value, start, answers, language, Intake.Api, commandId), Actor.ApiClient, CancellationToken.None);
        return booked.TryGet(out var booking)
            ? ApiAnswer.Created($"{ApiV1.Prefix}/status/{booking.Register.Value}", new BookingOut(booking.Register.Value, booking.Start, links.Status(booking.Register), links.Own(booking.LinkCode)))
            : ApiAnswer.Refusal(context, booked.Errors);
    }

    private static DateTimeOffset ReadStart(string? text, List<Error> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            errors.Add(BookingErrors.SlotRequired);
            return default;
        }

        // Without an offset the time would be taken for the server's own.
        if (WithOffset().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) && start.Year is > 1 and < 9999)
        {
            return start;
        }

        errors.Add(ApiErrors.StartInvalid);
        return default;
    }

    private static BookingAnswers AnswersOf(ApiBody body)
    {
        // A date in another form is passed on whole, so that the same rule as everywhere refuses it.
        var birthDate = body.Text("birthDate") ?? "";
        var parts = IsoDate().IsMatch(birthDate) ? birthDate.Split('-') : birthDate.Length == 0 ? ["", "", ""] : [birthDate, "0", "0"];
        return new BookingAnswers
        {
            Name = body.Text("name"),
            Nik = body.Text("nik"),
            BirthYear = parts[0],
            BirthMonth = parts[1],
            BirthDay = parts[2],
            EverMarried = body.Flag("everMarried") switch { true => "yes", false => "no", null => null },
            Phone = body.Text("phone"),
            Village = body.Text("village"),
            Channel = body.Text("channel"),
            Needs = body.Texts("needs"),
            Consent = body.Flag("consent") ?? false,
        };
    }

    [GeneratedRegex("""^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,7})?)?(Z|[+-]\d\d:\d\d)$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WithOffset();

    [GeneratedRegex("""^[0-9]{4}-[0-9]{2}-[0-9]{2}$""")]
    private static partial Regex IsoDate();
}
