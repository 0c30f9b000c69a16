using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Shared;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>The messages of an office; what is looked for stands in the address.</summary>
public sealed partial class MessagesPage
{
    private const int PageSize = 25;

    private static readonly (string? Key, MessageGroup? Group)[] Groups =
    [
        (null, null), ("menunggu", MessageGroup.Waiting), ("terkirim", MessageGroup.UnderWay), ("sampai", MessageGroup.Arrived), ("gagal", MessageGroup.NotArrived), ("disimpan", MessageGroup.Kept),
    ];

    private static readonly (string Key, Channel Channel)[] Channels = [("wa", Core.Applications.Channel.WhatsApp), ("sms", Core.Applications.Channel.Sms)];

    private MessageList? _list;
    private string? _said;

    [SupplyParameterFromQuery(Name = "keadaan")]
    public string? GroupText { get; set; }

    [SupplyParameterFromQuery(Name = "saluran")]
    public string? ChannelText { get; set; }

    [SupplyParameterFromQuery(Name = "perihal")]
    public string? EventText { get; set; }

    [SupplyParameterFromQuery(Name = "nomor")]
    public string? RegisterText { get; set; }

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewMessages View { get; set; } = null!;

    [Inject]
    private PortalOptions Options { get; set; } = null!;

    [Inject]
    private IMessageSender Sender { get; set; } = null!;

    private int Page => PageOf(PageText);

    private MessageGroup? Group => Array.Find(Groups, g => g.Key == GroupText).Group;

    private Channel? Channel => Array.Exists(Channels, c => c.Key == ChannelText) ? Array.Find(Channels, c => c.Key == ChannelText).Channel : null;

    // Enum.TryParse would take a number, too.
    private MessageEvent? Event => Enum.GetValues<MessageEvent>().Where(e => e.ToString() == EventText).Select(e => (MessageEvent?)e).SingleOrDefault();

    private RegisterNumber? Register => RegisterText is not null && RegisterNumber.Parse(RegisterText).TryGet(out var register) ? register : null;

    private bool IsFiltered => Group is not null || Channel is not null || Event is not null || Register is not null;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        _said = null;
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code, Group, Channel, Event, Register, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var list))
        {
            _list = list;
        }
    }

    private string ToPage(int page) => With(("hal", page));

    private void Choose(string name, ChangeEventArgs chosen) => Navigation.NavigateTo(With((name, chosen.Value is "" ? null : chosen.Value), ("hal", null)));
}
