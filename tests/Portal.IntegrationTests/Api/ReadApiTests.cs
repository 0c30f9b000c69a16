using System.Net;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Api;

public sealed class ReadApiTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Offices_NewDevelopmentPortal_ListsTheFive()
    {
        var offices = (await portal.GetAsync("/api/v1/offices")).Json.AsArray();

        offices.Select(o => o!["code"]!.GetValue<string>()).ShouldBe(["16.06.04", "16.07.12", "32.73.16", "36.72.03", "64.72.04"]);
        var samarinda = offices[4]!;
        samarinda["timeZone"]!.GetValue<string>().ShouldBe("Asia/Makassar");
        samarinda["villages"]!.AsArray().Count.ShouldBe(5);
        samarinda["services"]!.AsArray().Select(s => s!.GetValue<string>()).ShouldBe(["new", "lost", "damaged", "changed", "moved-in"]);
    }

    [Theory]
    [InlineData("/api/v1/offices")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/healthz")]
    public async Task Head_OfWhatCanBeRead_Answers(string path)
    {
        using var answer = await portal.Browser().SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Slots_ByDefault_FromNowToTheHorizonInTheOfficesTime()
    {
        var slots = (await portal.GetAsync("/api/v1/offices/64.72.04/slots?service=lost")).Json.AsArray();

        slots.ShouldNotBeEmpty();
        slots[0]!.AsObject().Select(p => p.Key).ShouldBe(["start", "end", "free", "capacity"]);
        foreach (var slot in slots)
        {
            slot!["start"]!.GetValue<string>().ShouldEndWith(":00+08:00");
            slot["start"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThan(portal.Time.UtcNow);
            slot["free"]!.GetValue<int>().ShouldBe(slot["capacity"]!.GetValue<int>());
        }
    }

    [Fact]
    public async Task Slots_OfOneDay_OnlyThatDay()
    {
        var slots = (await portal.GetAsync("/api/v1/offices/36.72.03/slots?from=2026-12-08&to=2026-12-08")).Json.AsArray();

        slots.ShouldNotBeEmpty();
        slots.ShouldAllBe(s => s!["start"]!.GetValue<string>().StartsWith("2026-12-08T", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("from=08-12-2026", "from: date_invalid")]
    [InlineData("to=2026-02-30", "to: date_invalid")]
    [InlineData("from=2026-12-08&to=2026-12-07", "to: span_invalid")]
    [InlineData("from=2026-12-08&to=2027-02-09", "to: span_invalid")]
    [InlineData("from=9999-12-31", "from: date_invalid")]
    [InlineData("from=0001-01-01", "from: date_invalid")]
    [InlineData("service=passport", "service: service_unknown")]
    public async Task Slots_WrongQuestion_IsRefused(string query, string error)
    {
        var refused = await portal.GetAsync("/api/v1/offices/36.72.03/slots?" + query);

        refused.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalid_fields");
        refused.Errors.ShouldBe([error]);
    }

    [Fact]
    public async Task Slots_SixtyTwoDaysApart_AreAnswered() =>
        (await portal.GetAsync("/api/v1/offices/36.72.03/slots?from=2026-12-08&to=2027-02-08")).Status.ShouldBe(HttpStatusCode.OK);

    [Theory]
    [InlineData("/api/v1/offices/99.99.99/slots", HttpStatusCode.NotFound, "office_unknown")]
    [InlineData("/api/v1/offices/nowhere/slots", HttpStatusCode.NotFound, "office_unknown")]
    [InlineData("/api/v1/nothing", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/api/v1/offices/99.99.99/stock", HttpStatusCode.NotFound, "office_unknown")]
    [InlineData("/api/v1/offices/nowhere/stock", HttpStatusCode.NotFound, "office_unknown")]
    [InlineData("/api/v1/verify/abc", HttpStatusCode.NotFound, "not_found")]
    [InlineData("/api/v1/bookings", HttpStatusCode.MethodNotAllowed, "method_not_allowed")]
    public async Task Get_NothingThere_IsAProblem(string path, HttpStatusCode status, string code) =>
        (await portal.GetAsync(path)).ShouldBeProblem(status, code);

    [Fact]
    public async Task Status_NeverIssued_RegisterUnknown() =>
        (await portal.GetAsync("/api/v1/status/" + Unissued())).ShouldBeProblem(HttpStatusCode.NotFound, "register_unknown");

    [Theory]
    [InlineData("123", "register: register_length")]
    [InlineData("12345678AB", "register: register_digits")]
    public async Task Status_Mistyped_SaysWhatIsWrong(string register, string error) =>
        (await portal.GetAsync("/api/v1/status/" + register)).Errors.ShouldBe([error]);

    [Fact]
    public async Task Status_OneDigitWrong_CheckDigit()
    {
        var register = Unissued();
        var wrong = (register[0] == '9' ? '0' : '9') + register[1..];

        (await portal.GetAsync("/api/v1/status/" + wrong)).Errors.ShouldBe(["register: register_check_digit"]);
    }

    [Fact]
    public async Task OpenApi_Document_DescribesEveryOperationWithExamplesAndCodes()
    {
        var document = (await portal.GetAsync("/openapi/v1.json")).Json;

        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (Name: $"{o.Key} {p.Key}", Node: o.Value!))).ToList();
        operations.Select(o => o.Name).ShouldBe(
            ["get /api/v1/offices", "get /api/v1/offices/{code}/slots", "get /api/v1/offices/{code}/stock", "post /api/v1/bookings", "get /api/v1/status/{register}"], ignoreOrder: true);
        foreach (var (name, node) in operations)
        {
            var responses = node["responses"]!.AsObject();
            var good = responses.Single(r => r.Key is "200" or "201").Value!["content"]!["application/json"]!;
            good["schema"].ShouldNotBeNull(name);
            good["example"].ShouldNotBeNull(name);
            foreach (var (status, response) in responses.Where(r => r.Key[0] is '4' or '5'))
            {
                var problem = response!["content"]!["application/problem+json"]!;
                problem["schema"]!["$ref"]!.GetValue<string>().ShouldBe("#/components/schemas/ProblemOut", $"{name} {status}");
            }
        }

        var schemas = document["components"]!["schemas"]!.AsObject();
        schemas["BookingIn"]!["properties"]!.AsObject().Select(p => p.Key).ShouldBe(
            ["service", "office", "start", "name", "nik", "birthDate", "everMarried", "phone", "village", "language", "channel", "needs", "consent"], ignoreOrder: true);
        schemas["ProblemOut"]!["properties"]!.AsObject().ContainsKey("code").ShouldBeTrue();
        document.ToJsonString().ShouldContain("slot_full");
    }

    /// <summary>Right in its check digit, but never given out by this portal.</summary>
    private static string Unissued()
    {
        for (var last = 0; ; last++)
        {
            if (Portal.Core.Shared.RegisterNumber.TryParse($"123456789{last}", out var number))
            {
                return number.Value;
            }
        }
    }
}
