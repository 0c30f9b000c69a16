using Microsoft.AspNetCore.Components;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.Handovers;
using Radzen;

namespace Portal.Web.Features.Staff.Messages;

/// <summary>People whom no message reaches: somebody has to tell them.</summary>
public sealed partial class UntoldPage
{
    private const int PageSize = 50;

    private UntoldList? _list;
    private string? _said;
    private string _tone = "";

    [SupplyParameterFromQuery(Name = "desa")]
    public string? VillageText { get; set; }

    [SupplyParameterFromQuery(Name = "hal")]
    public string? PageText { get; set; }

    [Inject]
    private ViewUntold View { get; set; } = null!;

    [Inject]
    private NoteToldInPerson Note { get; set; } = null!;

    [Inject]
    private DialogService Dialogs { get; set; } = null!;

    private int Page => PageOf(PageText);

    private VillageCode? Village => UncollectedListPage.VillageOf(VillageText, Office);

    private string PaperLink => Navigation.GetUriWithQueryParameters(
        "/petugas/pesan/hubungi/daftar",
        new Dictionary<string, object?> { ["kantor"] = Office!.Code.Value, ["desa"] = Village?.ToString() });

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        if (Office is not null && (await View.ExecuteAsync(new(Office.Code, Village, (Page - 1) * PageSize, PageSize), Actor, Gone)).TryGet(out var list))
        {
            _list = list;
        }
    }

    private string NewsOf(UntoldRow row) => row.Start is { } start ? M["Tell.BookingMoved.To", Format.Moment(start)] : M[$"Tell.{row.News}"];

    private string ToPage(int page) => With(("hal", page));

    private void ChooseVillage(ChangeEventArgs chosen) => Navigation.NavigateTo(With(("desa", chosen.Value is "" ? null : chosen.Value), ("hal", null)));

    private async Task ToldAsync(UntoldRow row)
    {
        var name = row.Name ?? row.Register.Grouped;
        if (IsBusy || await ReasonDialog.AskAsync(Dialogs, M["Told.Of", name], M["Told.Text"], M["Told"], danger: false, M["Told.How"]) is not { } how)
        {
            return;
        }

        var done = await WhileBusyAsync(async () => await Note.ExecuteAsync(new(row.Register, row.News, how, Guid.NewGuid()), await ActAsAsync(), Gone));
        (_said, _tone) = (done.Succeeded ? M["Said.Told", name].Value : SentenceOf(done.Errors), done.Succeeded ? "ok" : "no");
        await LoadAsync();
    }
}
