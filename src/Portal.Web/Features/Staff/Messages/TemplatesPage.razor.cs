using Microsoft.AspNetCore.Components;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>How messages are worded: supervisors look, an administrator of the installation may change it.</summary>
public sealed partial class TemplatesPage
{
    private TemplateBoard? _board;
    private TemplateLine? _shown;
    private TemplateEditor? _editor;
    private Guid _command = Guid.NewGuid();
    private string? _said;
    private string _tone = "";

    [SupplyParameterFromQuery(Name = "acara")]
    public string? EventText { get; set; }

    [SupplyParameterFromQuery(Name = "bahasa")]
    public string? LanguageText { get; set; }

    private bool MayManage => Actor.MayEverywhere(Permission.ManageMessages);

    private MessageEvent? Event => Enum.GetValues<MessageEvent>().Cast<MessageEvent?>().FirstOrDefault(e => $"{e}" == EventText);

    private Language Language => LanguageText == TagOf(Language.English) ? Language.English : Language.Indonesian;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        var before = _shown;
        if ((await View.ExecuteAsync(new(Event, Language), Actor, Gone)).TryGet(out var board))
        {
            _board = board;
            _shown = board.Lines.FirstOrDefault(l => l.Event == Event && l.Language == Language);
        }

        if ((before?.Event, before?.Language) != (_shown?.Event, _shown?.Language))
        {
            (_said, _tone) = (null, "");
        }
    }

    private static string TagOf(Language language) => language == Language.English ? "en" : "id";

    private string NameOf(TemplateLine line) => $"{M[$"Event.{line.Event}"]} – {T[$"Language.{line.Language}"]}";

    private async Task CopyAsync(TemplateVersion version) =>
        await _editor!.TakeAsync(version.Text ?? MessageTexts.TemplateOf(_shown!.Event, _shown.Language).Text);

    /// <summary>Keeps a wording, null for the built-in one; what is wrong with it goes back to the box.</summary>
    private async Task<Result> SaveAsync(string? text)
    {
        var line = _shown!;
        var done = await Change.ExecuteAsync(new(line.Event, line.Language, text, line.Version, _command), await ActAsAsync(), Gone);
        await TellAsync(done, text is null ? M["Said.Reset"] : M["Said.Saved", line.Version + 1]);
        return done;
    }

    private async Task<Result> MapAsync(string typed)
    {
        var line = _shown!;
        var done = await Map.ExecuteAsync(new(line.Event, line.Language, typed, line.ContentSid, _command), await ActAsAsync(), Gone);
        await TellAsync(done, M["Said.Mapped"]);
        return done;
    }

    private async Task TellAsync(Result done, string said)
    {
        (_said, _tone) = done.Succeeded ? (said, "ok") : done.Error.Field is null ? (SentenceOf(done.Errors), "no") : (null, "");
        if (done.Succeeded || done.Error.Kind == ErrorKind.Conflict)
        {
            // Changed here or by somebody else meanwhile: the history shows what, the box keeps what was typed.
            _command = Guid.NewGuid();
            await LoadAsync();
        }

        StateHasChanged();
    }
}
