using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Demo;

/// <summary>
/// The visits of one office, past, today and to come. Everything is done by the real use cases at the moment it would
/// have been done, so that trail, messages and states are whole; what lies ahead of now has simply not happened yet.
/// </summary>
internal sealed class DemoVisits(IServiceProvider services, DemoClock clock, OfficeEntry office, Actor registrar, DemoCards cards, bool scarce, int firstPerson, DateTimeOffset now)
{
    private const int PastDays = 8;
    private const int ComingDays = 8;
    private const int BookedADay = 9;
    private const int WalkInsADay = 2;

    /// <summary>Numbers of people between two offices.</summary>
    public const int PeopleApart = 10_000;

    private readonly List<(DateTimeOffset At, Func<CancellationToken, Task> Act)> _events = [];
    private int _person = firstPerson;

    /// <summary>How many applications were made.</summary>
    public int Made { get; private set; }

    /// <summary>Plans and does.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var today = office.Calendar.LocalDay(now);
        foreach (var day in Days(today))
        {
            Plan(day, today);
        }

        PlanOffice(today);
        foreach (var (at, act) in _events.Where(e => e.At <= now).OrderBy(e => e.At))
        {
            clock.Put(at);
            await act(ct);
        }
    }

    /// <summary>What happens every day, whoever comes: blanks, the centre, the printer, the close.</summary>
    private void PlanOffice(DateOnly today)
    {
        var days = Days(today).Where(day => day <= today).ToList();
        for (var i = 0; i < days.Count; i++)
        {
            var (day, spoils) = (days[i], i % 3 == 1);
            DateTimeOffset Clock(int hour, int minute) => office.Calendar.InstantOf(day, new TimeOnly(hour, minute));
            if (i == 0)
            {
                At(Clock(7, 0), ct => cards.StockAsync(scarce, ct));
            }

            At(Clock(9, 30), ct => cards.HearAsync(day, ct));
            At(Clock(10, 0), cards.HandOverAsync);
            At(Clock(11, 0), ct => cards.PrintAsync(spoils, ct));
            At(Clock(13, 30), cards.QualityAsync);
            At(Clock(14, 50), cards.SendAsync);
            At(Clock(14, 55), ct => cards.CloseAsync(day, ct));
            At(Clock(14, 58), cards.JobsAsync);
        }

        At(now, cards.JobsAsync);
    }

    private void PlanCard(Visit visit, DateTimeOffset here)
    {
        At(here.AddMinutes(4), ct => OnAsync(visit, register => cards.DossierAsync(register, visit.Person, ct)));
        At(here.AddMinutes(9), ct => OnAsync(visit, register => cards.BeginAsync(register, ct)));
        At(here.AddMinutes(17 + (visit.Person % 7)), ct => OnAsync(visit, register => cards.RecordAsync(register, visit.Person, ct)));
        At(here.AddMinutes(70), ct => OnAsync(visit, register => cards.CheckAsync(register, visit.Person, ct)));
    }

    private static Task OnAsync(Visit visit, Func<RegisterNumber, Task> act) => visit.Register is { } register ? act(register) : Task.CompletedTask;

    private IEnumerable<DateOnly> Days(DateOnly today)
    {
        var open = Enumerable.Range(1, 30).Select(n => today.AddDays(-n)).Where(office.Calendar.IsOpenOn).Take(PastDays).Reverse();
        var coming = Enumerable.Range(0, 30).Select(n => today.AddDays(n)).Where(office.Calendar.IsOpenOn).Take(ComingDays);
        return open.Concat(coming);
    }

    private void Plan(DateOnly day, DateOnly today)
    {
        var slots = SlotPlan.SlotsOn(day, office.Hall.Schedule);
        // The nearer the day, the fuller.
        var visits = Math.Max(2, BookedADay - Math.Max(0, day.DayNumber - today.DayNumber));
        for (var i = 0; i < visits; i++)
        {
            var slot = slots[(int)((long)i * slots.Count / visits)];
            var visit = new Visit(_person++);
            // Booked one to five days before, in the evening, when people have time; what would be booked later than now is booked now.
            var booked = Earlier(slot.Start.AddDays(-1 - (visit.Person % 5)).AddHours(2), now.AddMinutes(-30 - i));
            At(booked, ct => BookAsync(visit, slot.Start, ct));
            PlanAfter(visit, slot, booked, i);
        }

        for (var i = 0; i < WalkInsADay && day <= today; i++)
        {
            var person = _person++;
            At(slots[(i + 1) * slots.Count / (WalkInsADay + 1)].Start.AddMinutes(4), ct => WalkInAsync(person, ct));
        }
    }

    private void PlanAfter(Visit visit, Slot slot, DateTimeOffset booked, int turn)
    {
        switch (turn)
        {
            case 3:
                At(booked.AddMinutes(20), ct => CancelAsync(visit, ct));
                break;
            case 5:
                At(booked.AddMinutes(15), ct => MoveAsync(visit, slot.Start, ct));
                At(slot.End.AddMinutes(2), ct => CheckInAsync(visit, ct));
                PlanCard(visit, slot.End.AddMinutes(2));
                break;
            case 6:
                At(slot.End.AddMinutes(20), ct => NoShowAsync(visit, ct));
                break;
            default:
                At(slot.Start.AddMinutes((visit.Person % 12) - 9), ct => CheckInAsync(visit, ct));
                PlanCard(visit, slot.Start.AddMinutes((visit.Person % 12) - 9));
                break;
        }
    }

    private async Task BookAsync(Visit visit, DateTimeOffset start, CancellationToken ct)
    {
        var service = (visit.Person % 7) switch { 0 => ServiceSlug.Lost, 1 => ServiceSlug.Damaged, 2 => ServiceSlug.Changed, 3 => ServiceSlug.MovedIn, _ => ServiceSlug.New };
        var language = visit.Person % 9 == 0 ? Language.English : Language.Indonesian;
        var intake = visit.Person % 6 == 0 ? Intake.Api : Intake.Web;
        var command = BookAppointment.Command.Direct(service, office.Code, start, Answers(visit.Person), language, intake);
        var booked = await services.GetRequiredService<BookAppointment>().ExecuteAsync(command, Actor.Visitor, ct);
        if (booked.TryGet(out var appointment))
        {
            visit.Register = appointment.Register;
            Made++;
        }
    }

    private async Task WalkInAsync(int person, CancellationToken ct)
    {
        var command = new RegisterWalkIn.Command(office.Code, ServiceSlug.New, Answers(person), Language.Indonesian, Guid.NewGuid());
        if ((await services.GetRequiredService<RegisterWalkIn>().ExecuteAsync(command, registrar, ct)).Succeeded)
        {
            Made++;
        }
    }

    private async Task CheckInAsync(Visit visit, CancellationToken ct)
    {
        if (visit.Register is { } register)
        {
            Expect(await services.GetRequiredService<CheckIn>().ExecuteAsync(CheckIn.Command.ByRegister(register, Guid.NewGuid()), registrar, ct));
        }
    }

    private async Task NoShowAsync(Visit visit, CancellationToken ct)
    {
        if (await LiveAsync(visit, ct) is { } appointment)
        {
            Expect(await services.GetRequiredService<MarkNoShow>().ExecuteAsync(new DeskCommand(appointment.Id, null, Guid.NewGuid()), registrar, ct));
        }
    }

    private async Task CancelAsync(Visit visit, CancellationToken ct)
    {
        if (await LiveAsync(visit, ct) is { } appointment)
        {
            Expect(await services.GetRequiredService<CancelApplication>().ExecuteAsync(new(appointment.ApplicationId, Guid.NewGuid()), Actor.Resident(appointment.ApplicationId), ct));
        }
    }

    private async Task MoveAsync(Visit visit, DateTimeOffset from, CancellationToken ct)
    {
        // To the next slot; a full one leaves the appointment where it is.
        if (await LiveAsync(visit, ct) is { } appointment)
        {
            await services.GetRequiredService<RescheduleAppointment>().ExecuteAsync(new(appointment.ApplicationId, from.AddMinutes(office.Hall.Schedule.RulesOn(office.Calendar.LocalDay(from)).SlotMinutes), Guid.NewGuid()), Actor.Resident(appointment.ApplicationId), ct);
        }
    }

    private async Task<Appointment?> LiveAsync(Visit visit, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
        return visit.Register is { } register
            ? await db.Appointments.AsNoTracking().SingleOrDefaultAsync(a => a.IsLive && db.Applications.Any(b => b.Id == a.ApplicationId && b.Register == register), ct)
            : null;
    }

    private BookingAnswers Answers(int number)
    {
        var person = InventedPeople.At(number);
        var channel = (number % 10) switch { 0 or 1 => "none", 2 or 3 or 4 => "sms", _ => "whatsapp" };
        return new()
        {
            Name = person.Name,
            Nik = person.Nik,
            BirthDay = person.BirthDate.Day.ToString(CultureInfo.InvariantCulture),
            BirthMonth = person.BirthDate.Month.ToString(CultureInfo.InvariantCulture),
            // One in a while the family card says otherwise than the number: staff see the mark.
            BirthYear = (number % 23 == 0 ? person.BirthDate.Year - 1 : person.BirthDate.Year).ToString(CultureInfo.InvariantCulture),
            Phone = channel == "none" ? "" : person.Phone,
            Village = office.Villages[number % office.Villages.Count].Code.Value,
            Channel = channel,
            Needs = person.BirthDate.Year < 1962 ? ["elderly"] : number % 17 == 0 ? ["disability"] : [],
            Consent = true,
        };
    }

    private void At(DateTimeOffset at, Func<CancellationToken, Task> act) => _events.Add((at, act));

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static void Expect<T>(Result<T> result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"The demo was refused: {result.Error.Code}.");
        }
    }

    private sealed class Visit(int person)
    {
        public int Person => person;

        public RegisterNumber? Register { get; set; }
    }
}
