using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Imports;

namespace Portal.Infrastructure.Centre;

/// <summary>One row of a file of statuses, read but not yet looked up.</summary>
/// <param name="Line">The line of the file.</param>
/// <param name="Register">The register number, or null.</param>
/// <param name="Nik">The NIK, or null.</param>
/// <param name="Word">What the centre says; null when something is wrong.</param>
/// <param name="Errors">What is wrong; empty for a good row.</param>
internal sealed record StatusRow(int Line, RegisterNumber? Register, Nik? Nik, CentreWord? Word, IReadOnlyList<Error> Errors)
{
    /// <summary>Whom it is about, for a list on a screen.</summary>
    public string Subject => Register is { } register ? register.Grouped : Nik is { } nik ? nik.Masked : "";
}

/// <summary>A file of statuses: register number or NIK, status, time.</summary>
internal static class CentreFile
{
    private const string RegisterColumn = "register";
    private const string NikColumn = "nik";
    private const string StatusColumn = "status";
    private const string AtColumn = "at";

    private static readonly CsvColumn[] Columns =
    [
        new(RegisterColumn, false, "nomorregister", "noregister", "register", "registernumber", "noreg", "nomorregistrasi"),
        new(NikColumn, false, "nik", "nonik", "nomorindukkependudukan"),
        new(StatusColumn, true, "status", "statussiak", "statusektp", "statusktp", "statusktpel", "statusperekaman", "keterangan"),
        new(AtColumn, true, "waktu", "tanggal", "tgl", "tanggalstatus", "tglstatus", "waktustatus", "time", "date", "datetime", "statusdate", "statustime", "updatedat"),
    ];

    public static Result<IReadOnlyList<StatusRow>> Read(byte[] content, OfficeCalendar calendar)
    {
        var read = CsvTable.Read(content, Columns);
        return read.TryGet(out var rows) ? rows.Select(row => Parse(row, calendar)).ToList() : Result<IReadOnlyList<StatusRow>>.Refused(read.Errors);
    }

    private static StatusRow Parse(CsvRow row, OfficeCalendar calendar)
    {
        List<Error> errors = [];
        var register = row[RegisterColumn] is { } number ? Numbers.Take(RegisterNumber.Parse(number, RegisterColumn), errors) : null;
        var nik = row[NikColumn] is { } text ? Numbers.Nik(text, NikColumn, errors) : null;
        if (row[RegisterColumn] is null && row[NikColumn] is null)
        {
            errors.Add(CentreErrors.RowWithoutNumber);
        }

        var status = CentreStatus.Canonical(row[StatusColumn] ?? "");
        if (CentreStatus.MeaningOf(status) is null)
        {
            errors.Add(CentreErrors.StatusUnknown);
        }

        if (!ToldMoment.TryParse(row[AtColumn], calendar, out var at))
        {
            errors.Add(FileErrors.DateUnreadable(AtColumn, row[AtColumn] ?? ""));
        }

        return new StatusRow(row.Line, register, nik, errors.Count == 0 ? new CentreWord(status, StatusSource.Centre, at.ToUniversalTime()) : null, errors);
    }
}
