using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Infrastructure.Audit;

namespace Portal.Web.Features.Staff.Audit;

/// <summary>The audit trail of an office, or of the installation; what is looked for stands in the address.</summary>
public sealed partial class AuditPage
{
    private const int PageSize = 50;

    private AuditTrail? _trail;
    private AuditChain? _chain;
    private Unmaskings? _seen;
    private AuditPeople? _people;
    private (bool Read, OfficeCode? Office) _of;
    private string? _said;
    private string? _record;
    private string? _recordOf;
    private string? _head;
    private string? _headSaid;
    private string _headTone = "";
    private bool _checking;

    [SupplyParameterFromQuery(Name = "bagian")]
    public string? PartText { get; set; }

    [SupplyParameterFromQuery(Name = "petugas")]
    public string? StaffText { get; set; }

    [SupplyParameterFromQuery(Name = "catatan")]
    public string? RecordText { get; set; }

    [SupplyParameterFromQuery(Name = "tindakan")]
    public string? VerbText { get; set; }

    [SupplyParameterFromQuery(Name = "dari")]
    public string? FromDayText { get; set; }

    [SupplyParameterFromQuery(Name = "sampai")]
    public string? ThroughDayText { get; set; }

    [SupplyParameterFromQuery(Name = "sesudah")]
    public string? AfterText { get; set; }

    [Inject]
    private ViewAuditTrail View { get; set; } = null!;

    [Inject]
    private ViewAuditChain ViewChain { get; set; } = null!;

    [Inject]
    private ViewAuditPeople ViewPeople { get; set; } = null!;

    [Inject]
    private ViewUnmaskings ViewSeen { get; set; } = null!;

    [Inject]
    private FindSealHead FindHead { get; set; } = null!;

    private AuditAddress Address => new(PartText, StaffText, RecordText, VerbText, FromDayText, ThroughDayText, AfterText);

    private OfficeCode? Whose => Address.IsInstallation ? null : Office?.Code;

    private string? FromText => Address.FromDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string? ThroughText => Address.ThroughDay?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // Somebody looked for by address alone stands in the list, too.
    private IEnumerable<AuditPerson> People => _people is not { } known ? []
        : Address.StaffId is { } id && _trail?.Staff is { } name && known.People.All(p => p.Id != id) ? known.People.Append(new AuditPerson(id, name)) : known.People;

    private string Clear => With(("petugas", null), ("catatan", null), ("tindakan", null), ("dari", null), ("sampai", null), ("sesudah", null));

    /// <inheritdoc />
    protected override async Task LoadAsync()
    {
        _said = null;
        if (_recordOf != RecordText)
        {
            (_record, _recordOf) = (RegisterNumber.TryParse(RecordText, out var number) ? number.Grouped : RecordText, RecordText);
        }

        if (Office is null && !Address.IsInstallation)
        {
            return;
        }

        if (!_of.Read || _of.Office != Whose)
        {
            await LoadChainAsync(whole: false);
            _people = (await ViewPeople.ExecuteAsync(new(Whose), Actor, Gone)).TryGet(out var people) ? people : null;
            _seen = Whose is { } office && (await ViewSeen.ExecuteAsync(new(office), Actor, Gone)).TryGet(out var seen) ? seen : null;
            _of = (true, Whose);
        }

        var found = await View.ExecuteAsync(new(Address.Filter(Office?.Code), Address.Place, PageSize), Actor, Gone);
        _trail = found.TryGet(out var trail) ? trail : null;
        _said = found.Succeeded ? null : SentenceOf(found.Errors);
    }

    private async Task LoadChainAsync(bool whole)
    {
        (_head, _headSaid) = (null, null);
        _chain = (await ViewChain.ExecuteAsync(new(Whose, whole), Actor, Gone)).TryGet(out var chain) ? chain : null;
    }

    private async Task CheckWholeAsync()
    {
        _checking = true;
        await ActAsAsync();
        await LoadChainAsync(whole: true);
        _checking = false;
    }

    private async Task CompareAsync()
    {
        var found = await FindHead.ExecuteAsync(new(Whose, _head), await ActAsAsync(), Gone);
        (_headSaid, _headTone) = found.TryGet(out var head) ? (A["Head.Found", Format.Number(head.Sequence), Told(head.At)].Value, "ok")
            : (found.Error == AuditErrors.HeadUnknown ? A["Head.Unknown"].Value : SentenceOf(found.Errors), "no");
    }

    // What is no number of a record does not go into the address: somebody may have typed a NIK.
    private void SearchAsync()
    {
        var typed = string.IsNullOrWhiteSpace(_record) ? null : _record.Trim();
        if (typed is null || Guid.TryParse(typed, out _))
        {
            Navigation.NavigateTo(With(("catatan", typed), ("sesudah", null)));
        }
        else if (RegisterNumber.TryParse(typed, out var number))
        {
            Navigation.NavigateTo(With(("catatan", number.Value), ("sesudah", null)));
        }
        else
        {
            _said = Sentences.For(AuditErrors.RecordInvalid);
        }
    }

    private void Choose(string name, ChangeEventArgs chosen) => Navigation.NavigateTo(With((name, chosen.Value is "" ? null : chosen.Value), ("sesudah", null)));

    private string Part(string? part) => With(("bagian", part), ("petugas", null), ("catatan", null), ("sesudah", null));

    private string Only(Guid record) => With(("catatan", record), ("sesudah", null));

    // The same filter on paper or as a file.
    private string Other(string path)
    {
        var query = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).Where(q => q.Key != "sesudah").ToDictionary(q => q.Key, q => (string?)q.Value.ToString());
        if (Whose is { } office)
        {
            query["kantor"] = office.Value;
        }

        return QueryHelpers.AddQueryString(path, query);
    }

    private string WhoOf(AuditLine row) => AuditWords.WhoOf(A, row);

    private string VerbOf(string verb) => AuditWords.VerbOf(A, verb);

    private string? DetailOf(AuditLine row) => AuditWords.DetailOf(A, row.Detail);

    private string Moment(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        return $"{Format.ShortDay(DateOnly.FromDateTime(local.DateTime))} {local.ToString("yyyy', 'HH'.'mm'.'ss", CultureInfo.InvariantCulture)}";
    }

    private string Told(DateTimeOffset at) => Format.Moment(at, Zone);
}
