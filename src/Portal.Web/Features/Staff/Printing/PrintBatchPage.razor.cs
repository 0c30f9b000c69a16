using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Printing;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Shared;
using Radzen;

namespace Portal.Web.Features.Staff.Printing;

/// <summary>A batch at work: for each card somebody says what became of it. Closed and opened again, it stands where it stood.</summary>
public sealed partial class PrintBatchPage
{
    private readonly Dictionary<int, string?> _serials = [];

    private PrintBatchView? _batch;
    private OfficeEntry? _office;
    private ElementReference _box;
    private RegisterNumber? _here;
    private string _typed = "";
    private string? _refusal;
    private string? _said;
    private string _tone = "";
    private bool _asking;

    [Parameter]
    public Guid BatchId { get; set; }

    [SupplyParameterFromQuery(Name = "diminta")]
    public string? AskedText { get; set; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private ViewPrintBatch View { get; set; } = null!;

    [Inject]
    private FinishPrintJob Finish { get; set; } = null!;

    [Inject]
    private FinishPrintBatch FinishAll { get; set; } = null!;

    [Inject]
    private SpoilPrintJob Spoil { get; set; } = null!;

    [Inject]
    private StopPrintJob Stop { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    // By position: what the rows hold is known only once they are drawn.
    private ElementReference[] Boxes { get; } = new ElementReference[PrintBatch.Most + 1];

    private ElementReference[] Buttons { get; } = new ElementReference[PrintBatch.Most + 1];

    private int Asked => int.TryParse(AskedText, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, PrintBatch.Most) : 0;

    private bool MayPrint => Actor.May(Permission.PrintCards, _batch!.Office);

    // Where serials are tracked every card names its own blank; one card needs no bulk act.
    private bool MayBulk => MayPrint && !_batch!.TracksSerials && _batch.InPrinter > 1;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        var found = await View.ExecuteAsync(new(BatchId), Actor, Gone);
        if (found.TryGet(out var batch))
        {
            (_batch, _refusal) = (batch, null);
            _office = (await Directory.GetAsync(Gone))[batch.Office];
        }
        else
        {
            _refusal = SentenceOf(found.Errors);
            Http.AnswerNotFound();
        }
    }

    private async Task ScanAsync()
    {
        var (parsed, typed) = (RegisterNumber.Parse(_typed), _typed);
        _typed = "";
        if (!parsed.TryGet(out var register))
        {
            _typed = typed;
            Say(false, SentenceOf(parsed.Errors));
            return;
        }

        if (_batch!.Jobs.FirstOrDefault(j => j.Register == register) is not { } job)
        {
            Say(false, P["Batch.NotHere", register.Grouped]);
        }
        else if (job.State != PrintJobState.Printing)
        {
            _here = register;
            Say(false, P["Batch.Already", job.Name ?? register.Grouped, P[$"Job.{job.State}"]]);
        }
        else
        {
            _here = register;
            Say(true, P["Batch.Found", job.Position, job.Name ?? register.Grouped]);
            await (_batch.TracksSerials ? Boxes[job.Position] : Buttons[job.Position]).TryFocusAsync();
        }
    }

    private Task PrintedAsync(JobRow job) => ActAsync(job, "Said.Printed", async step => await Finish.ExecuteAsync(new(step, _serials.GetValueOrDefault(job.Position)), await ActAsAsync(), Gone));

    private Task StopAsync(JobRow job) => ActAsync(job, "Said.Stopped", async step => await Stop.ExecuteAsync(step, await ActAsAsync(), Gone));

    private async Task SpoilAsync(JobRow job)
    {
        var who = job.Name ?? job.Register.Grouped;
        var command = Guid.NewGuid();
        var done = await SpoilDialog.AskAsync(Dialogs, P["Act.SpoiledOf", who], _office!.Rules.SpoilReasons, _batch!.TracksSerials, async (chosen, note, serial) =>
            (await Spoil.ExecuteAsync(new(new StepCommand(job.Register, job.Version, command), chosen, note, serial), await ActAsAsync(), Gone)).Errors);
        if (done)
        {
            Say(true, P["Said.Spoiled", who]);
        }

        await LoadAsync();
    }

    private async Task AllPrintedAsync()
    {
        _asking = false;
        var result = await WhileBusyAsync(async () => await FinishAll.ExecuteAsync(new(BatchId), await ActAsAsync(), Gone));
        Say(result.Succeeded, result.TryGet(out var count) ? P["Said.AllPrinted", count] : SentenceOf(result.Errors));
        await LoadAsync();
    }

    private async Task ActAsync(JobRow job, string said, Func<StepCommand, Task<Result<StepOutcome>>> act)
    {
        if (IsBusy)
        {
            return;
        }

        var result = await WhileBusyAsync(async () => await act(new StepCommand(job.Register, job.Version, Guid.NewGuid())));
        Say(result.Succeeded, result.Succeeded ? P[said, job.Name ?? job.Register.Grouped] : SentenceOf(result.Errors));
        await LoadAsync();
        if (result.Succeeded && _batch?.InPrinter > 0)
        {
            // Ready for the next scan.
            await _box.TryFocusAsync();
        }
    }

    private void Say(bool well, string? said) => (_said, _tone) = (said, said is null ? "" : well ? "ok" : "no");
}
