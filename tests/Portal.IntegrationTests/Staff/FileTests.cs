using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Notifications;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

public sealed class FileTests : DeskFixture
{
    [Fact]
    public async Task ViewToday_OfTheOffice_ShowsItsRowsByTime()
    {
        await BookTodayAsync(House.Person(1));
        await BookTodayAsync(House.Person(2) with { Name = "Ni’matul Ulya", BirthYear = "1991", Needs = ["elderly"] });

        var day = (await House.Get<ViewToday>().ExecuteAsync(new(House.Pulomerak), Registrar, Never)).Value;
        var named = (await House.Get<ViewToday>().ExecuteAsync(new(House.Pulomerak, Search: "nimatul"), Registrar, Never)).Value;
        var byNik = (await House.Get<ViewToday>().ExecuteAsync(new(House.Pulomerak, Search: House.Person(1).Nik), Registrar, Never)).Value;
        var here = (await House.Get<ViewToday>().ExecuteAsync(new(House.Pulomerak, State: AppointmentState.CheckedIn), Registrar, Never)).Value;

        day.Rows.Count.ShouldBe(2);
        day.Rows.ShouldBeInOrder(SortDirection.Ascending, Comparer<DayRow>.Create((a, b) => a.Start.CompareTo(b.Start)));
        day.Counts.ShouldBe(new DayCounts(2, 0, 0, 0, 0));
        named.Rows.ShouldHaveSingleItem().Needs.ShouldBe(SpecialNeeds.Elderly);
        named.Rows[0].NikMismatch.ShouldBeTrue();
        byNik.Rows.ShouldHaveSingleItem().Name.ShouldBe("Warga Contoh");
        here.Rows.ShouldBeEmpty();
        here.Counts.All.ShouldBe(2);
    }

