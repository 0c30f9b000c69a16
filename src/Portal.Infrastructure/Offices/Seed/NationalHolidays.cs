using Portal.Core.Offices;
using Portal.Core.Shared;

namespace Portal.Infrastructure.Offices.Seed;

/// <summary>
/// National holidays and joint leave of 2026. An admin enters each further year from the joint ministerial decree;
/// calendar packages are wrong for Indonesia, and joint leave is decided year by year.
/// </summary>
internal static class NationalHolidays
{
    public static IEnumerable<Holiday> Of2026() =>
    [
        National(1, 1, "Tahun Baru 2026", "New Year's Day"),
        National(16, 1, "Isra Mikraj Nabi Muhammad", "Isra and Mi'raj"),
        Joint(16, 2, "Tahun Baru Imlek", "Lunar New Year"),
        National(17, 2, "Tahun Baru Imlek", "Lunar New Year"),
        Joint(18, 3, "Hari Suci Nyepi", "Nyepi, Day of Silence"),
        National(19, 3, "Hari Suci Nyepi", "Nyepi, Day of Silence"),
        Joint(20, 3, "Idulfitri", "Eid al-Fitr"),
        National(21, 3, "Idulfitri", "Eid al-Fitr"),
        National(22, 3, "Idulfitri", "Eid al-Fitr"),
        Joint(23, 3, "Idulfitri", "Eid al-Fitr"),
        Joint(24, 3, "Idulfitri", "Eid al-Fitr"),
        National(3, 4, "Wafat Yesus Kristus", "Good Friday"),
        National(5, 4, "Kebangkitan Yesus Kristus (Paskah)", "Easter"),
        National(1, 5, "Hari Buruh Internasional", "Labour Day"),
        National(14, 5, "Kenaikan Yesus Kristus", "Ascension Day"),
        Joint(15, 5, "Kenaikan Yesus Kristus", "Ascension Day"),
        National(27, 5, "Iduladha", "Eid al-Adha"),
        Joint(28, 5, "Iduladha", "Eid al-Adha"),
        National(31, 5, "Hari Raya Waisak", "Vesak"),
        National(1, 6, "Hari Lahir Pancasila", "Pancasila Day"),
        National(16, 6, "Tahun Baru Islam", "Islamic New Year"),
        National(17, 8, "Proklamasi Kemerdekaan", "Independence Day"),
        National(25, 8, "Maulid Nabi Muhammad", "Birthday of the Prophet Muhammad"),
        Joint(24, 12, "Natal", "Christmas"),
        National(25, 12, "Natal", "Christmas"),
    ];

    private static Holiday National(int day, int month, string indonesian, string english) =>
        new(new DateOnly(2026, month, day), HolidayKind.National, new LocalizedText(indonesian, english));

    private static Holiday Joint(int day, int month, string indonesian, string english) =>
        new(new DateOnly(2026, month, day), HolidayKind.JointLeave, new LocalizedText(indonesian, english));
}
