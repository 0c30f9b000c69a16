using Microsoft.Extensions.Localization;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Shared;
using Portal.Web.Features.Tracking;
using Portal.Web.Shared.Reading;

namespace Portal.Web.Features.Webhooks;

/// <summary>The words that answer somebody who wrote to us, in their language. A status says what its public page says, and nothing more.</summary>
public sealed class InboundAnswers(IStringLocalizer<InboundTexts> texts, IStringLocalizer<StatusTexts> states, StatusReader reader, PublicLinks links)
{
    // Two SMS; a word more would cost a third.
    private const int Longest = 2 * 153;

    /// <summary>The answer; null for silence.</summary>
    public async Task<string?> TextAsync(InboundReply reply, CancellationToken ct)
    {
        if (reply.Wish is not { } wish)
        {
            return null;
        }

        ReaderLanguageMiddleware.Read(reply.Language);
        return wish switch
        {
            InboundWish.Status => await StatusAsync(reply.Register!.Value, LanguageFormat.For(reply.Language), ct),
            InboundWish.StatusOfNoNumber => texts["NoNumber"],
            InboundWish.Stop => texts["Stopped"],
            InboundWish.Start => texts["Started"],
            InboundWish.Complain => texts["Complain"],
            InboundWish.Unclear => texts["Help"],
        };
    }

    private async Task<string> StatusAsync(RegisterNumber register, LanguageFormat format, CancellationToken ct)
    {
        if (!(await reader.ReadAsync(register.Value, ct)).TryGet(out var facts))
        {
            return texts["NoNumber"];
        }

        var application = facts.Application;
        var answer = texts["Status", register.Grouped, states[facts.Advice.What], format.Date(DateOnly.FromDateTime(application.Since.DateTime))].Value;
        if (facts.Advice.By == ExpectedBy.Appointment)
        {
            answer += " " + texts["Appointment", format.Moment(application.AppointmentStart!.Value)];
        }

        if (application.Place is { } place)
        {
            answer += " " + states["Promise.Place", place, application.Of!] + ".";
        }

        if (application.Range is { } range)
        {
            answer += " " + texts["Ready", format.Between(range.From, range.Through)];
        }

        var details = " " + texts["Details", links.Status(register)];
        var next = facts.Advice.Next is { } key ? " " + texts["Next", states[key]] : "";
        return answer.Length + next.Length + details.Length <= Longest ? answer + next + details : answer + details;
    }
}
