using Portal.Core.Booking;
using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>What an office begins with, before it says otherwise.</summary>
public static class NewOffice
{
    private static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>The id of an office's hall: the same everywhere, and before that of any later point.</summary>
    public static Guid HallId(OfficeCode office) => Guid.ParseExact($"00000000-0000-7000-8000-{office.Value.Replace(".", "", StringComparison.Ordinal)}000000", "D");

    /// <summary>An office in preparation, with one hall: Monday to Friday 08.00 to 15.00, slots of 30 minutes, one station, half of it kept for walk-ins, 30 days ahead, released at 07.00.</summary>
    public static Office Prepare(OfficeCode code, OfficeIdentity identity)
    {
        var office = new Office(code, identity.Name, identity.Regency, identity.TimeZone, new OfficeRules { Standing = OfficeStanding.Preparing });
        office.Describe(identity);
        var hours = Weekdays.Select(day => new OpeningHours(day, new TimeOnly(8, 0), new TimeOnly(15, 0))).ToList();
        var slots = new SlotRules(SlotMinutes: 30, Stations: 1, WalkInSharePercent: 50, HorizonDays: 30, ReleasesAt: new TimeOnly(7, 0));
        return office.WithServicePoint(new ServicePoint(HallId(code), code, new("Kantor kecamatan", "Kecamatan office"), hours, slots));
    }
}
