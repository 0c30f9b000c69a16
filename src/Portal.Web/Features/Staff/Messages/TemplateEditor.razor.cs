using Microsoft.AspNetCore.Components;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Web.Features.Staff.Desk;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>One wording: the box, what is wrong with it, how it reads and how long it gets, letter by letter.</summary>
public sealed partial class TemplateEditor
{
    private ElementReference _box;
    private string _text = "";
    private string _sid = "";
    private string? _sidFault;

    /// <summary>The wording in force when the page was opened, or since it was saved.</summary>
    [Parameter, EditorRequired]
    public required TemplateLine Line { get; set; }

    /// <summary>Whether the reader may change it.</summary>
    [Parameter, EditorRequired]
    public required bool MayManage { get; set; }

    /// <summary>Keeps the wording; null goes back to the built-in one.</summary>
    [Parameter, EditorRequired]
    public required Func<string?, Task<Result>> SaveText { get; set; }

    /// <summary>Keeps the id of the WhatsApp template.</summary>
    [Parameter, EditorRequired]
    public required Func<string, Task<Result>> SaveSid { get; set; }

    private IReadOnlyList<Error> Faults => MessageTemplate.Parse(Line.Event, Line.Language, _text).Errors;

    private string Longest => MessageTemplate.Preview(Line.Language, _text, MessageFacts.Longest(Line.Language));

    /// <summary>Puts a wording into the box, not yet saved.</summary>
    public async Task TakeAsync(string text)
    {
        _text = text;
        StateHasChanged();
        await _box.TryFocusAsync();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => (_text, _sid) = (Line.Template.Text, Line.ContentSid ?? "");

    private async Task SaveAsync()
    {
        var done = await WhileBusyAsync(async () => await SaveText(_text));
        if (!done.Succeeded)
        {
            await _box.TryFocusAsync();
        }
    }

    private async Task ResetAsync()
    {
        var done = await WhileBusyAsync(async () => await SaveText(null));
        if (done.Succeeded)
        {
            await TakeAsync(MessageTexts.TemplateOf(Line.Event, Line.Language).Text);
        }
    }

    private async Task MapAsync()
    {
        var done = await WhileBusyAsync(async () => await SaveSid(_sid));
        _sidFault = !done.Succeeded && done.Error.Field is not null ? Sentences.For(done.Error) : null;
    }
}
