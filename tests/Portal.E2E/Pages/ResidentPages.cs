namespace Portal.E2E.Pages;

/// <summary>
/// Every page that a resident can open, by its Indonesian route as it is declared; the English twin is at /en. A new
/// page without an entry fails <see cref="ResidentPageTableTests"/>.
/// </summary>
internal static class ResidentPages
{
    private static readonly Dictionary<string, Func<ResidentWorld, string>> s_addresses = new(StringComparer.Ordinal)
    {
        ["/"] = _ => "/",
        ["/daftar"] = _ => "/daftar",
        ["/daftar/data"] = w => "/daftar/data?" + w.Trail,
        ["/daftar/hari"] = w => "/daftar/hari?" + w.Trail,
        ["/daftar/kantor"] = w => "/daftar/kantor?" + w.Trail,
        ["/daftar/pengambilan"] = _ => "/daftar/pengambilan",
        ["/daftar/periksa"] = w => "/daftar/periksa?" + w.Trail,
        ["/daftar/waktu"] = w => "/daftar/waktu?" + w.Trail,
        ["/galat/{Code:int}"] = _ => "/galat/404",
        ["/k/{Code}"] = w => $"/k/{w.LinkCode}",
        ["/k/{Code}/batal"] = w => $"/k/{w.LinkCode}/batal",
        ["/k/{Code}/bukti"] = w => $"/k/{w.LinkCode}/bukti",
        ["/k/{Code}/cetak"] = w => $"/k/{w.LinkCode}/cetak",
        ["/k/{Code}/jadwal-ulang"] = w => $"/k/{w.LinkCode}/jadwal-ulang",
        ["/k/{Code}/janji-baru"] = w => $"/k/{w.LinkCode}/janji-baru",
        ["/k/{Code}/kontak"] = w => $"/k/{w.LinkCode}/kontak",
        ["/k/{Code}/kontak/kode"] = w => $"/k/{w.LinkCode}/kontak/kode",
        ["/kinerja"] = _ => "/kinerja",
        ["/kinerja/{Office}"] = _ => "/kinerja/36.72.03",
        ["/layanan"] = _ => "/layanan",
        ["/layanan/{Slug}"] = _ => "/layanan/new?kantor=36.72.03",
        ["/status"] = _ => "/status",
        ["/status/{Register}"] = w => $"/status/{w.Register}",
        ["/status/{Register}/tautan"] = w => $"/status/{w.Register}/tautan",
        ["/status/{Register}/tautan/kode"] = w => $"/status/{w.Register}/tautan/kode",
        ["/stok"] = _ => "/stok",
        ["/stok/{Office}"] = _ => "/stok/36.72.03",
    };

    /// <summary>The same pages in another state that looks different.</summary>
    private static readonly Dictionary<string, Func<ResidentWorld, string>> s_otherStates = new(StringComparer.Ordinal)
    {
        ["/k/{Code}/jadwal-ulang, the times of a day"] = w => $"/k/{w.LinkCode}/jadwal-ulang?hari={w.Day}",
        ["/k/{Code}, no such link"] = _ => "/k/AAAAAAAAAAAAAAAAAAAAAA",
        ["/status, a digit wrong"] = _ => "/status?register=1234567890",
        ["/status/{Register}, unknown"] = _ => "/status/1234567894",
        ["/daftar/data, another phone"] = _ => "/daftar/data?layanan=new&kantor=36.72.03&d=00000000000000000000000000000001",
        ["/stok/{Office}, run dry"] = _ => "/stok/32.73.16",
        ["/stok/{Office}, nothing entered"] = _ => "/stok/64.72.04",
        ["/stok/{Office}, printed elsewhere"] = _ => "/stok/16.07.12",
        ["no such page"] = _ => "/tidak-ada",
    };

    /// <summary>The routes, for the rows of a theory.</summary>
    public static TheoryData<string> Routes => new(s_addresses.Keys);

    /// <summary>The routes and the other states.</summary>
    public static TheoryData<string> Views => new(s_addresses.Keys.Concat(s_otherStates.Keys));

    public static bool Knows(string route) => s_addresses.ContainsKey(route);

    public static IEnumerable<string> Known => s_addresses.Keys;

    /// <summary>Where a page is in a given world.</summary>
    /// <param name="view">A route of the table, or the name of another state.</param>
    /// <param name="language">"" or "/en".</param>
    public static string AddressOf(string view, string language, ResidentWorld world)
    {
        var address = (s_addresses.GetValueOrDefault(view) ?? s_otherStates[view])(world);
        return language.Length > 0 && address == "/" ? language : language + address;
    }
}
