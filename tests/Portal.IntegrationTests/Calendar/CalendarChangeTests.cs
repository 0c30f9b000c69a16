using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Offices;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Calendar;

/// <summary>Changes of a calendar and the people whom they touch; with fifty others who book, cancel and move at the same moment.</summary>
public sealed class CalendarChangeTests : IAsyncLifetime
{
    private static readonly Guid Supervisor = Guid.Parse("0193a000-0000-7000-8000-0000000000aa");
    private static readonly Actor Camat = Actor.Staff(Supervisor, [new RoleAssignment(StaffRole.Supervisor, Scope.Of(House.Pulomerak))]);
    private static readonly Actor Admin = Actor.Staff(Supervisor, [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);
    private static readonly DateOnly Tuesday = new(2026, 12, 8);
    private static readonly DateOnly Wednesday = new(2026, 12, 9);
    private static readonly LocalizedText Why = new("Listrik padam", "Power cut");
    private static readonly Dictionary<Guid, DateTimeOffset?> AsPlanned = [];

    private House _house = null!;
    private ServicePoint _hall = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _hall = (await _house.Get<OfficeDirectory>().GetAsync()).Find(House.Pulomerak)!.Hall.Point;
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Close_DayWithBookings_MovesEachToTheNextFreeTimeAndTellsThem()
    {
        var first = (await _house.BookAsync(House.Person(1), At(Tuesday, 8, 0))).Value;
        var second = (await _house.BookAsync(House.Person(2), At(Tuesday, 9, 15))).Value;
        // The first time of Wednesday is taken, so the second one goes to the first who had to leave.
        await _house.BookAsync(House.Person(3), At(Wednesday, 8, 0));
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);

        var preview = await PreviewAsync(close);
        preview.Visits.Select(v => (v.Register, v.Move.To)).ShouldBe([(first.Register, At(Wednesday, 8, 15)), (second.Register, At(Wednesday, 8, 30))]);
        (await ChangeAsync(close, preview)).Value.ShouldBe(new CalendarOutcome(2, 0, 0));

        (await StartOfAsync(first.Register)).ShouldBe(At(Wednesday, 8, 15));
        await using var db = _house.Db();
        (await db.Outbox.CountAsync(m => m.Event == MessageEvent.DayClosed)).ShouldBe(2);
        (await db.AuditEvents.Where(e => e.Verb == "calendar.changed").Select(e => e.Detail).SingleAsync()).ShouldBe("CloseDays 2026-12-08..2026-12-08 moved=2 withdrawn=0");
        (await _house.BookAsync(House.Person(4), At(Tuesday, 8, 0))).Error.ShouldBe(BookingErrors.SlotUnknown);
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Preview_ByAnAdministrator_ShowsNoNames()
    {
        await _house.BookAsync(House.Person(1), At(Tuesday, 8, 0));
        var query = new PreviewCalendarChange.Query(House.Pulomerak, _hall.Id, new CalendarChange.CloseDays(Tuesday, Tuesday, Why), AsPlanned);
        (await _house.Get<PreviewCalendarChange>().ExecuteAsync(query, Camat, CancellationToken.None)).Value.Visits.Single().Name.ShouldBe("Warga Contoh");

        (await _house.Get<PreviewCalendarChange>().ExecuteAsync(query, Admin, CancellationToken.None)).Value.Visits.Single().Name.ShouldBe("W*** C***");

        var holidays = await _house.Get<PreviewHolidays>().ExecuteAsync(new(2026, "8/12/2026 Pilkada", AsPlanned), Admin, CancellationToken.None);
        holidays.Value.Change.Visits.Single().Name.ShouldBe("W*** C***");
    }

    [Fact]
    public async Task Close_ReasonWithOddSigns_IsKeptOnOneLine()
    {
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, new LocalizedText("Listrik\0\npadam\u202e", "Power\0cut"));

        (await ChangeAsync(close, await PreviewAsync(close))).Succeeded.ShouldBeTrue();
        var list = await _house.Get<ChangeHolidays>().ExecuteAsync(new(2027, "1/1/2027 Tahun\0Baru | New\0Year", "", [], Guid.NewGuid()), Admin, CancellationToken.None);
        var point = await _house.Get<AddServicePoint>().ExecuteAsync(new(House.Pulomerak, new LocalizedText("Loket\0Dua", "Desk\0two"), Guid.NewGuid()), Camat, CancellationToken.None);

        (await _house.ScalarAsync<string>("SELECT reason FROM audit_events WHERE verb = 'calendar.changed'")).ShouldBe("Listrik padam");
        (await ViewAsync()).Point.Closures.Single().Reason.ShouldBe(new LocalizedText("Listrik padam", "Power cut"));
        list.Succeeded.ShouldBeTrue();
        point.Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Close_Twice_IsOneActAndLiftingItBringsNobodyBack()
    {
        var booked = (await _house.BookAsync(House.Person(1), At(Tuesday, 8, 0))).Value;
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);
        var (preview, command) = (await PreviewAsync(close), Guid.NewGuid());
        (await ChangeAsync(close, preview, command: command)).Succeeded.ShouldBeTrue();

        (await ChangeAsync(close, preview, command: command)).Succeeded.ShouldBeTrue();

        (await _house.ScalarAsync<int>($"SELECT revision FROM service_points WHERE id = '{_hall.Id}'")).ShouldBe(1);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE event = 'DayClosed'")).ShouldBe(1);
        (await ChangeAsync(new CalendarChange.LiftClosure(Tuesday), await PreviewAsync(new CalendarChange.LiftClosure(Tuesday)), revision: 1)).Succeeded.ShouldBeTrue();
        (await StartOfAsync(booked.Register)).ShouldBe(At(Wednesday, 8, 0));
        (await _house.BookAsync(House.Person(4), At(Tuesday, 8, 0))).Succeeded.ShouldBeTrue("the day can be booked again");
    }

