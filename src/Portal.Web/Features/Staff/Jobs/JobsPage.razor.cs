using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Jobs;
using Portal.Web.Features.Staff.Desk;

namespace Portal.Web.Features.Staff.Jobs;

/// <summary>What the house does by itself: supervisors look, an administrator of the installation may step in.</summary>
public sealed partial class JobsPage
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(5);

    private JobBoard? _board;
    private AlertBoard? _alerts;
    private string? _said;
    private string _tone = "";

    [SupplyParameterFromQuery(Name = "kerja")]
    public string? JobText { get; set; }

    [Inject]
    private ViewAlerts Alerts { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    // A name that is no more: the list still helps.
    private string? Shown => _board?.Jobs.Any(j => j.Name == JobText) == true ? JobText : null;

    private bool MayManage => Actor.MayEverywhere(Permission.ManageJobs);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        _alerts = (await Alerts.ExecuteAsync(new(ViewAlerts.LatestClosed), Actor, Gone)).TryGet(out var alerts) ? alerts : null;
        var found = await View.ExecuteAsync(new(JobText), Actor, Gone);
        if (!found.Succeeded && JobText is not null)
        {
            found = await View.ExecuteAsync(new(), Actor, Gone);
        }

        if (found.TryGet(out var board))
        {
            _board = board;
        }
        else
        {
            (_said, _tone) = (SentenceOf(found.Errors), "no");
        }
    }

    /// <inheritdoc />
    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = KeepFreshAsync(Refresh, Time, LoadAsync);
        }
    }

    private Task RunAsync(JobLine job) => ActAsync(async actor => await Run.ExecuteAsync(new(job.Name, Guid.NewGuid()), actor, Gone), "Said.Run", job);

    private Task ResumeAsync(JobLine job) => ActAsync(async actor => await Resume.ExecuteAsync(new(job.Name, Guid.NewGuid()), actor, Gone), "Said.Resumed", job);

    private async Task PauseAsync(JobLine job)
    {
        if (await ReasonDialog.AskAsync(Dialogs, J["Pause.Of", J[$"Job.{job.Name}"]], J["Pause.Text"], J["Pause"], danger: true) is { } reason)
        {
            await ActAsync(async actor => await Pause.ExecuteAsync(new(job.Name, reason, Guid.NewGuid()), actor, Gone), "Said.Paused", job);
        }
    }

    private async Task ActAsync(Func<Actor, Task<Result>> act, string said, JobLine job)
    {
        var done = await WhileBusyAsync(async () => await act(await ActAsAsync()));
        (_said, _tone) = done.Succeeded ? (J[said, J[$"Job.{job.Name}"]].Value, "ok") : (SentenceOf(done.Errors), "no");
        await LoadAsync();
    }

    private string StateOf(JobLine job) => job switch
    {
        { RunningSince: not null } => J["State.Running"],
        { IsPaused: true } => J["State.Paused"],
        { FailuresInARow: > 0 and var times } => J["State.Failing", times],
        { Last: null } => J["State.New"],
        _ => J["State.Fine"],
    };

    private static AgeTone ToneOf(JobLine job) => job.FailuresInARow > 0 ? AgeTone.Red : job.IsPaused ? AgeTone.Amber : AgeTone.Green;

    private string Clock(DateTimeOffset instant)
    {
        var local = TimeZoneInfo.ConvertTime(instant, Zone);
        return $"{local.ToString("HH'.'mm'.'ss", CultureInfo.InvariantCulture)} {LanguageFormat.Zone(local)}";
    }

    private string Seconds(TimeSpan took) => J["Seconds", took.TotalSeconds.ToString(took < TimeSpan.FromSeconds(10) ? "0.00" : "0", Format.Language == Language.English ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo("id-ID"))];

    private string Interval(TimeSpan every) => every switch
    {
        { TotalDays: >= 1 } => J["Every.Days", every.TotalDays],
        { TotalHours: >= 1 } => J["Every.Hours", every.TotalHours],
        { TotalMinutes: >= 1 } => J["Every.Minutes", every.TotalMinutes],
        _ => J["Every.Seconds", every.TotalSeconds],
    };
}
