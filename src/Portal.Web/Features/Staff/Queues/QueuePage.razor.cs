using Microsoft.AspNetCore.Components;
using Portal.Core.Applications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Web.Features.Staff.Desk;

namespace Portal.Web.Features.Staff.Queues;

/// <summary>What waits at one stage, oldest first. A scanned number opens the page that takes it on.</summary>
public sealed partial class QueuePage
{
    private const int PageSize = 25;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(20);

    private static readonly (string Key, WorkStage Stage)[] Stages =
    [
        ("penelitian", WorkStage.Dossier), ("perekaman", WorkStage.Recording), ("pemeriksaan", WorkStage.SecondCheck), ("kirim", WorkStage.ToCentre), ("pusat", WorkStage.Centre),
        ("masalah", WorkStage.Problem), ("cetak", WorkStage.Printing), ("mutu", WorkStage.Quality), ("penyerahan", WorkStage.Pickup),
    ];

    private static readonly (string? Key, AgeTone? Tone)[] Tones = [(null, null), ("merah", AgeTone.Red), ("kuning", AgeTone.Amber), ("hijau", AgeTone.Green)];

    private QueueView? _view;
    private QueueCounts? _counts;
    private ElementReference _box;
    private string _typed = "";
    private string? _search;
    private string? _said;
    private bool _focused;

    [SupplyParameterFromQuery(Name = "tahap")]
    public string? StageText { get; set; }

    [SupplyParameterFromQuery(Name = "hadir")]
    public string? HereText { get; set; }

    [SupplyParameterFromQuery(Name = "umur")]
    public string? ToneText { get; set; }

    [SupplyParameterFromQuery(Name = "desa")]
    public string? VillageText { get; set; }

    [SupplyParameterFromQuery(Name = "layanan")]
    public string? ServiceText { get; set; }

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewQueue View { get; set; } = null!;

    [Inject]
    private CountQueues Count { get; set; } = null!;

    [Inject]
    private FindApplications Find { get; set; } = null!;

    [Inject]
    private StaffRoutes Routes { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private WorkStage Stage => Array.Find(Stages, s => s.Key == StageText).Stage;

    private bool Away => WorkStages.NeedsPerson(Stage) && HereText == "belum";

    private AgeTone? Tone => Array.Find(Tones, t => t.Key == ToneText).Tone;

    private VillageCode? Village => VillageCode.TryParse(VillageText, out var code) ? code : null;

    private ServiceSlug? Service => ServiceSlugs.TryParse(ServiceText, out var slug) ? slug : null;

    private int Page => PageOf(PageText);

    private bool IsFiltered => Tone is not null || Village is not null || Service is not null || _search is not null || Page > 1;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is null)
        {
            return;
        }

        var query = new ViewQueue.Query(Office.Code, Stage, Away, Village, Service, Tone, _search, (Page - 1) * PageSize, PageSize);
        if ((await View.ExecuteAsync(query, Actor, Gone)).TryGet(out var view))
        {
            _view = view;
        }

        if (WorkStages.NeedsPerson(Stage) && (await Count.ExecuteAsync(new(Office.Code), Actor, Gone)).TryGet(out var counts))
        {
            _counts = counts;
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!_focused && _view is not null)
        {
            _focused = true;
            await _box.TryFocusAsync();
        }

        if (firstRender)
        {
            _ = KeepFreshAsync(Refresh, Time, LoadAsync);
        }
    }

    private string CountText(int count) => count > QueueCounts.Most ? T["Count.More", Format.Number(QueueCounts.Most)] : Format.Number(count);

    private string ServiceName(ServiceSlug slug) => Office!.Offer(slug).Name.Indonesian;

    private string ToPage(int page) => With(("hal", page));

    private void ChooseVillage(ChangeEventArgs chosen) => Choose("desa", chosen);

    private void ChooseService(ChangeEventArgs chosen) => Choose("layanan", chosen);

    private void Choose(string name, ChangeEventArgs chosen) =>
        Navigation.NavigateTo(With((name, chosen.Value is string { Length: > 0 } value ? value : null), ("hal", null)));

    private async Task ScanAsync()
    {
        var text = _typed.Trim();
        (_typed, _said) = ("", null);
        if (text.Length == 0)
        {
            await ShowAllAsync();
        }
        else if (text.Contains('/') || text.Count(char.IsAsciiDigit) == 10)
        {
            await OpenAsync(text);
        }
        else
        {
            // Never into the address: a name or a NIK would stay in the browser's history.
            _search = text;
            await LoadAsync();
        }

        await _box.TryFocusAsync();
    }

    private async Task OpenAsync(string number)
    {
        var found = await Find.ExecuteAsync(new(number), await ActAsAsync(), Gone);
        if (!found.TryGet(out var list))
        {
            _said = SentenceOf(found.Errors);
        }
        else if (list.Rows is [var row])
        {
            Navigation.NavigateTo(OfficeLink(StageSteps.AddressOf(Actor, row.Office, row.State, row.Register, Routes), row.Office));
        }
        else
        {
            _said = Sentences.For(AccessErrors.NotFound);
        }
    }

    private async Task ShowAllAsync()
    {
        _search = null;
        await LoadAsync();
    }
}
