using Microsoft.AspNetCore.Components;
using Portal.Core.Audit;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.Desk;

namespace Portal.Web.Features.Staff.Reviews;

/// <summary>What one person did where two are needed: a second one looks at it within a working day.</summary>
public sealed partial class ReviewPage
{
    private const int PageSize = 25;

    private LoneActList? _list;
    private string? _said;
    private string _tone = "";

    [SupplyParameterFromQuery(Name = "keadaan")]
    public string? StateText { get; set; }

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    private bool Reviewed => StateText == "selesai";

    private int Page => PageOf(PageText);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code, Reviewed, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var list))
        {
            _list = list;
        }
    }

    private string ToPage(int page) => With(("hal", page));

    private string ActText(string verb) => verb switch
    {
        AuditVerbs.DataConfirmed => R["Act.DataConfirmed"],
        AuditVerbs.RecordingReturned => R["Act.RecordingReturned"],
        AuditVerbs.BroadcastApproved => R["Act.BroadcastApproved"],
        AuditVerbs.StockCorrected => R["Act.StockCorrected"],
        AuditVerbs.StockDayClosed => R["Act.StockDayClosed"],
        AuditVerbs.StaffResetConfirmed => R["Act.SecondFactorReset"],
        _ => verb,
    };

    private async Task AskWrongAsync(LoneActLine row)
    {
        if (await ReasonDialog.AskAsync(Dialogs, R["AskWrong"], R["AskWrongText"], R["Wrong"], danger: true) is { } finding)
        {
            await DecideAsync(row, false, finding);
        }
    }

    private async Task DecideAsync(LoneActLine row, bool right, string? finding)
    {
        var done = await Review.ExecuteAsync(new(row.Id, row.Version, right, finding, Guid.NewGuid()), await ActAsAsync(), Gone);
        (_said, _tone) = done.Succeeded ? (R[right ? "Said.Right" : "Said.Wrong"].Value, "ok") : (SentenceOf(done.Errors), "no");
        await LoadAsync();
    }
}
