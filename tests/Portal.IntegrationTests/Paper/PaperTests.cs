using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Paper;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Paper;

/// <summary>Numbers on paper, and what becomes of them when the power is back.</summary>
public sealed class PaperTests : DeskFixture
{
    private static readonly DateOnly Today = new(2026, 12, 7);

    [Fact]
    public async Task Enter_ASlip_KeepsItsNumberAndTheTimeThePersonCame()
    {
        var slips = await PrepareAsync(3);
        House.Time.Advance(TimeSpan.FromHours(3));

        (await EnterAsync(slips[1], 1, new TimeOnly(10, 5))).Value.ShouldBe(slips[1].Register);
        (await EnterAsync(slips[0], 2, new TimeOnly(10, 5))).Value.ShouldBe(slips[0].Register);

        await using var db = House.Db();
        var people = await db.Applications.OrderBy(a => a.CreatedAt).ToListAsync();
        people.Select(a => a.Register).ShouldBe([slips[0].Register, slips[1].Register], "of two in one minute, the earlier ticket came first");
        people.ShouldAllBe(a => a.Intake == Intake.Paper && a.State == ApplicationState.Submitted);
        (people[0].CreatedAt - new DateTimeOffset(2026, 12, 7, 10, 5, 0, TimeSpan.FromHours(7))).ShouldBeLessThan(TimeSpan.FromSeconds(1));
        (await db.Statuses.Where(s => s.ApplicationId == people[0].Id).SingleAsync()).EnteredAt.ShouldBe(House.Time.GetUtcNow());
        (await db.Appointments.CountAsync(v => v.WalkIn && v.State == AppointmentState.CheckedIn)).ShouldBe(2);
        (await TrailAsync(people[0].Id)).ShouldBe(["paper.entered", "application.submitted"], ignoreOrder: true);
        var block = (await House.Get<ViewPaper>().ExecuteAsync(new(House.Pulomerak), Registrar, Never)).Value.ShouldHaveSingleItem();
        (block.Used, block.Open.Single().Register).ShouldBe((2, slips[2].Register));
    }

    [Fact]
    public async Task Enter_Collisions_AreToldEachInItsOwnWords()
    {
        var slips = await PrepareAsync(3);
        var theirs = (await PreparedAsync(Somebody(Core.Staff.StaffRole.Registrar, People.Samarinda), People.Samarinda, 1))[0];
        House.Time.Advance(TimeSpan.FromHours(3));
        var nine = new TimeOnly(11, 0);
        (await EnterAsync(slips[0], 1, nine)).Succeeded.ShouldBeTrue();
        var booked = (await House.BookAsync(House.Person(9), (await House.SlotsAsync())[^1].Start)).Value.Register;

        (await EnterAsync(slips[0], 2, nine)).Error.ShouldBe(ApplicationErrors.PaperNumberUsed);
        (await EnterAsync(new(1, booked, "", false), 2, nine)).Error.ShouldBe(ApplicationErrors.PaperNumberUnknown);
        (await EnterAsync(theirs, 2, nine)).Error.ShouldBe(PaperErrors.OtherOffice);
        (await EnterAsync(slips[1] with { Ticket = 3 }, 2, nine)).Error.ShouldBe(PaperErrors.TicketDiffers);
        (await EnterAsync(slips[1], 1, nine)).Error.ShouldBe(BookingErrors.AlreadyBooked);
        (await EnterAsync(slips[1], 2, new TimeOnly(23, 0))).Error.ShouldBe(PaperErrors.ArrivalTime, "to come");
        (await EnterAsync(slips[1], 2, new TimeOnly(8, 0))).Error.ShouldBe(PaperErrors.ArrivalTime, "before the slips were printed");
        var none = await House.Get<EnterFromPaper>().ExecuteAsync(new(House.Pulomerak, "", null, null, null, ServiceSlug.New, new BookingAnswers(), Language.Indonesian, Guid.NewGuid()), Registrar, Never);
        none.Errors.Select(e => e.Code).ShouldContain("register_required");
        none.Errors.Count.ShouldBeGreaterThan(4, "all faults at once");
        (await EnterAsync(slips[1], 2, nine)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Enter_ByFiftyAtOnce_IsOneApplication()
    {
        var slip = (await PrepareAsync(1))[0];
        House.Time.Advance(TimeSpan.FromHours(1));

        var all = await House.FiftyAtOnceAsync(i => EnterAsync(slip, i + 1, new TimeOnly(9, 30)));

        all.Count(r => r.Succeeded).ShouldBe(1);
        all.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == ApplicationErrors.PaperNumberUsed);
        (await House.ScalarAsync<long>("SELECT count(*) FROM applications")).ShouldBe(1);
    }

    [Fact]
    public async Task Prepare_AmongFiftyBookings_SharesNoNumber()
    {
        var slots = await House.SlotsAsync();
        var free = slots.SelectMany(s => Enumerable.Repeat(s.Start, s.Free)).Take(25).ToList();
        free.Count.ShouldBe(25);

        await House.FiftyAtOnceAsync(async i =>
        {
            if (i % 2 == 0)
            {
                return (await House.BookAsync(House.Person(i), free[i / 2])).Succeeded;
            }

            return (await House.Get<PreparePaper>().ExecuteAsync(new(House.Pulomerak, 20, Guid.NewGuid()), Registrar, Never)).Succeeded;
        });

        var numbers = await House.ScalarAsync<long>("SELECT count(*) FROM (SELECT register FROM applications UNION ALL SELECT register FROM paper_numbers) n");
        var different = await House.ScalarAsync<long>("SELECT count(*) FROM (SELECT register FROM applications UNION SELECT register FROM paper_numbers) n");
        (numbers, different).ShouldBe((25 + (25 * 20), 25 + (25 * 20)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    public async Task Prepare_TooFewOrTooMany_IsRefused(int count) =>
        (await House.Get<PreparePaper>().ExecuteAsync(new(House.Pulomerak, count, Guid.NewGuid()), Registrar, Never)).Error.Code.ShouldBe("paper_count");

    [Fact]
    public async Task Prepare_ClickedTwice_IsOneBlock()
    {
        var command = new PreparePaper.Command(House.Pulomerak, 5, Guid.NewGuid());

        var first = (await House.Get<PreparePaper>().ExecuteAsync(command, Registrar, Never)).Value;

        (await House.Get<PreparePaper>().ExecuteAsync(command, Registrar, Never)).Value.ShouldBe(first);
        (await House.ScalarAsync<long>("SELECT count(*) FROM paper_numbers")).ShouldBe(5);
    }

    private Task<IReadOnlyList<PaperSlip>> PrepareAsync(int count) => PreparedAsync(Registrar, House.Pulomerak, count);

    private async Task<IReadOnlyList<PaperSlip>> PreparedAsync(Actor actor, OfficeCode office, int count)
    {
        var block = (await House.Get<PreparePaper>().ExecuteAsync(new(office, count, Guid.NewGuid()), actor, Never)).Value;
        return (await House.Get<ViewPaperPack>().ExecuteAsync(new(block), actor, Never)).Value.Slips;
    }

    private Task<Result<RegisterNumber>> EnterAsync(PaperSlip slip, int person, TimeOnly clock) =>
        House.Get<EnterFromPaper>().ExecuteAsync(new(House.Pulomerak, slip.Register.Grouped, slip.Ticket, Today, clock, ServiceSlug.New, House.Person(person), Language.Indonesian, Guid.NewGuid()), Registrar, Never);
}
