using System.Security.Cryptography;
using Npgsql;
using Portal.Core.Booking;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Booking;

/// <summary>
/// Fifty writers at once against each invariant of booking, on the real database. Where the invariant rests on a
/// constraint, the same attack runs once more without it and must break: the test can see what it guards against.
/// </summary>
public sealed class BookingInvariantTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Book_FiftyPeopleOneSlot_NeverMoreThanItsPlaces()
    {
        var slot = (await _house.SlotsAsync())[0];

        var results = await House.FiftyAtOnceAsync(i => _house.BookAsync(House.Person(i), slot.Start));

        results.Count(r => r.Succeeded).ShouldBe(slot.Capacity);
        results.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == BookingErrors.SlotFull);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM appointments")).ShouldBe(slot.Capacity);
        (await _house.ScalarAsync<int>("SELECT taken FROM slot_occupancies")).ShouldBe(slot.Capacity);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM applications")).ShouldBe(slot.Capacity, "a refused booking leaves nothing behind");
    }

    [Fact]
    public async Task SaveAnswers_FiftyTimesAtOnce_AllSucceed()
    {
        var browser = RandomNumberGenerator.GetBytes(32);
        var draft = (await _house.HoldAsync(browser, (await _house.SlotsAsync())[0].Start)).Value;

        var saved = await House.FiftyAtOnceAsync(i => _house.Get<SaveAnswers>().ExecuteAsync(new(draft, browser, House.Person(i), Language.Indonesian), Actor.Visitor, CancellationToken.None));

        saved.ShouldAllBe(s => s.Succeeded);
    }

    [Fact]
    public async Task ViewDraft_AfterTwoHours_IsGoneEvenBeforeThePurge()
    {
        var browser = RandomNumberGenerator.GetBytes(32);
        var draft = (await _house.HoldAsync(browser, (await _house.SlotsAsync())[^1].Start)).Value;

        _house.Time.Advance(BookingDraft.KeepTime);

        (await _house.Get<ViewDraft>().ExecuteAsync(new(draft, browser), Actor.Visitor, CancellationToken.None)).Error.ShouldBe(BookingErrors.DraftNotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TakeWithoutAsking_FiftyWriters_OnlyTheConstraintStopsThem(bool constraint)
    {
        var slot = (await _house.SlotsAsync())[0];
        await _house.BookAsync(House.Person(1), slot.Start);
        if (!constraint)
        {
            await _house.RunAsync("ALTER TABLE slot_occupancies DROP CONSTRAINT ck_slot_occupancies_within_capacity");
        }

        await House.FiftyAtOnceAsync(_ => QuietlyAsync("UPDATE slot_occupancies SET taken = taken + 1"));

        var taken = await _house.ScalarAsync<int>("SELECT taken FROM slot_occupancies");
        taken.ShouldBe(constraint ? slot.Capacity : 51);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Book_OneNikFiftyTimes_OneLiveAppointment(bool constraint)
    {
        if (!constraint)
        {
            await _house.RunAsync("DROP INDEX ux_applications_open_nik; DROP INDEX ux_appointments_live_nik");
        }

        var slots = await _house.SlotsAsync();

        var results = await House.FiftyAtOnceAsync(i => _house.BookAsync(House.Person(7, $"0813{i:D8}"), slots[i].Start));

        if (constraint)
        {
            results.Count(r => r.Succeeded).ShouldBe(1);
            results.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == BookingErrors.AlreadyBooked);
            (await _house.ScalarAsync<long>("SELECT count(*) FROM applications")).ShouldBe(1);
            (await _house.ScalarAsync<long>("SELECT sum(taken)::bigint FROM slot_occupancies")).ShouldBe(1, "a refused booking takes no place");
        }
        else
        {
            results.Count(r => r.Succeeded).ShouldBeGreaterThan(1);
        }
    }

    [Theory]
    [InlineData("ux_appointments_live_nik", true)]
    [InlineData("ux_appointments_live_nik", false)]
    public async Task LiveAppointments_OneNikInTwoApplications_OnlyTheIndexStopsThem(string index, bool present)
    {
        var slots = await _house.SlotsAsync();
        await _house.BookAsync(House.Person(7), slots[0].Start);
        await _house.RunAsync("UPDATE appointments SET is_live = false");
        if (!present)
        {
            await _house.RunAsync($"DROP INDEX {index}");
        }

        await _house.RunAsync("DROP INDEX ux_appointments_live_application");
        await House.FiftyAtOnceAsync(_ => QuietlyAsync(
            """
            INSERT INTO appointments (id, application_id, office_code, service_point_id, nik_hash, purpose, walk_in, start_at, end_at, local_day, state, is_live)
            SELECT gen_random_uuid(), application_id, office_code, service_point_id, nik_hash, purpose, walk_in, start_at, end_at, local_day, state, true FROM appointments LIMIT 1
            """));

        var live = await _house.ScalarAsync<long>("SELECT count(*) FROM appointments WHERE is_live");
        if (present)
        {
            live.ShouldBe(1);
        }
        else
        {
            live.ShouldBeGreaterThan(1);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Register_SequenceSetBackBetweenFiftyBookings_NumbersStayUnique(bool constraint)
    {
        if (!constraint)
        {
            await _house.RunAsync("DROP INDEX ux_applications_register");
        }

        var slots = await _house.SlotsAsync();
        await House.FiftyAtOnceAsync(async i =>
        {
            await _house.RunAsync("SELECT setval('register_number_seq', 5, false)");
            try
            {
                return (await _house.BookAsync(House.Person(i), slots[i].Start)).Succeeded;
            }
            catch (Exception e) when (e.InnerException is PostgresException { ConstraintName: "ux_applications_register" })
            {
                return false;
            }
        });

        var repeated = await _house.ScalarAsync<long>("SELECT count(*) - count(DISTINCT register) FROM applications");
        if (constraint)
        {
            repeated.ShouldBe(0);
        }
        else
        {
            repeated.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public async Task Register_FiftyBookings_FiftyNumbersThatLookUnrelated()
    {
        var slots = await _house.SlotsAsync();

        var results = await House.FiftyAtOnceAsync(i => _house.BookAsync(House.Person(i), slots[i].Start));

        var numbers = results.Select(r => long.Parse(r.Value.Register.Value[..9])).Order().ToList();
        numbers.Distinct().Count().ShouldBe(50);
        numbers.Zip(numbers.Skip(1), (a, b) => b - a).Min().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Sweep_FiftySweepersAfterTheHoldsRanOut_EachPlaceComesBackOnce()
    {
        var slots = await _house.SlotsAsync();
        await _house.BookAsync(House.Person(1), slots[0].Start);
        for (var i = 1; i <= 12; i++)
        {
            (await _house.HoldAsync(Browser(i), slots[i].Start)).Succeeded.ShouldBeTrue();
        }

        (await _house.ScalarAsync<long>("SELECT sum(taken)::bigint FROM slot_occupancies")).ShouldBe(13);
        _house.Time.Advance(BookingDraft.HoldTime);

        await House.FiftyAtOnceAsync(_ => _house.Get<SweepExpiredHolds>().ExecuteAsync(Actor.System, CancellationToken.None));

        (await _house.ScalarAsync<long>("SELECT sum(taken)::bigint FROM slot_occupancies")).ShouldBe(1, "only the booking is left");
        (await _house.ScalarAsync<long>("SELECT count(*) FROM booking_drafts WHERE holds_place")).ShouldBe(0);
        (await _house.SlotsAsync())[1].Free.ShouldBe(slots[1].Capacity);
    }

    [Fact]
    public async Task Hold_RunOutAndNotYetSwept_CountsAsFreeAndCanBeBooked()
    {
        var slot = (await _house.SlotsAsync())[0];
        for (var browser = 0; browser < slot.Capacity; browser++)
        {
            (await _house.HoldAsync(Browser(browser), slot.Start)).Succeeded.ShouldBeTrue();
        }

        (await _house.SlotsAsync())[0].Free.ShouldBe(0);
        (await _house.BookAsync(House.Person(1), slot.Start)).Error.ShouldBe(BookingErrors.SlotFull);
        _house.Time.Advance(BookingDraft.HoldTime);

        (await _house.SlotsAsync())[0].Free.ShouldBe(slot.Capacity);
        (await _house.BookAsync(House.Person(1), slot.Start)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Hold_FiftyBrowsersOneSlot_NeverMoreThanItsPlaces()
    {
        var slot = (await _house.SlotsAsync())[0];

        var results = await House.FiftyAtOnceAsync(i => _house.HoldAsync(Browser(i), slot.Start));

        results.Count(r => r.Succeeded).ShouldBe(slot.Capacity);
    }

    [Fact]
    public async Task Hold_MovedBackAndForthFiftyTimes_HoldsExactlyOnePlace()
    {
        var slots = await _house.SlotsAsync();
        var draft = (await _house.HoldAsync(Browser(1), slots[0].Start)).Value;

        await House.FiftyAtOnceAsync(i => _house.HoldAsync(Browser(1), slots[i % 5].Start, draft));

        (await _house.ScalarAsync<long>("SELECT sum(taken)::bigint FROM slot_occupancies")).ShouldBe(1);
    }

    [Fact]
    public async Task Reschedule_FiftyPeopleOnePlace_OneMovesAndNobodyLosesTheOldPlace()
    {
        var slots = await _house.SlotsAsync();
        var target = slots[60];
        for (var i = 0; i < target.Capacity - 1; i++)
        {
            await _house.BookAsync(House.Person(1000 + i), target.Start);
        }

        var people = await House.FiftyAtOnceAsync(i => _house.BookAsync(House.Person(i), slots[i].Start));
        var ids = await Task.WhenAll(people.Select(p => _house.ApplicationIdAsync(p.Value.Register)));

        var results = await House.FiftyAtOnceAsync(i => MoveAsync(ids[i], target.Start));

        results.Count(r => r.Succeeded).ShouldBe(1);
        results.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == BookingErrors.SlotFull);
        await PlacesShouldEqualAppointmentsAsync(50 + target.Capacity - 1);
    }

    [Fact]
    public async Task Reschedule_FiftyPeopleSwapTimes_PlacesAndAppointmentsStayEqual()
    {
        var slots = await _house.SlotsAsync();
        var people = await House.FiftyAtOnceAsync(i => _house.BookAsync(House.Person(i), slots[i].Start));
        var ids = await Task.WhenAll(people.Select(p => _house.ApplicationIdAsync(p.Value.Register)));

        await House.FiftyAtOnceAsync(i => MoveAsync(ids[i], slots[49 - i].Start));

        await PlacesShouldEqualAppointmentsAsync(50);
    }

    [Fact]
    public async Task Book_OneDraftFiftyTimes_OneBookingAndOneAnswer()
    {
        var slot = (await _house.SlotsAsync())[0];
        var draft = (await _house.HoldAsync(Browser(1), slot.Start)).Value;
        (await _house.Get<SaveAnswers>().ExecuteAsync(new SaveAnswers.Command(draft, Browser(1), House.Person(1), Language.Indonesian), Actor.Visitor, CancellationToken.None)).Succeeded.ShouldBeTrue();

        var results = await House.FiftyAtOnceAsync(_ => _house.Get<BookAppointment>().ExecuteAsync(BookAppointment.Command.FromDraft(draft, Browser(1)), Actor.Visitor, CancellationToken.None));

        results.ShouldAllBe(r => r.Succeeded);
        results.Select(r => (r.Value.Register, r.Value.LinkCode)).Distinct().Count().ShouldBe(1);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM applications")).ShouldBe(1);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM outbox_messages")).ShouldBe(1);
        (await _house.ScalarAsync<int>("SELECT taken FROM slot_occupancies")).ShouldBe(1);
    }

    [Fact]
    public async Task Book_FiftyPeopleOnePhone_NoMoreThanTheOfficeAllows()
    {
        var slots = await _house.SlotsAsync();

        var results = await House.FiftyAtOnceAsync(i => _house.BookAsync(House.Person(i, "081200000009"), slots[i].Start));

        results.Count(r => r.Succeeded).ShouldBe(4);
        results.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == BookingErrors.PhoneBookingsLimit(4));
    }

    private Task<Result<DateTimeOffset>> MoveAsync(Guid application, DateTimeOffset start) =>
        _house.Get<RescheduleAppointment>().ExecuteAsync(new RescheduleAppointment.Command(application, start, Guid.NewGuid()), Actor.Resident(application), CancellationToken.None);

    private async Task PlacesShouldEqualAppointmentsAsync(int appointments)
    {
        (await _house.ScalarAsync<long>("SELECT count(*) FROM appointments WHERE is_live")).ShouldBe(appointments);
        (await _house.ScalarAsync<long>(
            """
            SELECT count(*) FROM (
                SELECT o.service_point_id FROM slot_occupancies o LEFT JOIN appointments a ON a.service_point_id = o.service_point_id AND a.start_at = o.start_at AND a.is_live
                GROUP BY o.service_point_id, o.start_at, o.taken HAVING count(a.id) <> o.taken) uneven
            """)).ShouldBe(0);
    }

    private async Task<bool> QuietlyAsync(string sql)
    {
        try
        {
            await _house.RunAsync(sql);
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UniqueViolation)
        {
            return false;
        }
    }

    private static byte[] Browser(int number) => SHA256.HashData(BitConverter.GetBytes(number));
}
