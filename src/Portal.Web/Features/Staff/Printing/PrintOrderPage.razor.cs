using System.Globalization;
using Microsoft.AspNetCore.Components;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Printing;
using Portal.Web.Features.Staff.Desk;
using Radzen;

namespace Portal.Web.Features.Staff.Printing;

/// <summary>Who is printed next, and whom the blanks reach. Cards are taken from the front, or one by its number.</summary>
public sealed partial class PrintOrderPage
{
    private const int PageSize = 50;
    private const int UsualBatch = 20;

    private PrintOrderView? _view;
    private ElementReference _box;
    private string _size = "";
    private string _typed = "";
    private string? _said;
    private string _tone = "";
    private bool _busy;

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewPrintOrder View { get; set; } = null!;

    [Inject]
    private StartPrintBatch Start { get; set; } = null!;

    [Inject]
    private PrintOneCard PrintOne { get; set; } = null!;

    [Inject]
    private GivePriority Give { get; set; } = null!;

    [Inject]
    private TakePriority Take { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private int Page => PageOf(PageText);

    private bool MayPrioritise => Actor.May(Permission.GivePriority, Office!.Code);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var view))
        {
            _view = view;
            _size = _size.Length > 0 ? _size : Math.Clamp(view.Reached, 1, UsualBatch).ToString(CultureInfo.InvariantCulture);
        }
    }

    private static string ToneOf(OrderRow row, DateOnly today) => row.Due < today ? "age Red" : row.Due == today ? "age Amber" : "age Green";

    private string AgeOf(OrderRow row, DateOnly today) =>
        row.Due < today ? P["Age.Over", today.DayNumber - row.Due.DayNumber] : row.Due == today ? P["Age.Edge"] : P["Age.Due", Format.ShortDay(row.Due)];

    private string ToPage(int page) => With(("hal", page));

    private async Task TakeAsync()
    {
        if (!int.TryParse(_size.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            Say(false, Sentences.For(PrintingErrors.BatchSize));
            return;
        }

        await BusyAsync(async () => await OpenAsync(await Start.ExecuteAsync(new(Office!.Code, size, Guid.NewGuid()), await ActAsAsync(), Gone)));
    }

    private async Task OneAsync()
    {
        var parsed = RegisterNumber.Parse(_typed);
        if (!parsed.TryGet(out var register))
        {
            Say(false, SentenceOf(parsed.Errors));
            return;
        }

        await BusyAsync(async () =>
        {
            var command = new PrintOneCard.Command(Office!.Code, register, null, Guid.NewGuid());
            var result = await PrintOne.ExecuteAsync(command, await ActAsAsync(), Gone);
            if (!result.Succeeded && result.Error.Code == PrintingErrors.JumpReason(0).Code)
            {
                var reason = await ReasonDialog.AskAsync(Dialogs, P["Jump.Title"], SentenceOf(result.Errors), P["One.Act"], danger: false);
                if (reason is null)
                {
                    return;
                }

                result = await PrintOne.ExecuteAsync(command with { Reason = reason }, await ActAsAsync(), Gone);
            }

            await OpenAsync(result);
        });
    }

    private async Task OpenAsync(Result<StartedBatch> result)
    {
        if (result.TryGet(out var batch))
        {
            // What was asked for goes along, so that the batch's page can say why it holds fewer.
            Navigation.NavigateTo(OfficeLink(batch.Taken < batch.Asked ? $"/petugas/pencetakan/{batch.Id}?diminta={batch.Asked}" : $"/petugas/pencetakan/{batch.Id}"));
            return;
        }

        Say(false, SentenceOf(result.Errors));
        await LoadAsync();
    }

    private async Task PrioritiseAsync(OrderRow row)
    {
        var who = row.Name ?? row.Register.Grouped;
        var step = new StepCommand(row.Register, row.Version, Guid.NewGuid());
        Result<StepOutcome> result;
        if (row.Priority is null)
        {
            if (await PriorityDialog.AskAsync(Dialogs, P["Priority.GiveTo", who], Office!.Rules.PriorityClasses) is not { } chosen)
            {
                return;
            }

            result = await Give.ExecuteAsync(new(step, chosen.Priority, chosen.Reason), await ActAsAsync(), Gone);
        }
        else
        {
            if (await ReasonDialog.AskAsync(Dialogs, P["Priority.TakeFrom", who], P["Priority.TakeText"], P["Priority.Take"], danger: false) is not { } reason)
            {
                return;
            }

            result = await Take.ExecuteAsync(new(step, reason), await ActAsAsync(), Gone);
        }

        Say(result.Succeeded, result.Succeeded ? P[row.Priority is null ? "Said.Given" : "Said.Taken", who] : SentenceOf(result.Errors));
        await LoadAsync();
    }

    private async Task BusyAsync(Func<Task> act)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            await act();
        }
        finally
        {
            _busy = false;
        }
    }

    private void Say(bool well, string? said) => (_said, _tone) = (said, said is null ? "" : well ? "ok" : "no");
}
