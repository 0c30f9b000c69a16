using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Staff;
using Portal.Web.Features.Staff.Access;

namespace Portal.Web.Features.Staff.Audit;

/// <summary>The trail as a file for a spreadsheet, sent line by line as it is read.</summary>
public static class AuditEndpoints
{
    private static readonly TimeZoneInfo Capital = TimeZoneInfo.FindSystemTimeZoneById("Asia/Jakarta");

    public static void MapStaffAudit(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/petugas/jejak/unduh.csv", SendAsync).WithMetadata(new StaffPageAttribute(Permission.ViewAudit));

    private static async Task SendAsync(HttpContext context, StaffDirectory staff, OfficeDirectory directory, ExportAuditTrail export, IStringLocalizer<AuditTexts> texts, TimeProvider time, CancellationToken ct)
    {
        string? Asked(string name) => context.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;
        var address = new AuditAddress(Asked("bagian"), Asked("petugas"), Asked("catatan"), Asked("tindakan"), Asked("dari"), Asked("sampai"));
        var actor = (await StaffAuthorization.StandingOf(context, staff))?.Actor ?? Actor.Visitor;
        var offices = (await directory.GetAsync(ct)).Offices.Where(o => actor.May(ExportAuditTrail.Permission, o.Code)).ToList();
        var office = address.IsInstallation ? null : Asked("kantor") is { Length: > 0 } code ? offices.Find(o => o.Code.Value == code) : offices.FirstOrDefault();
        if ((office is null && !address.IsInstallation) || !(await export.ExecuteAsync(new(address.Filter(office?.Code)), actor, ct)).TryGet(out var made))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var zone = office?.Calendar.Zone ?? Capital;
        var day = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = $"jejak-{office?.Code.Value ?? AuditAddress.Installation}-{day}.csv" }.ToString();
        context.Response.Headers.CacheControl = "no-store";
        // With a byte order mark, or spreadsheets take it for another alphabet.
        await using var file = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await file.WriteAsync(CsvCells.Line(Columns.Select(column => texts["Csv." + column].Value)));
        await foreach (var line in made.Lines.WithCancellation(ct))
        {
            await file.WriteAsync(CsvCells.Line(CellsOf(line, texts, zone)));
        }
    }

    private static IReadOnlyList<string> Columns => ["At", "Who", "What", "Register", "Reason", "Detail", "Verb", "Record", "Id"];

    private static IEnumerable<string?> CellsOf(AuditLine line, IStringLocalizer<AuditTexts> texts, TimeZoneInfo zone) =>
    [
        TimeZoneInfo.ConvertTime(line.At, zone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
        AuditWords.WhoOf(texts, line),
        AuditWords.VerbOf(texts, line.Verb),
        line.Register?.Grouped ?? line.Member,
        line.Reason,
        AuditWords.DetailOf(texts, line.Detail),
        line.Verb,
        line.SubjectId?.ToString(),
        line.Id.ToString(CultureInfo.InvariantCulture),
    ];
}
