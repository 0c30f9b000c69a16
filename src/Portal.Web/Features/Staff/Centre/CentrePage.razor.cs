using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Centre;

namespace Portal.Web.Features.Staff.Centre;

/// <summary>Records on their way to the data centre: what can go, what waits, what went.</summary>
public sealed partial class CentrePage
{
    private readonly HashSet<RegisterNumber> _ticked = [];
    private CentreView? _view;
    private Guid? _asking;
    private string _typed = "";
    private string? _said;
    private string _tone = "";
    private bool _busy;

    [Inject]
    private ViewCentre View { get; set; } = null!;

    [Inject]
    private MakeCentreBatch Make { get; set; } = null!;

    [Inject]
    private MarkBatchSent MarkSent { get; set; } = null!;

    [Inject]
    private MarkBatchFailed MarkFailed { get; set; } = null!;

    [Inject]
    private TryBatchNow TryNow { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code), Actor, Gone)).TryGet(out var view))
        {
            _view = view;
            _ticked.IntersectWith(view.Ready.Select(r => r.Register));
        }
    }

    private string NameOf(BatchRow batch) => C["Batch.Name", batch.Number, Format.ShortDay(batch.Day)];

    private string AgeOf(DateTimeOffset since)
    {
        var age = Time.GetUtcNow() - since;
        return age.TotalDays >= 2 ? C["Age.Days", (int)age.TotalDays] : age.TotalHours >= 2 ? C["Age.Hours", (int)age.TotalHours] : C["Age.Minutes", Math.Max(0, (int)age.TotalMinutes)];
    }

    private string Tries(BatchRow batch)
    {
        var tried = batch.TriedAt is { } at ? C["Tried", batch.Tries, Format.Moment(at)].Value : C["Tried.Never"].Value;
        return batch.NextTryAt is { } next ? $"{tried} {C["Tried.Next", Format.Moment(next)]}" : tried;
    }

    private void Tick(RegisterNumber register, bool ticked) => _ = ticked ? _ticked.Add(register) : _ticked.Remove(register);

    private void FindAsync()
    {
        var parsed = RegisterNumber.Parse(_typed);
        if (parsed.TryGet(out var register))
        {
            Navigation.NavigateTo(OfficeLink($"/petugas/pusat/kabar/{register}"));
        }
        else
        {
            Say(false, SentenceOf(parsed.Errors));
        }
    }

    private async Task MakeAsync(IReadOnlyCollection<RegisterNumber>? only)
    {
        _busy = true;
        try
        {
            await TellAsync(await Make.ExecuteAsync(new(Office!.Code, only, Guid.NewGuid()), await ActAsAsync(), Gone), "Said.Made");
            _ticked.Clear();
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task SentAsync(BatchRow batch)
    {
        _asking = null;
        await TellAsync(await MarkSent.ExecuteAsync(CommandFor(batch), await ActAsAsync(), Gone), "Said.Sent");
    }

    private async Task FailedAsync(BatchRow batch) => await TellAsync(await MarkFailed.ExecuteAsync(CommandFor(batch), await ActAsAsync(), Gone), "Said.Failed");

    private async Task TryAsync(BatchRow batch) => await TellAsync(await TryNow.ExecuteAsync(CommandFor(batch), await ActAsAsync(), Gone), "Said.Try");

    private async Task TellAsync(Result<BatchOutcome> result, string said)
    {
        if (result.TryGet(out var outcome))
        {
            Say(true, C[outcome.LeftOut > 0 && said == "Said.Sent" ? "Said.SentPartly" : said, outcome.Number, outcome.Records, outcome.LeftOut]);
        }
        else
        {
            Say(false, SentenceOf(result.Errors));
        }

        await LoadAsync();
    }

    private void Say(bool well, string said) => (_said, _tone) = (said, well ? "ok" : "no");

    private static BatchCommand CommandFor(BatchRow batch) => new(batch.Id, batch.Version, Guid.NewGuid());
}
