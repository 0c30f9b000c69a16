using System.Globalization;

namespace Portal.Core.Shared;

/// <summary>
/// Dates, times and money the way the reader writes them. Names are spelled out here rather than taken from the
/// machine's locale data, whose wording changes between versions.
/// </summary>
public abstract class LanguageFormat
{
    private static readonly LanguageFormat InIndonesian = new Fixed(Language.Indonesian);
    private static readonly LanguageFormat InEnglish = new Fixed(Language.English);

    private static readonly string[] DaysId = ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"];
    private static readonly string[] DaysEn = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
    private static readonly string[] MonthsId = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"];
    private static readonly string[] MonthsEn = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    /// <summary>The language written.</summary>
    public abstract Language Language { get; }

    private bool English => Language == Language.English;

    /// <summary>The way of one language, for messages and papers without a reader at the other end.</summary>
    public static LanguageFormat For(Language language) => language == Language.English ? InEnglish : InIndonesian;

    /// <summary>"Selasa, 1 Desember 2026".</summary>
    public string Day(DateOnly day) => $"{Weekday(day)}, {Date(day)}";

    /// <summary>"1 Desember 2026".</summary>
    public string Date(DateOnly day) => $"{Number(day.Day)} {Month(day.Month)} {Number(day.Year, grouped: false)}";

    /// <summary>"antara 3 dan 17 Maret 2027", "antara 28 Februari dan 3 Maret 2027": both ends inclusive; one day is written as a date.</summary>
    public string Between(DateOnly from, DateOnly through)
    {
        if (from == through)
        {
            return Date(from);
        }

        var first = (from.Year == through.Year, from.Month == through.Month) switch
        {
            (true, true) => Number(from.Day),
            (true, false) => $"{Number(from.Day)} {Month(from.Month)}",
            _ => Date(from),
        };
        return English ? $"between {first} and {Date(through)}" : $"antara {first} dan {Date(through)}";
    }

    /// <summary>"Sel, 1 Des": for narrow lists where the year is clear.</summary>
    public string ShortDay(DateOnly day) => $"{Weekday(day)[..3]}, {Number(day.Day)} {Month(day.Month)[..3]}";

    /// <summary>"Selasa".</summary>
    public string Weekday(DateOnly day) => (English ? DaysEn : DaysId)[(int)day.DayOfWeek];

    /// <summary>"Desember".</summary>
    public string Month(int month) => (English ? MonthsEn : MonthsId)[month - 1];

    /// <summary>"08.00 WIB", in the office's zone.</summary>
    public string Time(DateTimeOffset instant, TimeZoneInfo zone) => Time(TimeZoneInfo.ConvertTime(instant, zone));

    /// <summary>"08.00 WIB", read at the instant's own offset: the caller has already put it in the office's zone.</summary>
    public string Time(DateTimeOffset local) => $"{Clock(local)} {Zone(local)}";

    /// <summary>"08.00–08.15 WIB".</summary>
    public string Range(DateTimeOffset start, DateTimeOffset end, TimeZoneInfo zone)
    {
        var (from, to) = (TimeZoneInfo.ConvertTime(start, zone), TimeZoneInfo.ConvertTime(end, zone));
        return $"{Clock(from)}–{Clock(to)} {Zone(from)}";
    }

    /// <summary>"08.00": a wall-clock time whose zone is said elsewhere.</summary>
    public string Clock(TimeOnly time) => time.ToString(English ? "HH':'mm" : "HH'.'mm", CultureInfo.InvariantCulture);

    /// <summary>"Selasa, 1 Desember 2026, pukul 08.00 WIB", read at the instant's own offset.</summary>
    public string Moment(DateTimeOffset local) =>
        $"{Day(DateOnly.FromDateTime(local.DateTime))}, {(English ? string.Empty : "pukul ")}{Time(local)}";

    /// <summary>"Selasa, 1 Desember 2026, pukul 08.00 WIB", in the office's zone.</summary>
    public string Moment(DateTimeOffset instant, TimeZoneInfo zone) => Moment(TimeZoneInfo.ConvertTime(instant, zone));

    /// <summary>"Rp 0", "Rp 20.000": whole rupiah.</summary>
    public string Money(long rupiah) => "Rp\u00a0" + Number(rupiah);

    /// <summary>"1.234" or, in English, "1,234".</summary>
    public string Number(long value, bool grouped = true)
    {
        var plain = value.ToString(grouped ? "N0" : "D", CultureInfo.InvariantCulture);
        return English ? plain : plain.Replace(',', '.');
    }

    private string Clock(DateTimeOffset local) => Clock(TimeOnly.FromDateTime(local.DateTime));

    /// <summary>WIB, WITA or WIT: Indonesia has three zones without summer time; any other offset is named by itself.</summary>
    public static string Zone(DateTimeOffset local) => local.Offset.TotalHours switch
    {
        7 => "WIB",
        8 => "WITA",
        9 => "WIT",
        0 => "UTC",
        _ => local.ToString("zzz", CultureInfo.InvariantCulture),
    };

    private sealed class Fixed(Language language) : LanguageFormat
    {
        public override Language Language => language;
    }
}