    [Fact]
    public async Task Close_PlanOutOfDate_IsShownAgainAndNothingIsDone()
    {
        var one = (await _house.BookAsync(House.Person(1), At(Tuesday, 8, 0))).Value;
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);
        var preview = await PreviewAsync(close);
        await _house.BookAsync(House.Person(2), At(Tuesday, 9, 0));
        (await ChangeAsync(close, preview)).Error.ShouldBe(CalendarErrors.PlanChanged, "somebody has booked meanwhile");

        preview = await PreviewAsync(close);
        await CancelAsync(one.Register);
        (await ChangeAsync(close, preview)).Error.ShouldBe(CalendarErrors.PlanChanged, "somebody has cancelled meanwhile");

        preview = await PreviewAsync(close);
        await _house.BookAsync(House.Person(5), preview.Visits[0].Move.To!.Value);
        await _house.BookAsync(House.Person(6), At(Wednesday, 12, 0));
        (await ChangeAsync(close, preview)).Error.ShouldBe(CalendarErrors.PlanChanged, "the time chosen for somebody is taken");

        (await _house.ScalarAsync<int>($"SELECT revision FROM service_points WHERE id = '{_hall.Id}'")).ShouldBe(0);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE event = 'DayClosed'")).ShouldBe(0);
        preview = await PreviewAsync(close);
        await _house.BookAsync(House.Person(7), At(Wednesday, 14, 0));
        (await ChangeAsync(close, preview)).Succeeded.ShouldBeTrue("a booking that is in nobody's way changes no plan");
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Close_OneMovedElsewhereAndOneGivenUp_AsTheOfficeChose()
    {
        var one = (await _house.BookAsync(House.Person(1), At(Tuesday, 8, 0))).Value;
        var two = (await _house.BookAsync(House.Person(2) with { Phone = null, Channel = "none" }, At(Tuesday, 8, 0).AddMinutes(15))).Value;
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);
        var all = await PreviewAsync(close);
        var friday = At(new DateOnly(2026, 12, 11), 13, 0);
        var wishes = new Dictionary<Guid, DateTimeOffset?> { [all.Visits[0].Move.Appointment] = friday, [all.Visits[1].Move.Appointment] = null };

