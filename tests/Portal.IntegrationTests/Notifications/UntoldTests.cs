using Microsoft.EntityFrameworkCore;
using Portal.Core.Notifications;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>Whom no message reaches, and who must act, is somebody's task until somebody has told them.</summary>
public sealed class UntoldTests : MessageFixture
{
    private static readonly Actor s_registrar = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Registrar, Scope.Of(House.Pulomerak))]);

    [Fact]
    public async Task View_ReadyCards_ListsThoseWhomNothingReachedUntilTheyAreTold()
    {
        var reached = await ReadyAsync(1, MessageState.Delivered);
        var failed = await ReadyAsync(2, MessageState.Failed);
        var silent = await ReadyAsync(3, null, channel: "None");
        var unwanted = await ReadyAsync(4, MessageState.OptedOut);
        var forgotten = await ReadyAsync(5, null);

        var list = await ViewAsync();
        list.Rows.Select(r => (r.Register, r.Reason)).ShouldBe(
            [(failed, UntoldReason.Failed), (silent, UntoldReason.NoPhone), (unwanted, UntoldReason.OptedOut), (forgotten, UntoldReason.NoMessage)], ignoreOrder: true);
        list.Rows.ShouldAllBe(r => r.News == MessageEvent.CardReady);
        list.Villages.Sum(v => v.Count).ShouldBe(list.Total);

        (await NoteAsync(silent, "ya")).ShouldBe("reason_required");
        (await NoteAsync(silent, "lewat ketua RT")).ShouldBeNull();
        (await NoteAsync(silent, "lewat ketua RT")).ShouldBe("message_nothing_to_tell");
        (await NoteAsync(reached, "lewat ketua RT")).ShouldBe("message_nothing_to_tell");

        (await ViewAsync()).Rows.Select(r => r.Register).ShouldBe([failed, unwanted, forgotten], ignoreOrder: true);
        await using var db = House.Db();
        var trail = await db.AuditEvents.SingleAsync(e => e.Verb == "message.told_in_person");
        (trail.StaffId, trail.Reason, trail.Detail).ShouldBe((s_registrar.StaffId, "lewat ketua RT", "CardReady"));

        // The next news is another task.
        await House.RunAsync("UPDATE applications SET state_since = state_since + interval '1 day' WHERE channel = 'None'");
        (await ViewAsync()).Rows.Select(r => r.Register).ShouldContain(silent);
    }

    [Fact]
    public async Task View_CardsThatOnlyProceed_ListsNobody()
    {
        await WriteAsync(2);
        await House.RunAsync("UPDATE outbox_messages SET state = 'Failed'");

        (await ViewAsync()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task View_ClosedDay_ListsWhomNoMessageReachedUntilTheyAreToldOrMove()
    {
        var tuesday = new DateOnly(2026, 12, 8);
        List<RegisterNumber> people = [];
        for (var person = 1; person <= 5; person++)
        {
            people.Add((await House.BookAsync(House.Person(person), At(tuesday, 7 + person))).Value.Register);
        }

        var (reached, failed, silent, unwanted, own) = (people[0], people[1], people[2], people[3], people[4]);
        await House.RunAsync($"UPDATE applications SET channel = 'None' WHERE register = '{silent.Value}'");
        await CloseAsync(tuesday);
        await MessageBecomesAsync(failed, "Failed");
        await MessageBecomesAsync(unwanted, "OptedOut");
        await MessageBecomesAsync(own, "Failed");

        var list = await ViewAsync();
        list.Rows.Select(r => (r.Register, r.Reason)).ShouldBe(
            [(failed, UntoldReason.Failed), (silent, UntoldReason.NoPhone), (unwanted, UntoldReason.OptedOut), (own, UntoldReason.Failed)], ignoreOrder: true);
        list.Rows.ShouldAllBe(r => r.News == MessageEvent.BookingMoved && r.Start!.Value.Day > 8);
        list.Villages.Sum(v => v.Count).ShouldBe(list.Total);

        // Whoever moves it knows of it; what is noted of other news does not count.
        var id = await House.ApplicationIdAsync(own);
        (await House.Get<RescheduleAppointment>().ExecuteAsync(new(id, At(new DateOnly(2026, 12, 11), 9), Guid.NewGuid()), Actor.Resident(id), default)).Succeeded.ShouldBeTrue();
        (await NoteAsync(silent, "didatangi RT")).ShouldBe("message_nothing_to_tell");
        (await NoteAsync(reached, "didatangi RT", MessageEvent.BookingMoved)).ShouldBe("message_nothing_to_tell");
        (await NoteAsync(silent, "didatangi RT", MessageEvent.BookingMoved)).ShouldBeNull();
        (await ViewAsync()).Rows.Select(r => r.Register).ShouldBe([failed, unwanted], ignoreOrder: true);

        // Its time is over: nobody has to hear of it any more.
        House.Time.Advance(TimeSpan.FromDays(3));
        (await ViewAsync()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task View_MovedTwice_ListsTheLastMoveOnly()
    {
        var (tuesday, wednesday) = (new DateOnly(2026, 12, 8), new DateOnly(2026, 12, 9));
        var person = (await House.BookAsync(House.Person(1), At(tuesday, 8))).Value.Register;
        await House.RunAsync("UPDATE applications SET channel = 'None'");
        await CloseAsync(tuesday);
        (await NoteAsync(person, "didatangi RT", MessageEvent.BookingMoved)).ShouldBeNull();
        (await ViewAsync()).Total.ShouldBe(0);
        House.Time.Advance(TimeSpan.FromMinutes(1));

        await CloseAsync(wednesday, revision: 1);

        (await ViewAsync()).Rows.Select(r => (r.Register, r.Start)).ShouldBe([(person, At(new DateOnly(2026, 12, 10), 8))]);
    }

    [Fact]
    public async Task View_WithdrawnVisit_StaysUntilAnotherIsBooked()
    {
        var tuesday = new DateOnly(2026, 12, 8);
        var booked = (await House.BookAsync(House.Person(1), At(tuesday, 8))).Value;
        await House.RunAsync("UPDATE applications SET channel = 'None'");
        await CloseAsync(tuesday, withdraw: true);
        House.Time.Advance(TimeSpan.FromDays(3));

        var row = (await ViewAsync()).Rows.Single();
        (row.Register, row.News, row.Start, row.Days).ShouldBe((booked.Register, MessageEvent.VisitWithdrawn, null, 3));

        var id = await House.ApplicationIdAsync(booked.Register);
        (await House.Get<BookFollowUp>().ExecuteAsync(new(id, At(new DateOnly(2026, 12, 14), 8), Guid.NewGuid()), Actor.Resident(id), default)).Succeeded.ShouldBeTrue();
        (await ViewAsync()).Total.ShouldBe(0);
    }

    [Fact]
    public async Task Paper_OfAVillage_MasksNames()
    {
        await using var portal = await PortalFactory.StartAsync();
        var registrar = await StaffBrowser.SignedInAsync(portal, "loket-uji", StaffRole.Registrar, Scope.Of(House.Pulomerak));
        await using (var db = portal.OpenDb())
        {
            var at = portal.Time.GetUtcNow();
            await db.AddCardAsync(portal.Get<KeyRing>(), portal.Get<PersonalDataVault>(), House.Pulomerak, 1, at, at, at, at);
            await db.SaveChangesAsync();
        }

        await registrar.GetAsync("/petugas/pesan/hubungi/daftar");
        registrar.Page.QuerySelectorAll("section.leaf tbody tr").Length.ShouldBe(1);
        registrar.Text.ShouldNotContain("Warga Contoh");
        registrar.Text.ShouldContain(PersonName.Masked("Warga Contoh"));
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(7));

    private async Task CloseAsync(DateOnly day, int revision = 0, bool withdraw = false)
    {
        var camat = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Supervisor, Scope.Of(House.Pulomerak))]);
        var hall = (await House.Get<OfficeDirectory>().GetAsync()).Find(House.Pulomerak)!.Hall.Point.Id;
        var close = new CalendarChange.CloseDays(day, day, new LocalizedText("Listrik padam", null));
        Dictionary<Guid, DateTimeOffset?> wishes = [];
        var seen = (await House.Get<PreviewCalendarChange>().ExecuteAsync(new(House.Pulomerak, hall, close, wishes), camat, default)).Value;
        if (withdraw)
        {
            wishes = seen.Visits.ToDictionary(v => v.Move.Appointment, _ => (DateTimeOffset?)null);
            seen = (await House.Get<PreviewCalendarChange>().ExecuteAsync(new(House.Pulomerak, hall, close, wishes), camat, default)).Value;
        }

        (await House.Get<ChangeCalendar>().ExecuteAsync(new(House.Pulomerak, hall, close, revision, [.. seen.Visits.Select(v => v.Move)], Guid.NewGuid()), camat, default)).Succeeded.ShouldBeTrue();
    }

    private async Task MessageBecomesAsync(RegisterNumber register, string state) =>
        await House.RunAsync($"UPDATE outbox_messages SET state = '{state}' WHERE event = 'DayClosed' AND application_id = '{await House.ApplicationIdAsync(register)}'");

    private async Task<UntoldList> ViewAsync() => (await House.Get<ViewUntold>().ExecuteAsync(new(House.Pulomerak), s_registrar, default)).Value;

    private async Task<string?> NoteAsync(RegisterNumber register, string how, MessageEvent news = MessageEvent.CardReady)
    {
        var result = await House.Get<NoteToldInPerson>().ExecuteAsync(new(register, news, how, Guid.NewGuid()), s_registrar, default);
        return result.Succeeded ? null : result.Error.Code;
    }

    private async Task<RegisterNumber> ReadyAsync(int person, MessageState? state, string channel = "Sms")
    {
        await using var db = House.Db();
        var now = House.Time.UtcNow;
        var application = await db.AddCardAsync(House.Get<KeyRing>(), House.Get<PersonalDataVault>(), House.Pulomerak, person, now, now, now, now);
        if (state is not null)
        {
            db.Outbox.Add(House.Get<MessageComposer>().Compose(db, application, MessageEvent.CardReady, "uji", new MessageFacts { Register = application.Register, Office = "Pulomerak", Link = "https://ektp.example/k/0" }, now)!);
        }

        await db.SaveChangesAsync();
        await House.RunAsync($"UPDATE outbox_messages SET state = '{state}' WHERE application_id = '{application.Id}'");
        await House.RunAsync($"UPDATE applications SET channel = '{channel}' WHERE id = '{application.Id}'");
        return application.Register;
    }
}
