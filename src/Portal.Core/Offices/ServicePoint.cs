using Portal.Core.Booking;
using Portal.Core.Settings;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Core.Offices;

/// <summary>Hours and rules that hold from a day on.</summary>
/// <param name="From">First day, inclusive.</param>
/// <param name="Hours">Opening hours of the week.</param>
/// <param name="Slots">How they are cut into places.</param>
public sealed record PointPlan(DateOnly From, IReadOnlyList<OpeningHours> Hours, SlotRules Slots);

/// <summary>What a change of a service point has to look at.</summary>
/// <param name="Zone">The office's time zone.</param>
/// <param name="Holidays">The holidays of the installation.</param>
/// <param name="Now">The moment.</param>
public sealed record CalendarSetting(TimeZoneInfo Zone, IReadOnlySet<DateOnly> Holidays, DateTimeOffset Now)
{
    /// <summary>The office's own day now.</summary>
    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Now, Zone).DateTime);

    /// <summary>The last day that can be planned: a year ahead.</summary>
    public DateOnly LastDay => Today.AddDays(366);

    /// <summary>True from today through <see cref="LastDay"/>.</summary>
    public bool Plannable(DateOnly day) => day >= Today && day <= LastDay;
}

/// <summary>A place where an office receives people. It owns its hours, its closed days and its slots.</summary>
public sealed class ServicePoint
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>Longest reason of a closure, in characters.</summary>
    public const int LongestReason = 120;

    /// <summary>Longest closure, in days.</summary>
    public const int LongestClosure = 366;

    /// <summary>Most days released in one batch.</summary>
    public const int LongestBatch = 62;

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

    /// <summary>Opening hours until the first of <see cref="Later"/>; a break is the gap between two entries of one day.</summary>
    public IReadOnlyList<OpeningHours> Hours { get; private set; } = [];

    /// <summary>Slot length, stations, walk-in share, horizon and release hour until the first of <see cref="Later"/>.</summary>
    public SlotRules Slots { get; private set; } = null!;

    /// <summary>Hours and rules that replace these from a day on, by day.</summary>
    public IReadOnlyList<PointPlan> Later { get; private set; } = [];

    /// <summary>Days on which it is closed out of turn.</summary>
    public IReadOnlyList<Closure> Closures { get; private set; } = [];

    /// <summary>Hours on single dates.</summary>
    public IReadOnlyList<ExtraHours> Extra { get; private set; } = [];

    /// <summary>Days with a release of their own.</summary>
    public IReadOnlyList<ReleaseBatch> Releases { get; private set; } = [];

    /// <summary>The first day on which it is closed for good; null while it is not.</summary>
    public DateOnly? ClosedFrom { get; private set; }

    /// <summary>
    /// Counts every change of what can be booked here, the holidays' too. Whoever takes a place names the revision that they looked at, and
    /// gets none when it is no longer this one.
    /// </summary>
    public int Revision { get; private set; }

    /// <summary>Its schedule, with the holidays of the installation.</summary>
    public PointSchedule ScheduleWith(TimeZoneInfo zone, IReadOnlySet<DateOnly> holidays) => new(
        new OfficeCalendar(zone, Hours, holidays, Closures, [.. Later.Select(p => new DatedHours(p.From, p.Hours))], Extra, ClosedFrom),
        Slots,
        [.. Later.Select(p => new DatedRules(p.From, p.Slots))],
        Releases);

    /// <summary>What can be booked here has changed, by itself or by the holidays.</summary>
    public void Revise() => Revision++;

    /// <summary>Closes days, both ends inclusive.</summary>
    public Result Close(DateOnly? from, DateOnly? through, LocalizedText reason, CalendarSetting setting)
    {
        List<Error> errors = [];
        if (from is not { } first || !setting.Plannable(first))
        {
            errors.Add(CalendarErrors.Day("from"));
        }

        if (from is { } begins && (through is not { } last || last < begins || last.DayNumber - begins.DayNumber >= LongestClosure))
        {
            errors.Add(CalendarErrors.Span(LongestClosure));
        }

        reason = Clean(reason);
        if (reason.Indonesian.Length is 0 or > LongestReason || reason.English?.Length > LongestReason)
        {
            errors.Add(CalendarErrors.Reason(LongestReason));
        }
        else if (AuditReason.NamesAPerson(reason.Indonesian) || AuditReason.NamesAPerson(reason.English ?? ""))
        {
            // Residents read it, and the trail keeps it for good.
            errors.Add(StaffErrors.ReasonPersonalData);
        }

        if (errors.Count == 0 && Closures.FirstOrDefault(c => c.From <= through && from <= c.Through) is { } other)
        {
            errors.Add(CalendarErrors.ClosureOverlaps(other.From > from!.Value ? other.From : from.Value));
        }

        if (errors.Count > 0)
        {
            return Result.Refused(errors);
        }

        Closures = [.. Closures.Append(new Closure(from!.Value, through!.Value, reason)).OrderBy(c => c.From)];
        return Result.Ok;
    }

    /// <summary>Opens closed days again. What has gone by of the closure stays on record.</summary>
    public Result Lift(DateOnly from, CalendarSetting setting)
    {
        if (Closures.FirstOrDefault(c => c.From == from && c.Through >= setting.Today) is not { } closure)
        {
            return CalendarErrors.Gone;
        }

        Closures = closure.From < setting.Today
            ? [.. Closures.Select(c => c == closure ? c with { Through = setting.Today.AddDays(-1) } : c)]
            : [.. Closures.Where(c => c != closure)];
        return Result.Ok;
    }

    /// <summary>Opens on one date beside the usual hours.</summary>
    public Result Open(DateOnly? day, TimeOnly? opens, TimeOnly? closes, CalendarSetting setting)
    {
        if (day is not { } date || !setting.Plannable(date))
        {
            return CalendarErrors.Day("day");
        }

        if (opens is not { } from || closes is not { } until || until <= from)
        {
            return CalendarErrors.Times("opens");
        }

        var schedule = ScheduleWith(setting.Zone, setting.Holidays);
        if (schedule.Calendar.ClosureOn(date) is not null)
        {
            return CalendarErrors.ExtraInClosure;
        }

        if (until - from < TimeSpan.FromMinutes(schedule.RulesOn(date).SlotMinutes))
        {
            return CalendarErrors.HoursShort("opens");
        }

        if (schedule.Calendar.HoursOn(date).Any(h => h.Opens < until && from < h.Closes) || Extra.Any(e => e.Day == date && e.Opens < until && from < e.Closes))
        {
            return CalendarErrors.ExtraOverlaps;
        }

        Extra = [.. Extra.Append(new ExtraHours(date, from, until)).OrderBy(e => e.Day).ThenBy(e => e.Opens)];
        return Result.Ok;
    }

    /// <summary>Takes extra hours away again.</summary>
    public Result TakeBack(ExtraHours extra)
    {
        if (!Extra.Contains(extra))
        {
            return CalendarErrors.Gone;
        }

        Extra = [.. Extra.Where(e => e != extra)];
        return Result.Ok;
    }

    /// <summary>
    /// Plans hours and rules from a day on, tomorrow at the earliest. A plan for the same day is replaced; what has begun already becomes what
    /// holds.
    /// </summary>
    public Result Plan(PointPlan plan, CalendarSetting setting)
    {
        var errors = FaultsOf(plan.Hours, plan.Slots);
        if (plan.From <= setting.Today)
        {
            errors.Add(CalendarErrors.FromTomorrow);
        }
        else if (plan.From > setting.LastDay)
        {
            errors.Add(CalendarErrors.Day("from"));
        }

        if (errors.Count > 0)
        {
            return Result.Refused(errors);
        }

        Settle(setting.Today);
        Later = [.. Later.Where(p => p.From != plan.From).Append(plan).OrderBy(p => p.From)];
        return Result.Ok;
    }

    /// <summary>Gives up a plan that has not begun.</summary>
    public Result Withdraw(DateOnly from, CalendarSetting setting)
    {
        if (from <= setting.Today || Later.All(p => p.From != from))
        {
            return CalendarErrors.Gone;
        }

        Later = [.. Later.Where(p => p.From != from)];
        return Result.Ok;
    }

    /// <summary>Announces when days are released, instead of by the horizon.</summary>
    public Result Announce(DateOnly? from, DateOnly? through, DateTimeOffset? at, CalendarSetting setting)
    {
        if (from is not { } first || !setting.Plannable(first))
        {
            return CalendarErrors.Day("from");
        }

        if (through is not { } last || last < first || last.DayNumber - first.DayNumber >= LongestBatch)
        {
            return CalendarErrors.Span(LongestBatch);
        }

        if (at is not { } instant || instant <= setting.Now || DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, setting.Zone).DateTime) > first)
        {
            return CalendarErrors.ReleaseInstant;
        }

        if (Releases.FirstOrDefault(r => r.From <= last && first <= r.Through) is { } other)
        {
            return CalendarErrors.ReleaseOverlaps(other.From > first ? other.From : first);
        }

        Releases = [.. Releases.Where(r => r.Through >= setting.Today).Append(new ReleaseBatch(first, last, instant.ToUniversalTime())).OrderBy(r => r.From)];
        return Result.Ok;
    }

    /// <summary>Lets the days of a batch be released by the horizon again.</summary>
    public Result Unannounce(DateOnly from)
    {
        if (Releases.All(r => r.From != from))
        {
            return CalendarErrors.Gone;
        }

        Releases = [.. Releases.Where(r => r.From != from)];
        return Result.Ok;
    }

    /// <summary>Names it anew.</summary>
    public Result Rename(LocalizedText name)
    {
        if (FaultOf(name) is { } fault)
        {
            return fault;
        }

        Name = Clean(name);
        return Result.Ok;
    }

    /// <summary>Closes it for good from a day on. The hall of an office stays; asking for that is the caller's part.</summary>
    public Result CloseForGood(DateOnly? from, CalendarSetting setting)
    {
        if (ClosedFrom is not null)
        {
            return CalendarErrors.PointClosed;
        }

        if (from is not { } day || !setting.Plannable(day))
        {
            return CalendarErrors.Day("from");
        }

        ClosedFrom = day;
        return Result.Ok;
    }

    /// <summary>What is wrong with a name, or null.</summary>
    public static Error? FaultOf(LocalizedText name) =>
        Clean(name) is var clean && (clean.Indonesian.Length is 0 or > LongestName || clean.English?.Length > LongestName) ? CalendarErrors.Name(LongestName) : null;

    /// <summary>Every fault of hours and rules; fields are named after the weekday, <c>hours0</c> for Sunday.</summary>
    public static List<Error> FaultsOf(IReadOnlyList<OpeningHours> hours, SlotRules slots)
    {
        List<Error> errors = [.. SlotRules.Create(slots.SlotMinutes, slots.Stations, slots.WalkInSharePercent, slots.HorizonDays, slots.ReleasesAt).Errors];
        foreach (var day in hours.GroupBy(h => h.Day))
        {
            var (field, ordered) = ($"hours{(int)day.Key}", day.OrderBy(h => h.Opens).ToList());
            if (ordered.Exists(h => h.Closes <= h.Opens))
            {
                errors.Add(CalendarErrors.Times(field));
            }
            else if (ordered.Zip(ordered.Skip(1)).Any(pair => pair.Second.Opens < pair.First.Closes))
            {
                errors.Add(CalendarErrors.HoursOverlap(field));
            }
            else if (ordered.Exists(h => h.Closes - h.Opens < TimeSpan.FromMinutes(slots.SlotMinutes)))
            {
                errors.Add(CalendarErrors.HoursShort(field));
            }
        }

        if (hours.Count == 0)
        {
            errors.Add(CalendarErrors.NoHours);
        }

        return errors;
    }

    /// <summary>A name or reason as it is kept: on one line, without invisible signs.</summary>
    public static LocalizedText Clean(LocalizedText text) => new(TypedText.Line(text.Indonesian), TypedText.Line(text.English) is { Length: > 0 } english ? english : null);

    // Plans that have begun are what holds now.
    private void Settle(DateOnly today)
    {
        if (Later.LastOrDefault(p => p.From <= today) is { } begun)
        {
            (Hours, Slots) = (begun.Hours, begun.Slots);
            Later = [.. Later.Where(p => p.From > today)];
        }
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