        var preview = await PreviewAsync(close, wishes);
        preview.Visits.Select(v => v.Move.To).ShouldBe([friday, null]);
        (await ChangeAsync(close, preview)).Value.ShouldBe(new CalendarOutcome(1, 1, 1));

        (await StartOfAsync(one.Register)).ShouldBe(friday);
        await using var db = _house.Db();
        var application = await db.Applications.SingleAsync(a => a.Register == two.Register);
        application.IsOpen.ShouldBeTrue("only the time is given up");
        (await _house.Get<BookFollowUp>().ExecuteAsync(new(application.Id, At(Wednesday, 8, 0), Guid.NewGuid()), Actor.Resident(application.Id), CancellationToken.None)).Succeeded.ShouldBeTrue();
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Close_Today_WhoIsHereStays()
    {
        var today = new DateOnly(2026, 12, 7);
        var here = (await _house.BookAsync(House.Person(1), At(today, 10, 0))).Value;
        (await _house.BookAsync(House.Person(2), At(today, 11, 0))).Succeeded.ShouldBeTrue();
        var registrar = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, Scope.Of(House.Pulomerak))]);
        (await _house.Get<CheckIn>().ExecuteAsync(CheckIn.Command.ByRegister(here.Register, Guid.NewGuid()), registrar, CancellationToken.None)).Succeeded.ShouldBeTrue();
        var close = new CalendarChange.CloseDays(today, today, Why);

        var preview = await PreviewAsync(close);
        (preview.Staying, preview.Visits.Count).ShouldBe((1, 1));
        (await ChangeAsync(close, preview)).Succeeded.ShouldBeTrue();

        (await StartOfAsync(here.Register)).ShouldBe(At(today, 10, 0));
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Close_PlaceBeingHeld_IsTakenBackAndTheTypedAnswersStay()
    {
        var browser = SHA256.HashData([1]);
        var draft = (await _house.HoldAsync(browser, At(Tuesday, 8, 0))).Value;
        (await _house.Get<SaveAnswers>().ExecuteAsync(new(draft, browser, House.Person(1), Language.Indonesian), Actor.Visitor, CancellationToken.None)).Succeeded.ShouldBeTrue();
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);

        var preview = await PreviewAsync(close);
        preview.Holds.ShouldBe(1);
        (await ChangeAsync(close, preview)).Succeeded.ShouldBeTrue();

        (await _house.Get<BookAppointment>().ExecuteAsync(BookAppointment.Command.FromDraft(draft, browser), Actor.Visitor, CancellationToken.None)).Error.ShouldBe(BookingErrors.HoldExpired);
        (await _house.HoldAsync(browser, At(Wednesday, 8, 0), draft)).Value.ShouldBe(draft);
        (await _house.Get<BookAppointment>().ExecuteAsync(BookAppointment.Command.FromDraft(draft, browser), Actor.Visitor, CancellationToken.None)).Succeeded.ShouldBeTrue();
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Plan_LongerSlotsFromADay_NobodyIsLeftBetweenTwoGrids()
    {
        var before = (await _house.BookAsync(House.Person(1), At(Tuesday, 8, 15))).Value;
        var between = (await _house.BookAsync(House.Person(2), At(Wednesday, 8, 15))).Value;
        (await _house.BookAsync(House.Person(3), At(Wednesday, 9, 0))).Succeeded.ShouldBeTrue();
        var plan = new CalendarChange.PlanFrom(new PointPlan(Wednesday, _hall.Hours, _hall.Slots with { SlotMinutes = 30 }));

        var preview = await PreviewAsync(plan);
        (preview.Visits.Single().Register, preview.Visits[0].Move.To, preview.Refits).ShouldBe((between.Register, At(Wednesday, 8, 30), 1));
        (await ChangeAsync(plan, preview)).Succeeded.ShouldBeTrue();

        (await StartOfAsync(before.Register)).ShouldBe(At(Tuesday, 8, 15));
        await using var db = _house.Db();
        (await db.Appointments.SingleAsync(v => v.StartAt == At(Wednesday, 9, 0))).EndAt.ShouldBe(At(Wednesday, 9, 30).ToUniversalTime());
        (await db.Outbox.CountAsync(m => m.Event == MessageEvent.BookingMoved)).ShouldBe(1, "whose start stays is not written to");
        await LiveOffGridShouldBeNoneAsync();
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Plan_FewerStations_LastBookedLeavesTheFullSlot()
    {
        await _house.RunAsync($"UPDATE service_points SET slots = jsonb_set(jsonb_set(slots, '{{stations}}', '3'), '{{walkInSharePercent}}', '0') WHERE id = '{_hall.Id}'");
        _house.Get<OfficeDirectory>().Invalidate();
        List<RegisterNumber> people = [];
        for (var i = 1; i <= 3; i++)
        {
            people.Add((await _house.BookAsync(House.Person(i), At(Wednesday, 8, 0))).Value.Register);
            _house.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var plan = new CalendarChange.PlanFrom(new PointPlan(Wednesday, _hall.Hours, new SlotRules(15, 1, 0, 30, new TimeOnly(7, 0))));
        var preview = await PreviewAsync(plan);

        preview.Visits.Select(v => (v.Register, v.Move.To)).ShouldBe([(people[1], At(Wednesday, 8, 15)), (people[2], At(Wednesday, 8, 30))]);
        (await ChangeAsync(plan, preview)).Succeeded.ShouldBeTrue();
        (await _house.BookAsync(House.Person(9), At(Wednesday, 8, 0))).Error.ShouldBe(BookingErrors.SlotFull);
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Extra_SaturdayReleasedInABatch_CanBeBookedFromTheAnnouncedInstantOn()
    {
        var saturday = new DateOnly(2026, 12, 12);
        var add = new CalendarChange.AddHours(saturday, new TimeOnly(8, 0), new TimeOnly(10, 0));
        (await ChangeAsync(add, await PreviewAsync(add))).Succeeded.ShouldBeTrue();
        (await _house.BookAsync(House.Person(1), At(saturday, 8, 0))).Succeeded.ShouldBeTrue();
        var batch = new CalendarChange.AnnounceRelease(saturday, saturday, At(new DateOnly(2026, 12, 10), 10, 0));
        (await ChangeAsync(batch, await PreviewAsync(batch), revision: 1)).Succeeded.ShouldBeTrue();

        (await _house.BookAsync(House.Person(2), At(saturday, 9, 0))).Error.Code.ShouldBe("slot_not_released");
        var free = (await _house.Get<FindFreeDays>().ExecuteAsync(new(House.Pulomerak), Actor.Visitor, CancellationToken.None)).Value;
        free.Days.ShouldNotContain(d => d.Day == saturday);
        _house.Time.UtcNow = At(new DateOnly(2026, 12, 10), 10, 0);
        (await _house.BookAsync(House.Person(2), At(saturday, 9, 0))).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task SecondPoint_SameHours_TakesThoseForWhomTheHallHasNoPlaceUntilItIsClosedForGood()
    {
        var command = new AddServicePoint.Command(House.Pulomerak, new("Gedung serbaguna"), Guid.NewGuid());
        var second = (await _house.Get<AddServicePoint>().ExecuteAsync(command, Camat, CancellationToken.None)).Value;
        (await _house.Get<AddServicePoint>().ExecuteAsync(command, Camat, CancellationToken.None)).Value.ShouldBe(second, "a double click");
        (await _house.Get<AddServicePoint>().ExecuteAsync(command with { CommandId = Guid.NewGuid() }, Camat, CancellationToken.None)).Error.ShouldBe(CalendarErrors.NameTaken);
        (await ViewAsync()).Points.Select(p => p.Id).ShouldBe([_hall.Id, second], "the hall comes first");

        (await _house.SlotsAsync()).First(s => s.Start == At(Tuesday, 8, 0)).Capacity.ShouldBe(2);
        await _house.BookAsync(House.Person(1), At(Tuesday, 8, 0));
        var there = (await _house.BookAsync(House.Person(2), At(Tuesday, 8, 0))).Value;
        (await _house.BookAsync(House.Person(3), At(Tuesday, 8, 0))).Error.ShouldBe(BookingErrors.SlotFull);
        (await _house.HoldAsync(SHA256.HashData([1]), At(Tuesday, 8, 0))).Error.ShouldBe(BookingErrors.SlotFull);
        (await _house.Get<ViewOwnApplication>().ExecuteAsync(new(there.LinkCode), Actor.Visitor, CancellationToken.None)).Value.Appointment!.ServicePoint.ShouldBe(second);

        var close = new CalendarChange.CloseForGood(Tuesday);
        var preview = (await _house.Get<PreviewCalendarChange>().ExecuteAsync(new(House.Pulomerak, second, close, AsPlanned), Camat, CancellationToken.None)).Value;
        preview.Visits.Single().Move.To.ShouldBeNull();
        (await _house.Get<ChangeCalendar>().ExecuteAsync(new(House.Pulomerak, second, close, 0, [.. preview.Visits.Select(v => v.Move)], Guid.NewGuid()), Camat, CancellationToken.None)).Value.Withdrawn.ShouldBe(1);
        (await _house.SlotsAsync()).First(s => s.Start == At(Tuesday, 8, 0)).Free.ShouldBe(0);
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Holidays_NewYearEntered_MovesPeopleInEveryOffice()
    {
        var newYear = new DateOnly(2027, 1, 1);
        _house.Time.UtcNow = At(new DateOnly(2026, 12, 20), 9, 0);
        var booked = (await _house.BookAsync(House.Person(1), At(newYear, 8, 0))).Value;
        (await ViewAsync()).YearsWithoutHolidays.ShouldBe([2027]);
        const string leastRevision = "SELECT min(revision) FROM service_points";
        var revision = await _house.ScalarAsync<int>(leastRevision);
        const string list = "1/1/2027 Tahun Baru | New Year's Day";

        var preview = (await _house.Get<PreviewHolidays>().ExecuteAsync(new(2027, list, AsPlanned), Admin, CancellationToken.None)).Value;
        preview.Change.Visits.Single().Move.To.ShouldBe(At(new DateOnly(2027, 1, 4), 8, 0));
        var change = new ChangeHolidays.Command(2027, list, "", [.. preview.Change.Visits.Select(v => v.Move)], Guid.NewGuid());
        (await _house.Get<ChangeHolidays>().ExecuteAsync(change, Camat, CancellationToken.None)).Error.ShouldBe(AccessErrors.Forbidden);
        (await _house.Get<ChangeHolidays>().ExecuteAsync(change, Admin, CancellationToken.None)).Value.Moved.ShouldBe(1);
        (await _house.Get<ChangeHolidays>().ExecuteAsync(change with { CommandId = Guid.NewGuid(), Seen = [] }, Admin, CancellationToken.None)).Error.ShouldBe(AccessErrors.StalePage);

        (await StartOfAsync(booked.Register)).ShouldBe(At(new DateOnly(2027, 1, 4), 8, 0));
        // A node that has not heard of it yet books nothing by its old calendar, in any office.
        (await _house.ScalarAsync<int>(leastRevision)).ShouldBe(revision + 1);
        (await ViewAsync()).YearsWithoutHolidays.ShouldBeEmpty();
        (await _house.BookAsync(House.Person(2), At(newYear, 8, 0))).Error.ShouldBe(BookingErrors.SlotUnknown);
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Change_OfAnotherOfficeOrByTheWrongRole_IsRefused()
    {
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);
        var elsewhere = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Supervisor, Scope.Of(OfficeCode.Parse("64.72.04").Value))]);
        var registrar = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, Scope.Of(House.Pulomerak))]);
        var samarinda = (await _house.Get<OfficeDirectory>().GetAsync()).Find(OfficeCode.Parse("64.72.04").Value)!.Hall.Point.Id;

        async Task<Error> ErrorOf(Actor actor, Guid point) => (await _house.Get<ChangeCalendar>().ExecuteAsync(new(House.Pulomerak, point, close, 0, [], Guid.NewGuid()), actor, CancellationToken.None)).Error;
        (await ErrorOf(elsewhere, _hall.Id)).ShouldBe(AccessErrors.NotFound);
        (await ErrorOf(registrar, _hall.Id)).ShouldBe(AccessErrors.Forbidden);
        (await ErrorOf(Camat, samarinda)).ShouldBe(AccessErrors.NotFound);
        (await _house.Get<ChangeCalendar>().ExecuteAsync(new(House.Pulomerak, _hall.Id, close, 7, [], Guid.NewGuid()), Camat, CancellationToken.None)).Error.ShouldBe(AccessErrors.StalePage);
        (await _house.Get<ChangeCalendar>().ExecuteAsync(new(House.Pulomerak, _hall.Id, new CalendarChange.CloseForGood(Tuesday), 0, [], Guid.NewGuid()), Camat, CancellationToken.None)).Error.ShouldBe(CalendarErrors.HallStays);
    }

    [Fact]
    public async Task Close_WhileFiftyBookAndMove_NobodyIsLeftOnTheClosedDay()
    {
        var slots = (await _house.SlotsAsync()).Where(s => DateOnly.FromDateTime(s.Start.DateTime) == Tuesday).ToList();
        var later = (await _house.SlotsAsync()).Where(s => DateOnly.FromDateTime(s.Start.DateTime) > Wednesday).ToList();
        var movers = new List<Guid>();
        for (var i = 0; i < 10; i++)
        {
            var booked = await _house.BookAsync(House.Person(900 + i), later[i].Start);
            movers.Add(await _house.ApplicationIdAsync(booked.Value.Register));
        }

        // Nodes with an old memory of the calendar are no danger, either.
        await using var other = _house.OtherNode();
        other.GetRequiredService<Portal.Infrastructure.Privacy.KeyRing>().Reload();
        await other.GetRequiredService<OfficeDirectory>().GetAsync();
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);
        var closed = Task.Run(async () =>
        {
            for (var attempt = 0; attempt < 200; attempt++)
            {
                var done = await ChangeAsync(close, await PreviewAsync(close));
                if (done.Succeeded || done.Error != CalendarErrors.PlanChanged)
                {
                    return done;
                }
            }

            return CalendarErrors.PlanChanged;
        });

        await House.FiftyAtOnceAsync(async i =>
        {
            // Until the day is closed, and once more by whoever does not know it yet.
            for (var (round, last) = (0, false); !last; round++)
            {
                last = closed.IsCompleted;
                var start = slots[(i + (round * 7)) % slots.Count].Start;
                switch (i % 5)
                {
                    case 0:
                        var id = movers[i / 5];
                        await _house.Get<RescheduleAppointment>().ExecuteAsync(new(id, start, Guid.NewGuid()), Actor.Resident(id), CancellationToken.None);
                        break;
                    case 1:
                        var browser = SHA256.HashData(BitConverter.GetBytes(i));
                        var held = await _house.HoldAsync(browser, start);
                        if (held.TryGet(out var draft))
                        {
                            await _house.Get<SaveAnswers>().ExecuteAsync(new(draft, browser, House.Person((i * 1000) + round), Language.Indonesian), Actor.Visitor, CancellationToken.None);
                            await _house.Get<BookAppointment>().ExecuteAsync(BookAppointment.Command.FromDraft(draft, browser), Actor.Visitor, CancellationToken.None);
                        }

                        break;
                    case 2:
                        await other.GetRequiredService<BookAppointment>().ExecuteAsync(
                            BookAppointment.Command.Direct(Portal.Core.PublicInfo.ServiceSlug.New, House.Pulomerak, start, House.Person((i * 1000) + round), Language.Indonesian, Portal.Core.Applications.Intake.Api), Actor.ApiClient, CancellationToken.None);
                        break;
                    default:
                        await _house.BookAsync(House.Person((i * 1000) + round), start);
                        break;
                }
            }

            return true;
        });

        (await closed).Succeeded.ShouldBeTrue();
        (await _house.ScalarAsync<long>($"SELECT count(*) FROM appointments WHERE is_live AND local_day = '{Tuesday:yyyy-MM-dd}'")).ShouldBe(0);
        (await _house.ScalarAsync<long>($"SELECT count(*) FROM booking_drafts WHERE holds_place AND local_day = '{Tuesday:yyyy-MM-dd}'")).ShouldBe(0);
        await PlacesShouldEqualAsync();
        await LiveOffGridShouldBeNoneAsync();
    }

    [Fact]
    public async Task Close_HoldAtTheSameMoment_WaitsForItAndTakesItBack()
    {
        // A slot whose row is there and empty; whoever wants it waits until the test lets go.
        var passing = (await _house.BookAsync(House.Person(1), At(Tuesday, 8, 0))).Value;
        await CancelAsync(passing.Register);
        await using var db = _house.Db();
        await using var block = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM slot_occupancies FOR UPDATE");
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);
        var preview = await PreviewAsync(close);

        var hold = _house.HoldAsync(SHA256.HashData([1]), At(Tuesday, 8, 0));
        await WaitingAsync(1);
        var closed = ChangeAsync(close, preview);
        await WaitingAsync(2);
        await block.CommitAsync();

        (await hold).Succeeded.ShouldBeTrue();
        (await closed).Succeeded.ShouldBeTrue();
        (await _house.ScalarAsync<long>("SELECT count(*) FROM booking_drafts WHERE holds_place")).ShouldBe(0);
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Book_WhileTheDayIsBeingClosed_WaitsAndIsToldThatThereIsNoSuchTime()
    {
        await _house.BookAsync(House.Person(1), At(Tuesday, 8, 0));
        await using var db = _house.Db();
        await using var block = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM slot_occupancies FOR UPDATE");
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);
        var closed = ChangeAsync(close, await PreviewAsync(close));
        await WaitingAsync(1);

        var booked = _house.BookAsync(House.Person(2), At(Tuesday, 9, 0));
        var held = _house.HoldAsync(SHA256.HashData([1]), At(Tuesday, 10, 0));
        var elsewhere = _house.BookAsync(House.Person(3), At(Wednesday, 10, 0));
        await WaitingAsync(4);
        await block.CommitAsync();

        (await closed).Succeeded.ShouldBeTrue();
        (await booked).Error.ShouldBe(BookingErrors.SlotUnknown);
        (await held).Error.ShouldBe(BookingErrors.SlotUnknown);
        (await elsewhere).Succeeded.ShouldBeTrue("the other days go on");
        await PlacesShouldEqualAsync();
    }

    [Fact]
    public async Task Book_CalendarChangedInAnotherWay_IsBookedAllTheSameByANodeThatDidNotKnow()
    {
        await using var other = _house.OtherNode();
        other.GetRequiredService<Portal.Infrastructure.Privacy.KeyRing>().Reload();
        await other.GetRequiredService<OfficeDirectory>().GetAsync();
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);
        (await ChangeAsync(close, await PreviewAsync(close))).Succeeded.ShouldBeTrue();

        Task<Result<BookedAppointment>> Book(int person, DateOnly day) => other.GetRequiredService<BookAppointment>().ExecuteAsync(
            BookAppointment.Command.Direct(Portal.Core.PublicInfo.ServiceSlug.New, House.Pulomerak, At(day, 8, 0), House.Person(person), Language.Indonesian, Portal.Core.Applications.Intake.Api), Actor.ApiClient, CancellationToken.None);
        (await Book(1, Wednesday)).Succeeded.ShouldBeTrue();
        (await Book(2, Tuesday)).Error.ShouldBe(BookingErrors.SlotUnknown);
    }

    [Fact]
    public async Task Close_KilledBeforeItsCommit_LeavesEverythingAsItWas()
    {
        var booked = (await _house.BookAsync(House.Person(1), At(Tuesday, 8, 0))).Value;
        var close = new CalendarChange.CloseDays(Tuesday, Tuesday, Why);
        var preview = await PreviewAsync(close);
        // The very last write before the commit fails: whatever was done until then is gone with its transaction.
        await _house.RunAsync("CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$; CREATE TRIGGER die BEFORE INSERT ON audit_events FOR EACH ROW WHEN (NEW.verb = 'calendar.changed') EXECUTE FUNCTION die()");

        await Should.ThrowAsync<Exception>(() => ChangeAsync(close, preview));

        await _house.RunAsync("DROP TRIGGER die ON audit_events");
        (await StartOfAsync(booked.Register)).ShouldBe(At(Tuesday, 8, 0));
        (await _house.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE event = 'DayClosed'")).ShouldBe(0);
        (await _house.ScalarAsync<int>($"SELECT revision FROM service_points WHERE id = '{_hall.Id}'")).ShouldBe(0);
        await PlacesShouldEqualAsync();
        (await ChangeAsync(close, await PreviewAsync(close))).Succeeded.ShouldBeTrue();
    }

    private static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(7));

    private async Task<ChangePreview> PreviewAsync(CalendarChange change, IReadOnlyDictionary<Guid, DateTimeOffset?>? wishes = null) =>
        (await _house.Get<PreviewCalendarChange>().ExecuteAsync(new(House.Pulomerak, _hall.Id, change, wishes ?? AsPlanned), Camat, CancellationToken.None)).Value;

    private Task<Result<CalendarOutcome>> ChangeAsync(CalendarChange change, ChangePreview preview, int revision = 0, Guid? command = null) =>
        _house.Get<ChangeCalendar>().ExecuteAsync(new(House.Pulomerak, _hall.Id, change, revision, [.. preview.Visits.Select(v => v.Move)], command ?? Guid.NewGuid()), Camat, CancellationToken.None);

    private async Task<CalendarView> ViewAsync() => (await _house.Get<ViewCalendar>().ExecuteAsync(new(House.Pulomerak), Camat, CancellationToken.None)).Value;

    private async Task<DateTimeOffset> StartOfAsync(RegisterNumber register)
    {
        var id = await _house.ApplicationIdAsync(register);
        await using var db = _house.Db();
        return (await db.Appointments.SingleAsync(v => v.ApplicationId == id && v.IsLive)).StartAt;
    }

    // At least so many sessions of this database wait for a lock.
    private async Task WaitingAsync(int sessions)
    {
        for (var attempt = 0; attempt < 500; attempt++)
        {
            if (await _house.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") >= sessions)
            {
                return;
            }

            await Task.Delay(10);
        }
    }

    private async Task CancelAsync(RegisterNumber register)
    {
        var id = await _house.ApplicationIdAsync(register);
        (await _house.Get<CancelApplication>().ExecuteAsync(new(id, Guid.NewGuid()), Actor.Resident(id), CancellationToken.None)).Succeeded.ShouldBeTrue();
    }

    private async Task PlacesShouldEqualAsync() => (await _house.ScalarAsync<long>(
        """
        SELECT count(*) FROM (
            SELECT p.id, s.start_at FROM service_points p JOIN (
                SELECT service_point_id, start_at FROM slot_occupancies UNION SELECT service_point_id, start_at FROM appointments WHERE is_live AND NOT walk_in) s ON s.service_point_id = p.id
            WHERE coalesce((SELECT taken FROM slot_occupancies o WHERE o.service_point_id = p.id AND o.start_at = s.start_at), 0)
               <> (SELECT count(*) FROM appointments a WHERE a.service_point_id = p.id AND a.start_at = s.start_at AND a.is_live AND NOT a.walk_in)
                + (SELECT count(*) FROM booking_drafts d WHERE d.holds_place AND d.service_point_id = p.id AND d.start_at = s.start_at)) uneven
        """)).ShouldBe(0, "as many places are taken as there are people and holds");

    private async Task LiveOffGridShouldBeNoneAsync()
    {
        var schedule = (await _house.Get<OfficeDirectory>().GetAsync()).Find(House.Pulomerak)!.Hall.Schedule;
        await using var db = _house.Db();
        (await db.Appointments.Where(v => v.IsLive && !v.WalkIn).ToListAsync()).Where(v => !SlotPlan.IsSlot(v.StartAt, schedule, out var slot) || slot.End != v.EndAt).ShouldBeEmpty();
    }
}
