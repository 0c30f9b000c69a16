using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http.Features;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Shared;
using Portal.Web.Startup;

namespace Portal.Web.Features.Webhooks;

/// <summary>What Twilio tells us: what became of a message, and what somebody has written. Only Twilio is listened to.</summary>
public static class TwilioWebhooks
{
    public const string InboundPath = "/webhooks/twilio/inbound";

    private const string WhatsApp = "whatsapp:";

    public static void MapTwilioWebhooks(this IEndpointRouteBuilder app)
    {
        // The signature stands in for the token of our own forms.
        app.MapPost(TwilioSender.StatusPath, StatusAsync).DisableAntiforgery();
        app.MapPost(InboundPath, InboundAsync).DisableAntiforgery();
    }

    private static async Task<IResult> StatusAsync(HttpContext context, PortalOptions options, NoteDelivery noteDelivery, CancellationToken ct)
    {
        var (form, refused) = await ReadAsync(context, options.Notifications.Twilio, TwilioSender.StatusPath, ct);
        if (form is null)
        {
            return refused!;
        }

        var query = context.Request.Query;
        if (Guid.TryParseExact(query["m"], "N", out var message) && TryNumber(query["n"], out var attempt)
            && form.GetValueOrDefault("MessageSid") is { Length: > 0 and <= 40 } sid && form.GetValueOrDefault("MessageStatus") is { } status)
        {
            _ = TryNumber(form.GetValueOrDefault("ErrorCode"), out var code);
            await noteDelivery.ExecuteAsync(new(message, attempt, sid, status, code), Actor.System, ct);
        }

        return Results.NoContent();
    }

    private static async Task<IResult> InboundAsync(HttpContext context, PortalOptions options, AnswerInbound answerInbound, InboundAnswers answers, CancellationToken ct)
    {
        var (form, refused) = await ReadAsync(context, options.Notifications.Twilio, InboundPath, ct);
        if (form is null)
        {
            return refused!;
        }

        var from = form.GetValueOrDefault("From", "");
        var answer = form.GetValueOrDefault("MessageSid") is { Length: > 0 and <= 40 } sid && from.Length is > 0 and <= 60
            && (await answerInbound.ExecuteAsync(new(from.StartsWith(WhatsApp, StringComparison.Ordinal) ? from[WhatsApp.Length..] : from, sid, form.GetValueOrDefault("Body")), Actor.System, ct)).TryGet(out var reply)
            ? await answers.TextAsync(reply, ct)
            : null;
        var twiml = new XElement("Response", answer is null ? null : new XElement("Message", answer));
        return Results.Text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + twiml.ToString(SaveOptions.DisableFormatting), "text/xml", Encoding.UTF8);
    }

    private static async Task<(IReadOnlyDictionary<string, string>? Form, IResult? Refused)> ReadAsync(HttpContext context, TwilioOptions? twilio, string path, CancellationToken ct)
    {
        var request = context.Request;
        if (twilio is null || request.Headers[TwilioSignature.Header] is not [{ } signature] || !request.HasFormContentType)
        {
            return (null, Forbidden());
        }

        if (request.ContentLength > FormLimits.MaxBytes)
        {
            return (null, Results.Problem(statusCode: StatusCodes.Status413PayloadTooLarge));
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = FormLimits.MaxBytes;
        }

        Dictionary<string, string> form;
        try
        {
            form = (await request.ReadFormAsync(ct)).ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
        }
        catch (InvalidDataException)
        {
            return (null, Results.Problem(statusCode: StatusCodes.Status400BadRequest));
        }

        var url = twilio.PublicBaseUrl.ToString().TrimEnd('/') + path + request.QueryString.Value;
        return TwilioSignature.IsRight(signature, twilio.AuthToken, url, form) ? (form, null) : (null, Forbidden());
    }

    private static IResult Forbidden() => Results.Problem(statusCode: StatusCodes.Status403Forbidden);

    private static bool TryNumber(string? text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
