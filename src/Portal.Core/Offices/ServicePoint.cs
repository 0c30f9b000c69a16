using Portal.Core.Booking;
using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>A place where an office receives people. It owns its hours, its closed days and its slots.</summary>
public sealed class ServicePoint
{
    private ServicePoint()
    {
    }

    /// <summary>Opens a service point.</summary>
    public ServicePoint(Guid id, OfficeCode office, LocalizedText name, IReadOnlyList<OpeningHours> hours, SlotRules slots)
    {
        Id = id;
        OfficeCode = office;
        Name = name;
        Hours = hours;
        Slots = slots;
    }

    /// <summary>Its id.</summary>
    public Guid Id { get; private set; }

    /// <summary>The office it belongs to.</summary>
    public OfficeCode OfficeCode { get; private set; }

    /// <summary>"Aula kecamatan".</summary>
    public LocalizedText Name { get; private set; } = new("");

    /// <summary>Opening hours; a break is the gap between two entries of one day.</summary>
    public IReadOnlyList<OpeningHours> Hours { get; private set; } = [];

    /// <summary>Slot length, stations, walk-in share, horizon and release hour.</summary>
    public SlotRules Slots { get; private set; } = null!;

    /// <summary>Days on which it is closed out of turn.</summary>
    public IReadOnlyList<Closure> Closures { get; private set; } = [];

    /// <summary>Its calendar, with the holidays of the installation.</summary>
    public OfficeCalendar CalendarWith(TimeZoneInfo zone, IReadOnlySet<DateOnly> holidays) => new(zone, Hours, holidays, Closures);

    /// <summary>Replaces hours, slots and closures.</summary>
    public void Change(IReadOnlyList<OpeningHours> hours, SlotRules slots, IReadOnlyList<Closure> closures)
    {
        Hours = hours;
        Slots = slots;
        Closures = closures;
    }
}

/// <summary>A national holiday or day of joint leave; an admin edits the list each year.</summary>
public sealed class Holiday
{
    private Holiday()
    {
    }

    /// <summary>Names a holiday.</summary>
    public Holiday(DateOnly date, HolidayKind kind, LocalizedText? name = null)
    {
        Date = date;
        Kind = kind;
        Name = name;
    }

    /// <summary>The day.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>Holiday or joint leave.</summary>
    public HolidayKind Kind { get; private set; }

    /// <summary>What is celebrated; null until somebody fills it in.</summary>
    public LocalizedText? Name { get; private set; }
}

/// <summary>Kinds of days on which the office does not work.</summary>
public enum HolidayKind
{
    /// <summary>Hari libur nasional.</summary>
    National,

    /// <summary>Cuti bersama.</summary>
    JointLeave,
}
