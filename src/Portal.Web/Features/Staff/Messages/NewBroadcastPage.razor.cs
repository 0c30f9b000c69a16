using Microsoft.AspNetCore.Components;
using Portal.Core.Notifications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Web.Features.Staff.Stock;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>A message to a group: whom it is for, what it says, how it reads and what it costs; then it waits for a second person.</summary>
public sealed partial class NewBroadcastPage
{
    private readonly HashSet<string> _villages = new(StringComparer.Ordinal);
    private BroadcastStage _stage;
    private string? _day;
    private string? _service;
    private string? _text;
    private string? _textEn;
    private BroadcastPreview? _preview;
    private IReadOnlyList<Error> _errors = [];
    private string? _said;
    private Guid _command = Guid.CreateVersion7();

    /// <summary>A broadcast whose words are taken over.</summary>
    [SupplyParameterFromQuery(Name = "salin")]
    public string? CopyText { get; set; }

    [Inject]
    private PreviewBroadcast Preview { get; set; } = null!;

    [Inject]
    private ProposeBroadcast Propose { get; set; } = null!;

    [Inject]
    private ViewBroadcast View { get; set; } = null!;

    private BroadcastAudience Audience => new(_stage, TypedNumber.DayOf(_day), ServiceSlugs.TryParse(_service, out var slug) ? slug : null, [.. _villages]);

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (_text is null && Guid.TryParse(CopyText, out var copied) && (await View.ExecuteAsync(new(copied), Actor, Gone)).TryGet(out var view))
        {
            (_text, _textEn, _stage, _service) = (view.Line.Text, view.TextEn, view.Line.Audience.Stage, view.Line.Audience.Service?.ToText());
            _villages.UnionWith(view.Line.Audience.Villages);
        }
    }

    private string? SentenceFor(string field) => _errors.Where(e => e.Field == field).Select(Sentences.For).ToList() is { Count: > 0 } all ? string.Join(" ", all) : null;

    // What was counted was something else: nobody proposes a number that was not shown.
    private void Changed() => _preview = null;

    private void Type(ref string? value, ChangeEventArgs typed)
    {
        value = typed.Value?.ToString();
        Changed();
    }

    private void ChooseStage(ChangeEventArgs chosen)
    {
        _stage = Enum.GetValues<BroadcastStage>().FirstOrDefault(s => $"{s}" == $"{chosen.Value}");
        Changed();
    }

    private void Toggle(string village)
    {
        if (!_villages.Remove(village))
        {
            _villages.Add(village);
        }

        Changed();
    }

    private async Task ShowAsync()
    {
        var shown = await WhileBusyAsync(async () => await Preview.ExecuteAsync(new(Office!.Code, Audience, _text, _textEn), await ActAsAsync(), Gone));
        _preview = shown.TryGet(out var preview) ? preview : null;
        Tell(shown.Errors);
    }

    private async Task ProposeAsync()
    {
        if (IsBusy)
        {
            return;
        }

        var done = await WhileBusyAsync(async () => await Propose.ExecuteAsync(new(Office!.Code, Audience, _text, _textEn, _command), await ActAsAsync(), Gone));
        if (done.TryGet(out var id))
        {
            Navigation.NavigateTo(OfficeLink($"/petugas/pesan/siaran/{id}"));
            return;
        }

        _command = Guid.CreateVersion7();
        Tell(done.Errors);
    }

    private void Tell(IReadOnlyList<Error> errors)
    {
        _errors = errors;
        _said = errors.FirstOrDefault(e => e.Field is null or "villages") is { } error ? Sentences.For(error) : errors.Count > 0 ? B["Said.Faults"].Value : null;
    }
}
