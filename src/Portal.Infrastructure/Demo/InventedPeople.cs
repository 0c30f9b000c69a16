using System.Globalization;

namespace Portal.Infrastructure.Demo;

/// <summary>A person who does not exist.</summary>
/// <param name="Name">Common given names, put together at random.</param>
/// <param name="Nik">Sixteen digits of valid structure, fitting the birth date.</param>
/// <param name="BirthDate">Between 1955 and 2008.</param>
/// <param name="Phone">E.164.</param>
public sealed record InventedPerson(string Name, string Nik, DateOnly BirthDate, string Phone);

/// <summary>People for demonstrations and load runs: the same number gives the same person, different numbers differ in NIK and phone.</summary>
public static class InventedPeople
{
    private const int Serials = 9999;
    private const int PhoneRange = 90_000_000;
    private const int PhoneStep = 7_919; // shares no factor with the range, so no two numbers meet
    private static readonly DateOnly FirstBirth = new(1955, 1, 1);
    private static readonly int BirthDays = new DateOnly(2008, 12, 31).DayNumber - FirstBirth.DayNumber;

    private static readonly string[] Women = ["Siti", "Dewi", "Rina", "Ayu", "Nur", "Fitri", "Lestari", "Wulan", "Indah", "Yuni", "Ratna", "Kartika", "Mega", "Putri", "Sari", "Maya", "Dian", "Rahma", "Intan", "Melati"];
    private static readonly string[] Men = ["Budi", "Agus", "Joko", "Andi", "Rizki", "Bayu", "Dedi", "Eko", "Fajar", "Hendra", "Iwan", "Rudi", "Slamet", "Tono", "Wahyu", "Yusuf", "Arif", "Bambang", "Dimas", "Gilang"];
    private static readonly string[] Second = ["Purnama", "Wijaya", "Santoso", "Anggraini", "Hidayat", "Permata", "Kusuma", "Utami", "Saputra", "Rahayu", "Maulana", "Safitri", "Pratama", "Handayani", "Setiawan", "Wulandari", "Nugraha", "Amelia", "Firmansyah", "Astuti"];
    private static readonly string[] Regions = ["110101", "127106", "137101", "147105", "160604", "160712", "167103", "180302", "317405", "320112", "327316", "330908", "337402", "340410", "351513", "357801", "360106", "367203", "510704", "520305", "610201", "640301", "647204", "710501", "737106", "747101", "820103", "910101"];
    private static readonly string[] Prefixes = ["811", "812", "813", "821", "822", "852", "857", "878", "896"];

    /// <summary>The person of a number, 0 or more.</summary>
    public static InventedPerson At(int number)
    {
        var (round, serial) = Math.DivRem(number, Serials);
        var mixed = (int)(((uint)number * 2_654_435_761u) >> 4);
        // Equal serials fall on different days, round by round: that keeps the NIK unique.
        var birth = FirstBirth.AddDays((int)((round + (uint)serial * 40_503L) % BirthDays));
        var woman = mixed % 2 == 0;
        var given = (woman ? Women : Men)[mixed / 2 % 20];
        var nik = string.Create(CultureInfo.InvariantCulture, $"{Regions[serial % Regions.Length]}{birth.Day + (woman ? 40 : 0):00}{birth.Month:00}{birth.Year % 100:00}{serial + 1:0000}");
        var phone = 10_000_000 + ((long)number * PhoneStep % PhoneRange);
        return new($"{given} {Second[mixed / 40 % 20]}", nik, birth, $"+62{Prefixes[phone % Prefixes.Length]}{phone}");
    }
}
