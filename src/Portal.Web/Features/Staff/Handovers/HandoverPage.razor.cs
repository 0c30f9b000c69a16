using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Handovers;
using Portal.Infrastructure.Offices;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Shared;

namespace Portal.Web.Features.Staff.Handovers;

/// <summary>Somebody has come for a card: who it is, how the desk knows, and Rp 0.</summary>
public sealed partial class HandoverPage
{
    private Pickup? _card;
    private OfficeEntry? _office;
    private ElementReference _box;
    private HandedTo _to = HandedTo.Holder;
    private IdentityCheck? _check;
    private Guid _command = Guid.NewGuid();
    private string _note = "";
    private string _digits = "";
    private string _typed = "";
    private string? _loaded;
    private string? _refusal;
    private string? _said;
    private string _tone = "";

    [Parameter]
    public string RegisterText { get; set; } = "";

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private ViewPickup View { get; set; } = null!;

    [Inject]
    private RequestDelegateCode RequestCode { get; set; } = null!;

    [Inject]
    private HandOverCard HandOver { get; set; } = null!;

    private bool NoteNeeded => _to == HandedTo.DelegateByPapers || _check == IdentityCheck.OtherPaper;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (_loaded != RegisterText)
        {
            // Another card: nothing of the one before is left in the form.
            (_loaded, _to, _check, _note, _digits, _command) = (RegisterText, HandedTo.Holder, null, "", "", Guid.NewGuid());
        }

        var found = RegisterNumber.TryParse(RegisterText, out var register) ? await View.ExecuteAsync(new(register), Actor, Gone) : AccessErrors.NotFound;
        (_card, _refusal) = (null, null);
        if (found.TryGet(out var card))
        {
            _office = (await Directory.GetAsync(Gone))[card.Office];
            _card = card;
        }
        else
        {
            _refusal = SentenceOf(found.Errors);
            Http.AnswerNotFound();
        }
    }

    // A delegate says the holder's code wherever one can be sent.
    private static HandedTo[] Receivers(Pickup card) => [HandedTo.Holder, card.PhoneMasked is null ? HandedTo.DelegateByPapers : HandedTo.DelegateWithCode];

    private void Scan()
    {
        var parsed = RegisterNumber.Parse(_typed);
        if (parsed.TryGet(out var register))
        {
            _typed = "";
            Say(true, null);
            Navigation.NavigateTo(OfficeLink($"/petugas/penyerahan/{register}", _card?.Office));
        }
        else
        {
            Say(false, SentenceOf(parsed.Errors));
        }
    }

    private async Task SendCodeAsync()
    {
        var result = await WhileBusyAsync(async () => await RequestCode.ExecuteAsync(new(_card!.Register, Guid.NewGuid()), await ActAsAsync(), Gone));
        Say(result.Succeeded, result.TryGet(out var sent) ? H["Said.Sent", sent.SentToMasked!] : SentenceOf(result.Errors));
        await LoadAsync();
    }

    private async Task HandOverAsync()
    {
        if (IsBusy)
        {
            return;
        }

        if (_check is not { } check)
        {
            Say(false, H["Said.ChooseCheck"]);
            return;
        }

        var command = new HandOverCard.Command(new StepCommand(_card!.Register, _card.Version, _command), _to, check, _note, _digits);
        var result = await WhileBusyAsync(async () => await HandOver.ExecuteAsync(command, await ActAsAsync(), Gone));
        Say(result.Succeeded, result.TryGet(out var outcome) ? H["Said.Done", outcome.Name ?? outcome.Register.Grouped] : SentenceOf(result.Errors));
        await LoadAsync();
    }

    private async Task UndoneAsync((bool Well, string Said) told)
    {
        // The same card may be handed over once more, which is another act than the one taken back.
        _command = Guid.NewGuid();
        Say(told.Well, told.Said);
        await LoadAsync();
        await _box.TryFocusAsync();
    }

    private void Say(bool well, string? said) => (_said, _tone) = (said, said is null ? "" : well ? "ok" : "no");
}
