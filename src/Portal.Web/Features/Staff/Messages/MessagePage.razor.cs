using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Notifications;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Web.Shared;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>One message: what happened to it, and what to do about it.</summary>
public sealed partial class MessagePage
{
    private MessageHistory? _history;
    private string? _refusal;
    private string? _said;
    private string _tone = "";
    private Guid _command = Guid.NewGuid();

    [Parameter]
    public Guid MessageId { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private ViewMessage View { get; set; } = null!;

    [Inject]
    private ResendMessage Resend { get; set; } = null!;

    private bool MayResend => _history is { } h && MessageWorkflow.GroupOf(h.Row.State) == MessageGroup.NotArrived
        && DeliveryRules.UrgencyOf(h.Row.Event) != MessageUrgency.Code && Actor.May(Permission.TellResidents, h.Office);

    /// <summary>What to do next, as the end of a text's key; null where nothing is to be done.</summary>
    private string? Advice => _history?.Row switch
    {
        { State: MessageState.Failed, Code: { } code } => WordOf(code),
        { State: MessageState.Expired } => "Expired",
        { State: MessageState.OptedOut } => nameof(DeliveryProblem.OptedOut),
        { State: MessageState.Kept } => "Kept",
        _ => null,
    };

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        var found = await View.ExecuteAsync(new(MessageId), Actor, Gone);
        if (found.TryGet(out var history))
        {
            (_history, _refusal) = (history, null);
        }
        else
        {
            _refusal = SentenceOf(found.Errors);
            Http.AnswerNotFound();
        }
    }

    /// <summary>The end of the key of an error's text: what the provider's number means, or a word of the house.</summary>
    public static string WordOf(string code) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? TwilioWords.ProblemOf(number).ToString() : code;

    private string Told(MessagePoint step) => step switch
    {
        { State: MessageState.Pending, Code: MessageStep.SentAgain } => M["Step.SentAgain"],
        { State: MessageState.Pending, Code: { } code } => M["Step.TryAgain", M[$"Problem.{WordOf(code)}"]],
        { State: MessageState.Pending } => M["Step.Missing"],
        { Code: { } code } => M["Step.Because", M[$"State.{step.State}"], M[$"Problem.{WordOf(code)}"]],
        _ => M[$"State.{step.State}"],
    };

    private async Task ResendAsync()
    {
        if (IsBusy)
        {
            return;
        }

        var done = await WhileBusyAsync(async () => await Resend.ExecuteAsync(new(MessageId, _command), await ActAsAsync(), Gone));
        (_said, _tone, _command) = (done.Succeeded ? M["Said.Resent"].Value : SentenceOf(done.Errors), done.Succeeded ? "ok" : "no", Guid.NewGuid());
        await LoadAsync();
    }
}
