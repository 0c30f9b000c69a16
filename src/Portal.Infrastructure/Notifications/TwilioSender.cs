using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Notifications;

/// <summary>
/// Sends by Twilio: WhatsApp by approved template, SMS as text. Twilio knows no idempotency key, so an answer that never came
/// leaves open whether a message was sent; such a one is looked up in Twilio's own list.
/// </summary>
public sealed class TwilioSender : IMessageSender, IDisposable
{
    /// <summary>Where Twilio reports, with message and attempt in the query: a report may come before the answer that would tell us Twilio's id.</summary>
    public const string StatusPath = "/webhooks/twilio/status";

    private const string WhatsApp = "whatsapp:";

    private readonly NotificationOptions _options;
    private readonly TwilioOptions _twilio;
    private readonly TwilioClient _client;
    private readonly IWhatsAppTemplates _templates;
    private readonly IDbContextFactory<PortalDbContext> _databases;
    private readonly ILogger<TwilioSender> _log;

    public TwilioSender(PortalOptions options, IWhatsAppTemplates templates, IDbContextFactory<PortalDbContext> databases, ILogger<TwilioSender> log)
    {
        _options = options.Notifications;
        _twilio = _options.Twilio ?? throw new InvalidOperationException("Twilio is not set.");
        _client = new TwilioClient(_twilio, _options.Parallel);
        (_templates, _databases, _log) = (templates, databases, log);
    }

    /// <inheritdoc />
    public bool Leaves => true;

    /// <inheritdoc />
    public async Task<SendOutcome> SendAsync(OutgoingMessage message, CancellationToken ct)
    {
        if (_options.AllowedRecipients?.Contains(message.To) == false)
        {
            return new SendOutcome(SendResult.Kept);
        }

        List<KeyValuePair<string, string>> form = [new("To", AddressOf(message)), new("StatusCallback", CallbackOf(message))];
        if (message.Channel == Channel.WhatsApp)
        {
            if (_twilio.WhatsAppFrom is not { } from || await _templates.FindAsync(message.Event, message.Language, ct) is not { } template)
            {
                return new SendOutcome(SendResult.NoTemplate);
            }

            form.AddRange([new("From", WhatsApp + from), new("ContentSid", template), new("ContentVariables", JsonSerializer.Serialize(message.Variables))]);
        }
        else
        {
            form.AddRange([new("MessagingServiceSid", _twilio.MessagingServiceSid), new("Body", message.Body)]);
        }

        return OutcomeOf(await _client.PostAsync(form, ct));
    }

    /// <inheritdoc />
    public async Task<SendOutcome> LookUpAsync(OutgoingMessage message, CancellationToken ct)
    {
        var answer = await _client.ListAsync(AddressOf(message), ct);
        if (answer.Body is not { } listed)
        {
            return new SendOutcome(SendResult.NotProcessed, Wait: answer.RetryAfter);
        }

        var like = TwilioLookUp.Like(message, AddressOf(message), listed);
        if (like.Count > 0)
        {
            await using var db = await _databases.CreateDbContextAsync(ct);
            var sids = like.Select(m => m.Sid!).ToList();
            var others = await db.Outbox.Where(m => sids.Contains(m.ProviderId!) && m.Id != message.Id).Select(m => m.ProviderId).ToListAsync(ct);
            // An attempt that has ended is not the one whose answer never came, however alike they are.
            var ended = await db.MessageSteps.Where(s => sids.Contains(s.EndedId!)).Select(s => s.EndedId).ToListAsync(ct);
            like = [.. like.Where(m => !others.Contains(m.Sid) && !ended.Contains(m.Sid))];
        }

        return like.Count > 0 && TwilioWords.StateOf(like[0].Status) is { } state
            ? new SendOutcome(SendResult.Taken, like[0].Sid, state, like[0].ErrorCode ?? 0)
            : new SendOutcome(SendResult.Missing);
    }

    /// <inheritdoc />
    public void Dispose() => _client.Dispose();

    private static string AddressOf(OutgoingMessage message) => message.Channel == Channel.WhatsApp ? WhatsApp + message.To.Value : message.To.Value;

    private string CallbackOf(OutgoingMessage message) =>
        string.Create(CultureInfo.InvariantCulture, $"{_twilio.PublicBaseUrl.ToString().TrimEnd('/')}{StatusPath}?m={message.Id:N}&n={message.Attempt}");

    private SendOutcome OutcomeOf(TwilioAnswer<TwilioMessage> answer)
    {
        switch (answer.Status)
        {
            case null:
                return new SendOutcome(answer.Connected ? SendResult.Unclear : SendResult.NotProcessed);
            case HttpStatusCode.TooManyRequests:
                return new SendOutcome(SendResult.NotProcessed, Wait: answer.RetryAfter);
            case HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError:
                return new SendOutcome(SendResult.Unclear, Wait: answer.RetryAfter);
            case HttpStatusCode.Unauthorized:
                _log.LogError("Twilio does not accept Notifications__Twilio__AccountSid and AuthToken. Messages wait.");
                return new SendOutcome(SendResult.NotProcessed);
            case >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices:
                return answer.Body is { Sid: { } sid } taken
                    ? new SendOutcome(SendResult.Taken, sid, TwilioWords.StateOf(taken.Status) ?? MessageState.Accepted, taken.ErrorCode ?? 0)
                    : new SendOutcome(SendResult.Unclear);
            case < HttpStatusCode.BadRequest:
                // A redirect is somebody else's sign-in page.
                return new SendOutcome(SendResult.NotProcessed);
            default:
                return TwilioWords.ProblemOf(answer.Code) == DeliveryProblem.TooFast
                    ? new SendOutcome(SendResult.NotProcessed, Wait: answer.RetryAfter)
                    : new SendOutcome(SendResult.Refused, Code: answer.Code == 0 ? (int)answer.Status : answer.Code);
        }
    }
}
