using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Portal.Web.Features.Api;

/// <summary>Examples of the OpenAPI document. The people in them are invented.</summary>
public static class ApiExamples
{
    public static JsonNode Booking => JsonNode.Parse(
        """
        {
          "service": "new", "office": "36.72.03", "start": "2026-12-01T08:00:00+07:00",
          "name": "Ratna Contoh", "nik": "3672035703050001", "birthDate": "2005-03-17", "everMarried": false,
          "phone": "081200001111", "village": "36.72.03.1001", "language": "id", "channel": "whatsapp", "needs": [], "consent": true
        }
        """)!;

    public static JsonNode? AnswerOf(string operation) => operation switch
    {
        "listOffices" => JsonNode.Parse(
            """
            [{ "code": "36.72.03", "name": "Pulomerak", "regency": "Kota Cilegon", "timeZone": "Asia/Jakarta",
               "villages": [{ "code": "36.72.03.1001", "name": "Tamansari" }], "services": ["new", "lost", "damaged", "changed", "moved-in"] }]
            """),
        "listSlots" => JsonNode.Parse("""[{ "start": "2026-12-01T08:00:00+07:00", "end": "2026-12-01T08:15:00+07:00", "free": 3, "capacity": 4 }]"""),
        "createBooking" => JsonNode.Parse(
            """
            { "register": "4821937560", "start": "2026-12-01T08:00:00+07:00",
              "statusUrl": "https://ktp.example.go.id/status/4821937560", "manageUrl": "https://ktp.example.go.id/k/0123456789abcdefghjk" }
            """),
        "getStatus" => JsonNode.Parse(
            """
            { "register": "4821937560", "office": "36.72.03", "stage": "submitted", "since": "2026-11-20T09:12:00+07:00", "source": "office",
              "next": "dossier-accepted", "rangeFrom": null, "rangeTo": null, "place": null, "of": null }
            """),
        "getStock" => JsonNode.Parse(
            """
            { "office": "36.72.03", "day": "2026-12-01", "printsHere": true, "onHand": 240, "available": 220, "waiting": 611,
              "receivedToday": 0, "printedToday": 28, "spoiledToday": 1, "dryDate": "2026-12-11", "shortageSince": null,
              "history": [{ "day": "2026-12-01", "opening": 269, "received": 0, "printed": 28, "spoiled": 1, "transferred": 0, "corrected": 0, "closing": 240, "closed": false }] }
            """),
        _ => null,
    };

    public static JsonNode Problem(int status, string code)
    {
        var perField = status is StatusCodes.Status422UnprocessableEntity;
        var problem = new JsonObject
        {
            ["type"] = ApiAnswer.TypeOf(perField ? "invalid_fields" : code),
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["detail"] = "…",
            ["code"] = perField ? "invalid_fields" : code,
        };
        if (perField)
        {
            problem["errors"] = new JsonObject { ["field"] = new JsonArray(new JsonObject { ["code"] = code, ["detail"] = "…" }) };
        }

        return problem;
    }
}
