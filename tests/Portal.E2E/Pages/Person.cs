using System.Globalization;

namespace Portal.E2E.Pages;

/// <summary>An office as a resident sees it.</summary>
public sealed record KnownOffice(string Name, string Village, string Zone)
{
    public static readonly KnownOffice BatangHariLeko = new("Batang Hari Leko", "Tanah Abang", "WIB");
    public static readonly KnownOffice TanjungLago = new("Tanjung Lago", "Purwosari", "WIB");
    public static readonly KnownOffice Kiaracondong = new("Kiaracondong", "Babakan Sari", "WIB");
    public static readonly KnownOffice Pulomerak = new("Pulomerak", "Tamansari", "WIB");
    public static readonly KnownOffice SamarindaIlir = new("Samarinda Ilir", "Selili", "WITA");

    public static KnownOffice Named(string name) =>
        ((KnownOffice[])[BatangHariLeko, TanjungLago, Kiaracondong, Pulomerak, SamarindaIlir]).Single(o => o.Name == name);
}

/// <summary>An invented person; every one has a NIK and a phone of their own.</summary>
public sealed record Person(KnownOffice Office)
{
    private static int s_last;
    private readonly int _number = Interlocked.Increment(ref s_last);

    public string Name { get; init; } = "Warga Contoh";

    public DateOnly Born => new(1990, 5, (_number % 28) + 1);

    public string Nik => string.Create(CultureInfo.InvariantCulture, $"327316{Born:ddMMyy}{(_number / 28) + 1:D4}");

    public string Phone => string.Create(CultureInfo.InvariantCulture, $"0812{_number + 100:D8}");
}