    [Fact]
    public async Task ViewToday_ByOthers_IsRefused()
    {
        (await House.Get<ViewToday>().ExecuteAsync(new(House.Pulomerak), Elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<ViewToday>().ExecuteAsync(new(House.Pulomerak), Admin, Never)).Error.ShouldBe(AccessErrors.Forbidden);
    }

    [Fact]
    public async Task FindApplications_ByNumberNikAndName_FindsInTheOwnOfficesOnly()
    {
        var (booked, _) = await BookTodayAsync(House.Person(1) with { Name = "Siti Nurhaliza Contoh" });
        await BookTodayAsync(House.Person(2) with { Name = "Budi Setiawan" });

        async Task<IReadOnlyList<FoundApplication>> FindAsync(string text, Actor actor) => (await House.Get<FindApplications>().ExecuteAsync(new(text), actor, Never)).Value.Rows;

        (await FindAsync(booked.Register.Grouped, Registrar)).ShouldHaveSingleItem().BirthYear.ShouldBe(1990);
        (await FindAsync($"https://ektp.example/status/{booked.Register}", Registrar)).ShouldHaveSingleItem();
        (await FindAsync(House.Person(1).Nik!, Registrar)).ShouldHaveSingleItem().Village.ShouldBe("Tamansari");
        (await FindAsync("nurhaliza", Registrar)).ShouldHaveSingleItem();
        (await FindAsync("Siti Nurhalisa Conto", Registrar)).ShouldHaveSingleItem().Name.ShouldBe("Siti Nurhaliza Contoh");
        (await FindAsync("nurhaliza", Elsewhere)).ShouldBeEmpty();
        (await FindAsync(booked.Register.Value, Elsewhere)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ab", "search_too_short")]
    [InlineData("12345", "search_number")]
    [InlineData("1234567891", "register_check_digit")]
    [InlineData("3672037205900001", "nik_birth_day")]
    [InlineData("%%%", "search_too_short")]
    public async Task FindApplications_Unreadable_SaysWhy(string text, string code) =>
        (await House.Get<FindApplications>().ExecuteAsync(new(text), Registrar, Never)).Error.Code.ShouldBe(code);

    [Fact]
    public async Task ViewApplication_ByStaff_MasksAndIsNoted()
    {
        var (booked, appointment) = await BookTodayAsync(House.Person(1));

        var file = (await House.Get<ViewApplication>().ExecuteAsync(new(booked.Register), Registrar, Never)).Value;

        var person = House.Person(1);
        file.NikMasked.ShouldBe(Nik.Parse(person.Nik).Value.Masked);
        file.PhoneMasked.ShouldBe(PhoneNumber.Parse(person.Phone).Value.Masked);
        file.BirthYear.ShouldBe(1990);
        file.Appointments.ShouldHaveSingleItem().Id.ShouldBe(appointment.Id);
        file.Messages.ShouldBe(1);
        file.CanFreeNik.ShouldBeTrue();
        (await TrailAsync(file.Id)).ShouldBe(["application.submitted", "application.viewed"]);
        (await House.Get<ViewApplication>().ExecuteAsync(new(booked.Register), Elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
    }

    [Fact]
    public async Task Unmask_WithAReason_ShowsTheValueAndNotesTheReason()
    {
        var (booked, _) = await BookTodayAsync(House.Person(1));
        var unmask = House.Get<UnmaskPersonalData>();

        (await unmask.ExecuteAsync(new(booked.Register, PersonalField.Nik, "cocokkan dengan KK"), Registrar, Never)).Value.ShouldBe(House.Person(1).Nik);
        (await unmask.ExecuteAsync(new(booked.Register, PersonalField.BirthDate, "cocokkan dengan KK"), Registrar, Never)).Value.ShouldBe("2 Mei 1990");
        (await unmask.ExecuteAsync(new(booked.Register, PersonalField.Phone, " abc "), Registrar, Never)).Error.ShouldBe(AccessErrors.ReasonRequired);
        (await unmask.ExecuteAsync(new(booked.Register, PersonalField.Phone, "telepon 0812-3456-7890"), Registrar, Never)).Error.ShouldBe(StaffErrors.ReasonPersonalData);
        (await unmask.ExecuteAsync(new(booked.Register, PersonalField.Nik, "ingin tahu saja"), Printer, Never)).Error.ShouldBe(AccessErrors.Forbidden);
        (await unmask.ExecuteAsync(new(booked.Register, PersonalField.Nik, "ingin tahu saja"), Elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);

        await using var db = House.Db();
        var notes = await db.AuditEvents.Where(e => e.Verb == "application.unmasked").OrderBy(e => e.Id).Select(e => new { e.Detail, e.Reason }).ToListAsync();
        notes.Select(n => n.Detail).ShouldBe(["nik", "birthDate"]);
        notes.ShouldAllBe(n => n.Reason == "cocokkan dengan KK");
    }

    [Fact]
    public async Task FreeNik_UsedBySomebodyElse_LetsTheOwnerBook()
    {
        var (booked, appointment) = await BookTodayAsync(House.Person(1));
        var file = (await House.Get<ViewApplication>().ExecuteAsync(new(booked.Register), Registrar, Never)).Value;
        var command = new FreeNik.Command(file.Id, file.Version, "pemilik NIK datang dengan KK", Guid.NewGuid());

        (await House.Get<FreeNik>().ExecuteAsync(command with { Version = file.Version + 1 }, Registrar, Never)).Error.ShouldBe(AccessErrors.StalePage);
        (await House.Get<FreeNik>().ExecuteAsync(command with { Reason = "" }, Registrar, Never)).Error.ShouldBe(AccessErrors.ReasonRequired);
        (await House.Get<FreeNik>().ExecuteAsync(command, Elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<FreeNik>().ExecuteAsync(command, Registrar, Never)).Value.ShouldBe(booked.Register);
        (await House.Get<FreeNik>().ExecuteAsync(command, Registrar, Never)).Value.ShouldBe(booked.Register, "a double click is one act");

        (await AppointmentOfAsync(booked.Register)).State.ShouldBe(AppointmentState.Cancelled);
        (await House.ScalarAsync<int>($"SELECT taken FROM slot_occupancies WHERE service_point_id = '{appointment.ServicePointId}'")).ShouldBe(0);
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE event = 'BookingCancelled'")).ShouldBe(1);
        await BookTodayAsync(House.Person(1) with { Phone = "081298765432" });
    }

    [Fact]
    public async Task ReprintReceipt_ByTheDesk_CarriesTheStatusAddressAndNoSecret()
    {
        var (booked, _) = await BookTodayAsync(House.Person(1));

        var receipt = (await House.Get<ReprintReceipt>().ExecuteAsync(new(booked.Register), Registrar, Never)).Value;

        receipt.StatusUrl.ShouldBe($"https://ektp.example/status/{booked.Register}");
        receipt.Start.ShouldBe(booked.Start);
        receipt.ToString().ShouldNotContain(booked.LinkCode);
        (await TrailAsync(await House.ApplicationIdAsync(booked.Register))).ShouldContain("application.receipt_reprinted");
    }

    [Fact]
    public async Task ViewMessages_OutsideDevelopment_HidesLinksAndMasksPhones()
    {
        var (booked, _) = await BookTodayAsync(House.Person(1));

        var list = (await House.Get<ViewMessages>().ExecuteAsync(new(House.Pulomerak), Registrar, Never)).Value;

        var message = list.Rows.ShouldHaveSingleItem();
        message.Body.ShouldNotContain(booked.LinkCode);
        message.Body.ShouldContain("/k/••••••");
        message.Body.ShouldContain(booked.Register.Grouped);
        message.Recipient.ShouldBe(PhoneNumber.Parse(House.Person(1).Phone).Value.Masked);
        message.State.ShouldBe(MessageState.Pending);
        list.Pending.ShouldBe(1);
        (await House.Get<ViewMessages>().ExecuteAsync(new(House.Pulomerak), Elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await House.Get<ViewMessages>().ExecuteAsync(new(House.Pulomerak), Printer, Never)).Error.ShouldBe(AccessErrors.Forbidden);
    }
}
