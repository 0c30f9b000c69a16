using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Api;

public sealed class BookingsApiTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    private static int s_person;

    [Fact]
    public async Task Post_ValidBooking_IsCreatedAndTracked()
    {
        var body = await portal.BookingAsync(Next());

        var made = await portal.PostAsync(body);

        made.Status.ShouldBe(HttpStatusCode.Created, made.Text);
        var register = made.Json["register"]!.GetValue<string>();
        made.Json.AsObject().Select(p => p.Key).ShouldBe(["register", "start", "statusUrl", "manageUrl"]);
        made.Json["start"]!.GetValue<string>().ShouldBe(body["start"]!.GetValue<string>());
        made.Json["statusUrl"]!.GetValue<string>().ShouldBe($"http://localhost:5080/status/{register}");
        made.Json["manageUrl"]!.GetValue<string>().ShouldMatch("^http://localhost:5080/k/[0-9a-z]{20}$");
        made.Location.ShouldBe($"/api/v1/status/{register}");
        var status = await portal.GetAsync(made.Location!);
        status.Status.ShouldBe(HttpStatusCode.OK);
        status.Text.ShouldBe($$"""{"register":"{{register}}","office":"36.72.03","stage":"submitted","since":"2026-12-07T09:00:00+07:00","source":"office","next":"dossier-accepted","rangeFrom":null,"rangeTo":null,"place":null,"of":null}""");
    }

    [Fact]
    public async Task Post_SameNikAgain_AlreadyBooked()
    {
        var body = await portal.BookingAsync(Next());
        (await portal.PostAsync(body)).Status.ShouldBe(HttpStatusCode.Created);

        (await portal.PostAsync(body)).ShouldBeProblem(HttpStatusCode.Conflict, "already_booked");
    }

    [Fact]
    public async Task Post_SlotWithoutPlaces_SlotFull()
    {
        var body = await portal.BookingAsync(Next(), slot: 100);
        var start = body["start"]!.GetValue<string>();
        for (var places = 0; places < 50; places++)
        {
            var booking = await portal.BookingAsync(Next(), slot: 100);
            if (await portal.PostAsync(booking) is { Status: HttpStatusCode.Conflict })
            {
                break;
            }
        }

        (await portal.PostAsync(body)).ShouldBeProblem(HttpStatusCode.Conflict, "slot_full");
        (await portal.GetAsync("/api/v1/offices/36.72.03/slots")).Json.AsArray()
            .Single(s => s!["start"]!.GetValue<string>() == start)!["free"]!.GetValue<int>().ShouldBe(0);
    }

    [Fact]
    public async Task Post_EmptyObject_TellsEveryMissingField()
    {
        var refused = await portal.PostTextAsync("{}");

        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalid_fields");
        refused.Errors.ShouldBe(["office: office_code_required", "service: service_unknown", "start: slot_required"]);
    }

    [Fact]
    public async Task Post_OnlyThePersonMissing_TellsEveryMissingField()
    {
        var body = await portal.BookingAsync(Next());
        foreach (var field in new[] { "name", "nik", "birthDate", "everMarried", "phone", "village", "channel", "needs", "consent" })
        {
            body.Remove(field);
        }

        var refused = await portal.PostAsync(body);

        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalid_fields");
        refused.Errors.ShouldBe(["birthDate: birth_date_required", "channel: channel_required", "consent: consent_required", "name: name_required", "nik: nik_required", "village: village_required"]);
    }

    [Theory]
    [InlineData("service", "pickup", "service: pickup_needs_link")]
    [InlineData("service", "passport", "service: service_unknown")]
    [InlineData("office", "36-72", "office: office_code_invalid")]
    [InlineData("office", "99.99.99", "office: office_unknown")]
    [InlineData("start", "2026-12-08T08:00:00", "start: start_invalid")]
    [InlineData("start", "tomorrow", "start: start_invalid")]
    [InlineData("start", "2026-12-06T08:00:00+07:00", "start: slot_past")]
    [InlineData("start", "2026-12-08T08:01:00+07:00", "start: slot_unknown")]
    [InlineData("start", "2027-11-30T08:00:00+07:00", "start: slot_not_released")]
    [InlineData("start", "9999-12-31T23:59:59-12:00", "start: start_invalid")]
    [InlineData("name", "", "name: name_required")]
    [InlineData("name", "<script>alert(1)</script>", "name: name_characters")]
    [InlineData("name", "\u202Eeman\u0000", "name: name_characters")]
    [InlineData("name", "🙂", "name: name_characters")]
    [InlineData("nik", "36720301", "nik: nik_length")]
    [InlineData("nik", "36720332059000AB", "nik: nik_digits")]
    [InlineData("nik", "3672033205900001", "nik: nik_birth_day")]
    [InlineData("nik", "3672037205900001", "nik: nik_birth_day")]
    [InlineData("nik", "3672030105900000", "nik: nik_serial")]
    [InlineData("nik", "3672032902050001", "nik: nik_birth_day")]
    [InlineData("birthDate", "17-03-2005", "birthDate: birth_date_invalid")]
    [InlineData("birthDate", "2005-02-30", "birthDate: birth_date_invalid")]
    [InlineData("birthDate", "2027-01-01", "birthDate: birth_date_future")]
    [InlineData("birthDate", "2015-03-17", "birthDate: under_age")]
    [InlineData("phone", "0254-123456", "phone: phone_landline")]
    [InlineData("phone", "+1 202 555 0101", "phone: phone_foreign")]
    [InlineData("phone", "", "phone: channel_needs_phone")]
    [InlineData("village", "36.72.04.1001", "village: village_unknown")]
    [InlineData("channel", "fax", "channel: channel_required")]
    [InlineData("language", "jv", "language: language_unknown")]
    public async Task Post_OneWrongField_TellsWhichAndWhy(string field, string value, string error)
    {
        var body = await portal.BookingAsync(Next());
        body[field] = value;

        var refused = await portal.PostAsync(body);

        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalid_fields");
        refused.Errors.ShouldBe([error]);
    }

    [Theory]
    [InlineData("nik", "3672030105900001")]
    [InlineData("consent", "\"yes\"")]
    [InlineData("needs", "\"elderly\"")]
    [InlineData("needs", "[1]")]
    [InlineData("name", "{\"a\":1}")]
    [InlineData("name", "\"\\ud800\"")]
    [InlineData("start", "1780000000")]
    public async Task Post_WrongType_IsTold(string field, string json)
    {
        var body = await portal.BookingAsync(Next());
        body[field] = "@";

        var refused = await portal.PostTextAsync(body.ToJsonString().Replace("\"@\"", json, StringComparison.Ordinal));

        refused.ShouldBeProblem(HttpStatusCode.BadRequest, "invalid_fields");
        refused.Errors.ShouldBe([$"{field}: wrong_type"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} {}")]
    [InlineData("{\"nik\":\"1\",\"nik\":\"2\"}")]
    [InlineData("{\"a\":[[[[[[[[[[1]]]]]]]]]]}")]
    [InlineData("{\"\\ud800\":1}")]
    public async Task Post_NotAJsonObject_MalformedJson(string body) =>
        (await portal.PostTextAsync(body)).ShouldBeProblem(HttpStatusCode.BadRequest, "malformed_json");

    [Fact]
    public async Task Post_NotUtf8_MalformedJson()
    {
        var content = new ByteArrayContent([.. "{\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        content.Headers.ContentType = new("application/json");

        (await portal.PostAsync(content)).ShouldBeProblem(HttpStatusCode.BadRequest, "malformed_json");
    }

    [Fact]
    public async Task Post_TooLarge_BodyTooLarge()
    {
        (await portal.PostTextAsync($"{{\"name\":\"{new string('a', 17_000)}\"}}")).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");

        var unannounced = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes(new string(' ', 17_000))));
        unannounced.Headers.ContentType = new("application/json");
        unannounced.Headers.ContentLength = null;
        (await portal.PostAsync(unannounced)).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task Post_OtherContentType_UnsupportedMediaType()
    {
        (await portal.PostTextAsync("service=new", "application/x-www-form-urlencoded")).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        (await portal.PostTextAsync("{}", "text/plain")).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task Post_WithoutPhoneAndChannelNone_IsCreated()
    {
        var body = await portal.BookingAsync(Next());
        body.Remove("phone");
        body["channel"] = "none";
        body["needs"] = new JsonArray("elderly", "disability");

        (await portal.PostAsync(body)).Status.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Post_Refused_SpeaksTheLanguageAskedFor()
    {
        var body = await portal.BookingAsync(Next());
        body["consent"] = false;
        var indonesian = await portal.PostAsync(body);
        var header = await portal.PostAsync(body, language: "de, en-GB;q=0.8, id;q=0.3");
        body["language"] = "en";
        var ofBody = await portal.PostAsync(body);
        var both = await portal.PostAsync(body, language: "id");

        header.Detail.ShouldNotBe(indonesian.Detail);
        ofBody.Detail.ShouldBe(header.Detail);
        both.Detail.ShouldBe(indonesian.Detail);
        header.Code.ShouldBe(indonesian.Code);
    }

    private static int Next() => Interlocked.Increment(ref s_person);
}
