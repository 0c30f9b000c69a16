using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Booking;
using Portal.Core.Shared;

namespace Portal.UnitTests.Booking;

public sealed class VisitPlanTests
{
    private static readonly DateOnly Monday = new(2026, 12, 7);
    private static readonly SlotRules Rules = new(30, 2, 0, 30, new TimeOnly(7, 0));
    private static readonly DateTimeOffset Now = At(Monday, 6, 0);
    private static readonly Dictionary<Guid, DateTimeOffset?> NoWish = [];

    [Fact]
    public void Of_ClosedDay_EachInOrderOfTimeGetsTheNextFreeSlot()
    {
        BookedVisit[] visits = [Visit(2, Monday, 9, 0), Visit(1, Monday, 8, 0), Visit(3, Monday.AddDays(1), 8, 0)];
        var after = new PointSchedule(Calendars.Pulomerak(closures: [new Closure(Monday, Monday, new("uji"))]), Rules);

        var plan = VisitPlan.Of(after, d => d == Monday, visits, [], Taken(visits), NoWish, Now);

        plan.Moves.ShouldBe([new(Id(1), At(Monday, 8, 0), At(Monday.AddDays(1), 8, 0)), new(Id(2), At(Monday, 9, 0), At(Monday.AddDays(1), 8, 30))]);
    }

    [Fact]
    public void Of_WhoIsHereOrHasBegun_Stays()
    {
        BookedVisit[] visits = [Visit(1, Monday, 8, 0) with { IsHere = true }, Visit(2, Monday, 7, 0)];
        var after = new PointSchedule(Calendars.Pulomerak(closures: [new Closure(Monday, Monday, new("uji"))]), Rules);

        VisitPlan.Of(after, _ => true, visits, [], Taken(visits), NoWish, At(Monday, 7, 30)).Moves.ShouldBeEmpty();
    }

    [Fact]
    public void Of_FewerPlaces_HoldsGoFirstThenWhoBookedLast()
    {
        BookedVisit[] visits = [Visit(2, Monday, 8, 0), Visit(1, Monday, 8, 0), Visit(3, Monday, 8, 0)];
        HeldPlace[] holds = [new(Id(9), At(Monday, 8, 0), Now.AddMinutes(5))];
        var after = new PointSchedule(Calendars.Pulomerak(), Rules with { Stations = 1 });

        var plan = VisitPlan.Of(after, _ => true, visits, holds, new Dictionary<DateTimeOffset, int> { [At(Monday, 8, 0)] = 4 }, NoWish, Now);

        plan.DroppedHolds.Single().Draft.ShouldBe(Id(9));
        plan.Moves.ShouldBe([new(Id(2), At(Monday, 8, 0), At(Monday, 8, 30)), new(Id(3), At(Monday, 8, 0), At(Monday, 9, 0))]);
    }

    [Fact]
    public void Of_LongerSlots_WhoseStartStaysIsOnlyRefitted()
    {
        BookedVisit[] visits = [Visit(1, Monday, 9, 0), Visit(2, Monday, 9, 30)];
        var after = new PointSchedule(Calendars.Pulomerak(), Rules with { SlotMinutes = 60 });

        var plan = VisitPlan.Of(after, _ => true, visits, [], Taken(visits), NoWish, Now);

        plan.Refits.Single().Slot.End.ShouldBe(At(Monday, 10, 0));
        plan.Moves.Single().ShouldBe(new VisitMove(Id(2), At(Monday, 9, 30), At(Monday, 10, 0)));
    }

    [Fact]
    public void Of_WishesOfTheOffice_AreMetWhereThereIsAPlaceAndOthersGoAround()
    {
        BookedVisit[] visits = [Visit(1, Monday, 8, 0), Visit(2, Monday, 8, 0), Visit(3, Monday, 8, 30)];
        var (tuesday, rules) = (Monday.AddDays(1), Rules with { Stations = 1 });
        var after = new PointSchedule(Calendars.Pulomerak(closures: [new Closure(Monday, Monday, new("uji"))]), rules);
        var wishes = new Dictionary<Guid, DateTimeOffset?> { [Id(3)] = At(tuesday, 8, 0), [Id(2)] = null, [Id(1)] = At(tuesday, 7, 0) };

        VisitPlan.Of(after, _ => true, visits, [], Taken(visits), wishes, Now).Moves
            .ShouldBe([new(Id(1), At(Monday, 8, 0), At(tuesday, 8, 30)), new(Id(2), At(Monday, 8, 0), null), new(Id(3), At(Monday, 8, 30), At(tuesday, 8, 0))]);
    }

