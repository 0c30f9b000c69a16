using Microsoft.AspNetCore.Components;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Settings;

namespace Portal.Web.Features.Staff.Settings;

/// <summary>What the installation is set to, where each thing is changed, and who changed what.</summary>
public sealed partial class SettingsPage
{
    private const int PageSize = 25;

    private static readonly string[] Subjects = [OfficeSubjects.Office, OfficeSubjects.Villages, OfficeSubjects.Rules, "service", OfficeSubjects.Review, "calendar", "holidays", "budget", "template", ChangeSettings.Subject];

    private readonly SettingDraft _draft = new();
    private SettingsBoard? _board;
    private ChangePage? _changes;
    private string? _said;
    private string _tone = "";

    [SupplyParameterFromQuery(Name = "riwayat")]
    public string? HistoryText { get; set; }

    [SupplyParameterFromQuery(Name = "tentang")]
    public string? SubjectText { get; set; }

    [SupplyParameterFromQuery(Name = "halaman")]
    public string? PageText { get; set; }

    private bool MayManage => Actor.MayEverywhere(Permission.ManageSettings);

    private int Page => PageOf(PageText);

    private OfficeCode? HistoryOffice => OfficeCode.TryParse(HistoryText, out var code) && Offices.Any(o => o.Code == code) ? code : null;

    private string? Subject => Subjects.Contains(SubjectText) ? SubjectText : null;

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        // Turning a page of the history leaves the boxes alone.
        if (_draft.Touched.Count == 0)
        {
            await LoadNewestAsync();
        }

        await LoadHistoryAsync();
    }

    private async Task LoadNewestAsync()
    {
        await ReadAsync();
        if (_board is { } board)
        {
            _draft.Begin(board.Values);
        }
    }

    private async Task ReadAsync() => _board = (await View.ExecuteAsync(Actor, Gone)).TryGet(out var board) ? board : null;

    private async Task LoadHistoryAsync() =>
        _changes = (await Changes.ExecuteAsync(new(HistoryOffice, Subject, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var changes) ? changes : null;

    private void Filter(string? kantorRiwayat, string? tentang) => Navigation.NavigateTo(With(
        ("riwayat", string.IsNullOrEmpty(kantorRiwayat) ? null : kantorRiwayat), ("tentang", string.IsNullOrEmpty(tentang) ? null : tentang), ("halaman", null)));

    private async Task SaveAsync()
    {
        if (IsBusy)
        {
            return;
        }

        var done = await WhileBusyAsync(async () => await Change.ExecuteAsync(new(_draft.Seen, _draft.Typed, _draft.CommandId), await ActAsAsync(), Gone));
        await ReadAsync();
        if (done.Succeeded)
        {
            _draft.Begin(_board!.Values);
            (_said, _tone) = (S["Said.Saved"], "ok");
        }
        else
        {
            _draft.Refuse(done.Errors, _board?.Values ?? _draft.Seen, field => _board?.Last.GetValueOrDefault(field));
            (_said, _tone) = (done.Errors.All(e => e.Field is not null) ? null : SentenceOf(done.Errors), "no");
        }

        await LoadHistoryAsync();
    }

    private Task InsistAsync()
    {
        _draft.Insist();
        return SaveAsync();
    }

    // A village is named by its code; what another area writes is in words already.
    private string FieldOf(ChangeLine line) => line.Subject == MapWhatsAppTemplate.Subject && line.Field.Split('.') is [var about, var language]
        ? $"{M[$"Event.{about}"]} ({T[$"Language.{language}"]})"
        : S[$"Field.{line.Field}"] is { ResourceNotFound: false } name ? name : line.Field;

    private string SubjectOf(ChangeLine line)
    {
        var office = line.Office is { } code ? Offices.FirstOrDefault(o => o.Code == code)?.Office.Name ?? code.Value : S["Installation"].Value;
        var subject = line.Subject.StartsWith(OfficeSubjects.ServicePrefix, StringComparison.Ordinal) && ServiceSlugs.TryParse(line.Subject[OfficeSubjects.ServicePrefix.Length..], out var slug)
            ? $"{S["Subject.service"]}: {S[$"Service.{slug}"]}"
            : S[$"Subject.{line.Subject}"] is { ResourceNotFound: false } name ? name : line.Subject;
        return $"{office}, {subject}";
    }

    private string ValueOf(string? value) => value is null ? "–" : SettingWords.Choice(S, value);
}
