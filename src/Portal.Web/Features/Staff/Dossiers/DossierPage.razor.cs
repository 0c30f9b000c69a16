using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.Queues;
using Portal.Web.Shared;

namespace Portal.Web.Features.Staff.Dossiers;

/// <summary>One dossier: its papers ticked one by one, then accepted, or returned with what is missing.</summary>
public sealed partial class DossierPage
{
    private readonly HashSet<string> _present = [];
    private readonly HashSet<string> _reasons = [];
    private DossierView? _dossier;
    private string _note = "";
    private string? _refusal;
    private string? _said;
    private string _tone = "";
    private string? _loaded;

    [Parameter]
    public string RegisterText { get; set; } = "";

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private TrackApplication Track { get; set; } = null!;

    [Inject]
    private ViewDossier View { get; set; } = null!;

    [Inject]
    private AcceptDossier Accept { get; set; } = null!;

    [Inject]
    private ReturnDossier Return { get; set; } = null!;

    [Inject]
    private StaffRoutes Routes { get; set; } = null!;

    [Inject]
    private IStringLocalizer<QueuesTexts> Q { get; set; } = null!;

    private string QueueLink => OfficeLink("/petugas/antrian?tahap=penelitian", _dossier?.Office);

    private string ServiceName => Offices.First(o => o.Code == _dossier!.Office).Offer(_dossier!.Service).Name.Indonesian;

    private string Presence => _dossier switch
    {
        { HereSince: { } since } => D["Here", Format.ShortDay(DateOnly.FromDateTime(since.DateTime)), Format.Time(since)],
        { Visit: { } start } => D["Booked", Format.ShortDay(DateOnly.FromDateTime(start.DateTime)), Format.Time(start)],
        _ => D["Away"],
    };

    // Said before it is done: what the resident will read.
    private string ReturnSummary => D["ReturnSummary", _dossier!.Requirements.Count(r => !_present.Contains(r.Indonesian)), _reasons.Count];

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        // Each opening is noted, and the page is drawn twice: only the living one counts.
        if (!RendererInfo.IsInteractive)
        {
            var known = RegisterNumber.TryParse(RegisterText, out var register) && (await Track.ExecuteAsync(new(register), Core.Shared.Actor.Visitor, Gone)).TryGet(out var tracked)
                && Actor.May(ViewDossier.Permission, tracked.Office);
            if (!known)
            {
                _refusal = Sentences.For(AccessErrors.NotFound);
                Http.AnswerNotFound();
            }
        }
        else if (_loaded != RegisterText)
        {
            _loaded = RegisterText;
            _present.Clear();
            _reasons.Clear();
            (_note, _said, _tone) = ("", null, "");
            await OpenAsync();
        }
    }

    private static void Tick(HashSet<string> ticked, string text, ChangeEventArgs e) => _ = e.Value is true ? ticked.Add(text) : ticked.Remove(text);

    private async Task OpenAsync()
    {
        var parsed = RegisterNumber.Parse(RegisterText);
        var found = parsed.TryGet(out var register) ? await View.ExecuteAsync(new(register), await ActAsAsync(), Gone) : AccessErrors.NotFound;
        (_dossier, _refusal) = found.TryGet(out var dossier) ? (dossier, (string?)null) : (null, SentenceOf(found.Errors));
    }

    private StepCommand Step() => new(_dossier!.Register, _dossier.Version, Guid.NewGuid());

    private async Task AcceptAsync() => await TellAsync(await Accept.ExecuteAsync(new(Step(), [.. _present]), await ActAsAsync(), Gone), "Said.Accepted");

    private async Task ReturnAsync() => await TellAsync(await Return.ExecuteAsync(new(Step(), [.. _present], [.. _reasons], _note), await ActAsAsync(), Gone), "Said.Returned");

    private async Task UndoneAsync((bool Well, string Said) told)
    {
        await OpenAsync();
        (_said, _tone) = (told.Said, told.Well ? "ok" : "no");
    }

    // What was ticked and typed stays on the screen, whatever the answer.
    private async Task TellAsync(Result<StepOutcome> result, string done)
    {
        if (result.Succeeded || result.Errors[0] == AccessErrors.StalePage)
        {
            await OpenAsync();
        }

        (_said, _tone) = result.Succeeded ? (D[done].Value, "ok") : (SentenceOf(result.Errors), "no");
    }
}
