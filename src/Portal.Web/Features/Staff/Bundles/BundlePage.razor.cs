using Microsoft.AspNetCore.Components;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Printing;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Shared;

namespace Portal.Web.Features.Staff.Bundles;

/// <summary>A bundle is counted card by card; each scan is kept at once, so a cut loses none.</summary>
public sealed partial class BundlePage
{
    private BundleView? _bundle;
    private ElementReference _box;
    private IReadOnlyList<RegisterNumber> _missing = [];
    private RegisterNumber? _extra;
    private string _typed = "";
    private string? _refusal;
    private string? _said;
    private string _tone = "";
    private bool _asking;
    private bool _focused;

    [Parameter]
    public Guid BundleId { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private ViewBundle View { get; set; } = null!;

    [Inject]
    private ReceiveBundleCard ReceiveCard { get; set; } = null!;

    [Inject]
    private TakeExtraCard TakeExtra { get; set; } = null!;

    [Inject]
    private ReceiveBundle Receive { get; set; } = null!;

    private bool MayList => Actor.May(Permission.ViewUncollected, _bundle!.Office);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        var found = await View.ExecuteAsync(new(BundleId), Actor, Gone);
        if (found.TryGet(out var bundle))
        {
            (_bundle, _refusal) = (bundle, null);
        }
        else
        {
            _refusal = SentenceOf(found.Errors);
            Http.AnswerNotFound();
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focused && _bundle is { ReceivedAt: null })
        {
            _focused = true;
            await _box.TryFocusAsync();
        }
    }

    private async Task ScanAsync()
    {
        var parsed = RegisterNumber.Parse(_typed);
        if (!parsed.TryGet(out var register))
        {
            Say(false, SentenceOf(parsed.Errors));
            return;
        }

        _typed = "";
        if (_bundle!.Cards.FirstOrDefault(c => c.Register == register) is { IsHere: true } twice)
        {
            Say(true, B["Said.Already", twice.Name ?? register.Grouped]);
            return;
        }

        var result = await ReceiveCard.ExecuteAsync(new(new StepCommand(register, null, Guid.NewGuid()), BundleId), await ActAsAsync(), Gone);
        Say(result.Succeeded, result.TryGet(out var outcome) ? B["Said.Here", outcome.Name ?? register.Grouped] : SentenceOf(result.Errors));
        _extra = !result.Succeeded && result.Error.Code == PrintingErrors.NotInBundle(register.Grouped).Code ? register : null;
        await LoadAsync();
        await _box.TryFocusAsync();
    }

    private async Task TakeExtraAsync(RegisterNumber register)
    {
        if (IsBusy)
        {
            return;
        }

        var result = await WhileBusyAsync(async () => await TakeExtra.ExecuteAsync(new(new StepCommand(register, null, Guid.NewGuid()), BundleId), await ActAsAsync(), Gone));
        Say(result.Succeeded, result.TryGet(out var outcome) ? B["Said.Extra", outcome.Name ?? register.Grouped] : SentenceOf(result.Errors));
        await LoadAsync();
        await _box.TryFocusAsync();
    }

    private async Task FinishAsync()
    {
        _asking = false;
        var result = await WhileBusyAsync(async () => await Receive.ExecuteAsync(new(BundleId, _bundle!.Version, Guid.NewGuid()), await ActAsAsync(), Gone));
        if (result.TryGet(out var counted))
        {
            _missing = counted.Missing;
            Say(true, B["Said.Counted", counted.Counted]);
        }
        else
        {
            Say(false, SentenceOf(result.Errors));
        }

        await LoadAsync();
    }

    private void Say(bool well, string? said) => (_said, _tone, _extra) = (said, said is null ? "" : well ? "ok" : "no", null);
}
