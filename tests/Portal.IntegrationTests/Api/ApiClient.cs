using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Api;

/// <summary>What a program of another institution would write.</summary>
internal static class ApiClient
{
    /// <summary>A booking that is right in every field; change one to make it wrong.</summary>
    public static async Task<JsonObject> BookingAsync(this PortalFactory portal, int person, int? slot = null)
    {
        var slots = (await portal.GetAsync("/api/v1/offices/36.72.03/slots")).Json.AsArray();
        var who = House.Person(person);
        return new JsonObject
        {
            ["service"] = "new",
            ["office"] = "36.72.03",
            ["start"] = slots[(slot ?? person) % slots.Count]!["start"]!.GetValue<string>(),
            ["name"] = who.Name,
            ["nik"] = who.Nik,
            ["birthDate"] = $"1990-05-{int.Parse(who.BirthDay!, null):D2}",
            ["everMarried"] = false,
            ["phone"] = who.Phone,
            ["village"] = who.Village,
            ["language"] = "id",
            ["channel"] = "whatsapp",
            ["needs"] = new JsonArray(),
            ["consent"] = true,
        };
    }

    public static async Task<Answer> GetAsync(this PortalFactory portal, string path, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        return await portal.SendAsync(request, language);
    }

    public static Task<Answer> PostAsync(this PortalFactory portal, JsonNode body, string? key = null, string? language = null) =>
        portal.PostAsync(JsonContent.Create(body), key, language);

    public static Task<Answer> PostTextAsync(this PortalFactory portal, string body, string contentType = "application/json") =>
        portal.PostAsync(new StringContent(body, Encoding.UTF8, contentType));

    public static async Task<Answer> PostAsync(this PortalFactory portal, HttpContent content, string? key = null, string? language = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/bookings") { Content = content };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return await portal.SendAsync(request, language);
    }

    public static async Task<Answer> SendAsync(this PortalFactory portal, HttpRequestMessage request, string? language = null)
    {
        if (language is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        }

        using var response = await portal.Browser().SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var type = response.Content.Headers.ContentType?.MediaType;
        var json = type is "application/json" or "application/problem+json" ? JsonNode.Parse(text) : null;
        return new Answer(response.StatusCode, type, text, json!, response.Headers.Location?.OriginalString, response.Headers.RetryAfter?.Delta);
    }

    internal sealed record Answer(HttpStatusCode Status, string? Type, string Text, JsonNode Json, string? Location, TimeSpan? RetryAfter)
    {
        public string Code => Json["code"]!.GetValue<string>();

        public string Detail => Json["detail"]!.GetValue<string>();

        /// <summary>"field: code", sorted.</summary>
        public string[] Errors => Json["errors"] is JsonObject fields
            ? [.. fields.SelectMany(f => f.Value!.AsArray().Select(e => $"{f.Key}: {e!["code"]}")).Order(StringComparer.Ordinal)]
            : [];

        public void ShouldBeProblem(HttpStatusCode status, string code)
        {
            Status.ShouldBe(status, Text);
            Type.ShouldBe("application/problem+json");
            Code.ShouldBe(code);
            Json["status"]!.GetValue<int>().ShouldBe((int)status);
            Json["type"]!.GetValue<string>().ShouldBe("urn:portal:problem:" + code);
            Json["title"]!.GetValue<string>().ShouldNotBeEmpty();
            Detail.ShouldNotBeEmpty();
            Text.ShouldNotContain("   at ", Case.Sensitive, "a stack trace");
        }
    }
}
