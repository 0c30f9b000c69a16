namespace Portal.Web.Features.Api;

/// <summary>The public API, version 1: other systems rely on it.</summary>
public static class ApiV1
{
    public const string Prefix = "/api/v1";

    public static void MapApiV1(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Prefix).DisableAntiforgery().WithTags("v1");
        api.MapGet("/offices", OfficesApi.ListAsync)
            .WithName("listOffices")
            .WithSummary("The offices, their villages and services")
            .Produces<IReadOnlyList<OfficeOut>>()
            .WithMetadata(new ApiCodes());
        api.MapGet("/offices/{code}/slots", OfficesApi.SlotsAsync)
            .WithName("listSlots")
            .WithSummary("The slots of an office that have not begun, with their free places")
            .WithDescription("from and to are days of the office (2026-12-01), both inclusive, at most 62 days apart; from today through the booking horizon by default. Days that are not released yet have no slots. Full slots are listed with free 0.")
            .Produces<IReadOnlyList<SlotOut>>()
            .WithMetadata(new ApiCodes { [404] = ["office_unknown"], [409] = ["office_not_booking"], [422] = ["date_invalid", "span_invalid", "service_unknown"] });
        api.MapGet("/offices/{code}/stock", StockApi.GetAsync)
            .WithName("getStock")
            .WithSummary("The public board of an office's blank cards (blangko)")
            .WithDescription("from and to are days of the office (2026-12-01), both inclusive, at most 366 days; the last 30 days by default. Days to come are left out.")
            .Produces<StockOut>()
            .WithMetadata(new ApiCodes { [404] = ["office_unknown"], [422] = ["date_invalid", "stock_history_span"] });
        api.MapPost("/bookings", BookingsApi.PostAsync)
            .WithName("createBooking")
            .WithSummary("Book a place for recording")
            .WithDescription("With the header Idempotency-Key (1 to 255 printable ASCII characters without spaces) the same request from the same address is answered the same for 24 hours and books once; the same key with another body is refused.")
            .Accepts<BookingIn>("application/json")
            .Produces<BookingOut>(StatusCodes.Status201Created)
            .WithMetadata(new ApiCodes
            {
                [400] = ["malformed_json", "wrong_type", "idempotency_key_invalid"],
                [409] = ["slot_full", "already_booked", "office_not_booking", "phone_bookings_limit", "idempotency_in_progress"],
                [413] = ["body_too_large"],
                [415] = ["unsupported_media_type"],
                [422] =
                [
                    "service_unknown", "pickup_needs_link", "office_code_required", "office_code_invalid", "office_unknown", "slot_required", "start_invalid",
                    "slot_unknown", "slot_past", "slot_not_released", "name_required", "name_too_long", "name_characters", "nik_required", "nik_digits", "nik_length",
                    "nik_birth_day", "nik_serial", "birth_date_required", "birth_date_invalid", "birth_date_future", "birth_date_too_old", "married_required",
                    "under_age", "phone_invalid", "phone_foreign", "phone_landline", "channel_required", "channel_needs_phone", "village_required",
                    "village_unknown", "needs_unknown", "language_unknown", "consent_required", "idempotency_key_reused",
                ],
                [429] = ["too_many_requests", "nik_tries"],
            });
        api.MapGet("/status/{register}", StatusApi.GetAsync)
            .WithName("getStatus")
            .WithSummary("Where an application stands; no personal data")
            .Produces<StatusOut>()
            .WithMetadata(new ApiCodes { [404] = ["register_unknown"], [422] = ["register_required", "register_digits", "register_length", "register_check_digit"] });
    }
}

/// <summary>The error codes of an operation by HTTP status, for the OpenAPI document.</summary>
public sealed class ApiCodes : Dictionary<int, IReadOnlyList<string>>
{
    public ApiCodes()
    {
        this[429] = ["too_many_requests"];
        this[500] = ["internal"];
        this[503] = ["unavailable"];
    }
}