    [Fact]
    public void Of_NowhereLeft_IsGivenUpAndAnAnnouncedDayIsNotGivenAway()
    {
        BookedVisit[] visits = [Visit(1, Monday, 8, 0)];
        var shut = new Closure(Monday, Monday.AddDays(400), new("uji"));
        VisitPlan.Of(new PointSchedule(Calendars.Pulomerak(closures: [shut]), Rules), _ => true, visits, [], Taken(visits), NoWish, Now).Moves.Single().To.ShouldBeNull();

        var announced = new PointSchedule(Calendars.Pulomerak(closures: [new Closure(Monday, Monday, new("uji"))]), Rules, releases: [new ReleaseBatch(Monday.AddDays(1), Monday.AddDays(2), Now.AddHours(1))]);
        VisitPlan.Of(announced, _ => true, visits, [], Taken(visits), NoWish, Now).Moves.Single().To.ShouldBe(At(Monday.AddDays(3), 8, 0));
    }

    [Fact]
    public void FreeOn_AfterThePlan_LeavesOutWhatItGives()
    {
        BookedVisit[] visits = [Visit(1, Monday, 8, 0), Visit(2, Monday, 8, 0)];
        var after = new PointSchedule(Calendars.Pulomerak(closures: [new Closure(Monday, Monday, new("uji"))]), Rules);
        var plan = VisitPlan.Of(after, _ => true, visits, [], Taken(visits), NoWish, Now);

        plan.FreeOn(after, Taken(visits), Monday.AddDays(1), Now)[0].Start.ShouldBe(At(Monday.AddDays(1), 8, 30));
    }

    [Fact]
    public void Of_AnyBookingsAndAnyNewRules_NobodyIsLeftOutOrPutWhereThereIsNoPlace() => Prop.ForAll(
        (from seed in Gen.Choose(0, int.MaxValue) from minutes in Gen.Elements(10, 15, 20, 25, 40, 60) from stations in Gen.Choose(1, 3) select (seed, minutes, stations)).ToArbitrary(),
        input =>
        {
            var random = new System.Random(input.seed);
            var old = new PointSchedule(Calendars.Pulomerak(), new SlotRules(15, 3, 0, 30, new TimeOnly(7, 0)));
            var visits = Enumerable.Range(1, 60).Select(i => (i, slot: SlotPlan.SlotsOn(Monday.AddDays(random.Next(3)), old) is var s ? s[random.Next(s.Count)] : default))
                .GroupBy(v => v.slot.Start).SelectMany(g => g.Take(3)).Select(v => new BookedVisit(Id(v.i), v.slot.Start, v.slot.End, random.Next(10) == 0)).ToList();
            var after = new PointSchedule(Calendars.Pulomerak(), old.RulesOn(Monday), [new DatedRules(Monday.AddDays(1), new SlotRules(input.minutes, input.stations, 0, 30, new TimeOnly(7, 0)))]);
            bool Touched(DateOnly day) => day > Monday;

            var plan = VisitPlan.Of(after, Touched, visits, [], Taken(visits), NoWish, Now);

            var ends = visits.Select(v => plan.Moves.Where(m => m.Appointment == v.Appointment).Select(m => (DateTimeOffset?)(m.To ?? DateTimeOffset.MaxValue)).SingleOrDefault() ?? v.Start).ToList();
            var moved = plan.Moves.Select(m => m.Appointment).ToHashSet();
            return plan.Moves.All(m => m.To > m.From && SlotPlan.IsSlot(m.To.Value, after, out _))
                && visits.Where(v => !v.IsHere && !moved.Contains(v.Appointment)).All(v => SlotPlan.IsSlot(v.Start, after, out var slot) && (slot.End == v.End || plan.Refits.Any(r => r.Appointment == v.Appointment)))
                && visits.Where(v => v.IsHere).All(v => !moved.Contains(v.Appointment))
                && ends.Where((e, i) => !visits[i].IsHere).GroupBy(e => e).All(g => g.Count() + visits.Count(v => v.IsHere && v.Start == g.Key) <= Math.Max(after.RulesOn(after.Calendar.LocalDay(g.Key)).OnlineCapacity, visits.Count(v => v.IsHere && v.Start == g.Key)));
        }).QuickCheckThrowOnFailure();

    private static DateTimeOffset At(DateOnly day, int hour, int minute) => new(day.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.FromHours(7));

    // In the order of booking.
    private static Guid Id(int number) => new($"00000000-0000-7000-8000-{number:D12}");

    private static BookedVisit Visit(int number, DateOnly day, int hour, int minute) => new(Id(number), At(day, hour, minute), At(day, hour, minute).AddMinutes(30), false);

    private static Dictionary<DateTimeOffset, int> Taken(IEnumerable<BookedVisit> visits) => visits.GroupBy(v => v.Start).ToDictionary(g => g.Key, g => g.Count());
}
