using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Settings;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.Settings;
using Portal.Web.Shared;

namespace Portal.Web.Features.Staff.Offices;

/// <summary>One part of how an office is set up; the office stands in the path.</summary>
public abstract class OfficeSetupPage : StaffPage
{
    [Parameter]
    public string OfficeCodeText { get; set; } = "";

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    [Inject]
    private ViewOffice View { get; set; } = null!;

    /// <summary>The office as it is stored; null while there is none to show.</summary>
    protected OfficeBoard? Board { get; private set; }

    /// <summary>Why there is none.</summary>
    protected string? Refusal { get; private set; }

    /// <summary>What came of the last act.</summary>
    protected string? Said { get; private set; }

    protected string Tone { get; private set; } = "";

    protected bool Busy { get; private set; }

    /// <summary>The office of the path.</summary>
    protected OfficeCode Code => Board!.Office.Code;

    /// <summary>True where the reader may change it.</summary>
    protected bool MayManage => Board?.MayManage == true;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        await ReadAsync();
        if (Board is null)
        {
            Http.AnswerNotFound();
        }
        else
        {
            Begin();
        }
    }

    /// <summary>Fills the boxes from what is stored.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Reads the office anew; the boxes stay as they are.</summary>
    protected async Task ReadAsync()
    {
        var found = OfficeCode.TryParse(OfficeCodeText, out var code) ? await View.ExecuteAsync(new(code), Actor, Gone) : AccessErrors.NotFound;
        (Board, Refusal) = found.TryGet(out var board) ? (board, null) : ((OfficeBoard?)null, SentenceOf(found.Errors));
    }

    /// <summary>The address of a part of this office.</summary>
    protected string Part(string part) => OfficeLink($"/petugas/kantor/{OfficeCodeText}{part}", Board?.Office.Code);

    protected void Say(bool well, string? sentence) => (Said, Tone) = (sentence, well ? "ok" : "no");

    /// <summary>Does something without boxes of its own.</summary>
    protected async Task<bool> ActAsync(Func<Actor, Task<Result>> act, string said)
    {
        if (Busy)
        {
            return false;
        }

        Busy = true;
        var done = await act(await ActAsAsync());
        await ReadAsync();
        Say(done.Succeeded, done.Succeeded ? said : SentenceOf(done.Errors));
        Busy = false;
        return done.Succeeded;
    }

    /// <summary>Saves a form: what is wrong, or was changed by others meanwhile, is shown beside what was typed.</summary>
    protected async Task<bool> SaveAsync(SettingDraft draft, Func<Actor, Task<Result>> save, Func<OfficeBoard, IReadOnlyDictionary<string, string>> stored, string subject, string said)
    {
        if (Busy)
        {
            return false;
        }

        Busy = true;
        var done = await save(await ActAsAsync());
        await ReadAsync();
        Busy = false;
        if (done.Succeeded && Board is not null)
        {
            draft.Begin(stored(Board));
            Say(true, said);
            return true;
        }

        if (Board is not null)
        {
            draft.Refuse(done.Errors, stored(Board), field => LastOf(subject, field));
        }

        // What belongs to a box stands there; the list above the form leads to it.
        Say(false, done.Errors.All(e => e.Field is not null) ? null : SentenceOf(done.Errors));
        return false;
    }

    private LastChange? LastOf(string subject, string field) => Board?.Last.GetValueOrDefault((subject, field));
}
