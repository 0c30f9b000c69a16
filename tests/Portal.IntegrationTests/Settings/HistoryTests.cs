using Portal.Core.Notifications;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Settings;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Settings;

/// <summary>Whatever may change while the portal runs stands in one history, in words.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private static readonly DateOnly s_tuesday = new(2026, 12, 8);

    private House _house = null!;
    private Actor _admin = null!;
    private Actor _camat = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _admin = await _house.AdminAsync();
        _camat = await _house.HireAsync("camat", new RoleAssignment(StaffRole.Supervisor, Scope.Of(House.Pulomerak)));
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Calendar_EveryChange_SaysWhatIsNewAndWhatIsGone()
    {
        var hall = (await _house.Get<OfficeDirectory>().GetAsync()).Find(House.Pulomerak)!.Hall.Point;
        await _house.BookAsync(House.Person(1), new DateTimeOffset(s_tuesday.ToDateTime(new TimeOnly(8, 0)), TimeSpan.FromHours(7)));
        await ChangeAsync(hall, new CalendarChange.CloseDays(s_tuesday, s_tuesday.AddDays(1), new("Listrik padam", "Power cut")), 0);
        await ChangeAsync(hall, new CalendarChange.AddHours(new DateOnly(2026, 12, 12), new TimeOnly(8, 0), new TimeOnly(10, 30)), 1);
        await ChangeAsync(hall, new CalendarChange.LiftClosure(s_tuesday), 2);
        await ChangeAsync(hall, new CalendarChange.PlanFrom(new PointPlan(new DateOnly(2026, 12, 14), [new(DayOfWeek.Monday, new TimeOnly(8, 0), new TimeOnly(12, 0)), new(DayOfWeek.Tuesday, new TimeOnly(8, 0), new TimeOnly(12, 0))], hall.Slots)), 3);
        (await _house.Get<AddServicePoint>().ExecuteAsync(new(House.Pulomerak, new("Gedung serbaguna"), Guid.NewGuid()), _camat, default)).Succeeded.ShouldBeTrue();

        var lines = await LinesAsync("calendar");
        var name = hall.Name.Indonesian;
        lines.Where(l => l.Field is "closures" or "extraHours").Select(l => (l.Field, l.Before, l.After)).ShouldBe(
        [
            ("closures", $"{name}: 8 Desember 2026 sampai 9 Desember 2026 Listrik padam", null),
            ("extraHours", null, $"{name}: 12 Desember 2026 08.00–10.30"),
            ("closures", null, $"{name}: 8 Desember 2026 sampai 9 Desember 2026 Listrik padam"),
        ]);
        lines.Single(l => l.Field == "pointPlans").After!.ShouldStartWith($"{name}: mulai 14 Desember 2026 Senin, Selasa 08.00–12.00, {hall.Slots.SlotMinutes} menit");
        lines.Single(l => l.Field == "pointName").After.ShouldBe("Gedung serbaguna: Gedung serbaguna");
        lines.ShouldAllBe(l => l.Office == House.Pulomerak && l.By == "Petugas Uji");
    }

    [Fact]
    public async Task Holidays_Entered_AreListedByYearWithWhatWasReplaced()
    {
        await HolidaysAsync("1/1/2027 Tahun Baru | New Year's Day", "");
        await HolidaysAsync("1/1/2027 Tahun Baru | New Year's Day\n17/8/2027 Proklamasi", "1/1/2027 Tahun Baru | New Year's Day");
        await HolidaysAsync("17/8/2027 Proklamasi", "1/1/2027 Tahun Baru | New Year's Day\n17/8/2027 Proklamasi");

        (await LinesAsync("holidays")).Select(l => (l.Office, l.Field, l.Before, l.After)).ShouldBe(
        [
            (null, "2027", "1/1/2027 Tahun Baru | New Year's Day", null),
            (null, "2027", null, "17/8/2027 Proklamasi"),
            (null, "2027", null, "1/1/2027 Tahun Baru | New Year's Day"),
        ]);
    }

    [Fact]
    public async Task Budget_PricesLimitAndRaise_AreInWords()
    {
        (await _house.Get<SetMessageBudget>().ExecuteAsync(new(House.Pulomerak, 350, 500, SpendingUnit.Rupiah, 50_000, 0, Guid.NewGuid()), _camat, default)).Errors.ShouldBeEmpty();
        (await _house.Get<RaiseMessageCap>().ExecuteAsync(new(House.Pulomerak, 75_000, "Pengumuman blangko", await VersionAsync(), Guid.NewGuid()), _camat, default)).Errors.ShouldBeEmpty();
        (await _house.Get<SetMessageBudget>().ExecuteAsync(new(House.Pulomerak, 350, null, SpendingUnit.Parts, 1_200, await VersionAsync(), Guid.NewGuid()), _camat, default)).Errors.ShouldBeEmpty();

        (await LinesAsync("budget")).Select(l => (l.Field, l.Before?.Replace('\u00a0', ' '), l.After?.Replace('\u00a0', ' '))).ShouldBe(
        [
            ("raisedCap", "Rp 75.000, 7 Desember 2026", null),
            ("messageCap", "Rp 50.000", "1.200 bagian"),
            ("whatsAppPrice", "Rp 500", null),
            ("raisedCap", null, "Rp 75.000, 7 Desember 2026"),
            ("messageCap", null, "Rp 50.000"),
            ("whatsAppPrice", null, "Rp 500"),
            ("smsPrice", null, "Rp 350"),
        ]);
    }

    [Fact]
    public async Task Template_Mapped_IsNamedByItsMessage()
    {
        const string sid = "HX0123456789abcdef0123456789abcdef";
        (await _house.Get<MapWhatsAppTemplate>().ExecuteAsync(new(MessageEvent.CardReady, Language.English, sid, null, Guid.NewGuid()), _admin, default)).Errors.ShouldBeEmpty();
        (await _house.Get<MapWhatsAppTemplate>().ExecuteAsync(new(MessageEvent.CardReady, Language.English, sid, sid, Guid.NewGuid()), _admin, default)).Errors.ShouldBeEmpty();

        (await LinesAsync("template")).Select(l => (l.Office, l.Field, l.Before, l.After)).ShouldBe([(null, "CardReady.English", null, sid)]);
    }

    [Fact]
    public async Task Page_ShowsEverySubjectInWords()
    {
        await using var portal = await PortalFactory.StartAsync();
        var admin = await StaffBrowser.SignedInAsync(portal, "admin-uji", StaffRole.Admin, Scope.Installation);
        var actor = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation), new RoleAssignment(StaffRole.Supervisor, Scope.Of(House.Pulomerak))]);
        (await portal.Get<MapWhatsAppTemplate>().ExecuteAsync(new(MessageEvent.CardReady, Language.English, "HX0123456789abcdef0123456789abcdef", null, Guid.NewGuid()), actor, default)).Errors.ShouldBeEmpty();
        (await portal.Get<SetMessageBudget>().ExecuteAsync(new(House.Pulomerak, 350, null, SpendingUnit.Parts, 1_200, 0, Guid.NewGuid()), actor, default)).Errors.ShouldBeEmpty();
        (await portal.Get<AddServicePoint>().ExecuteAsync(new(House.Pulomerak, new("Gedung serbaguna"), Guid.NewGuid()), actor, default)).Succeeded.ShouldBeTrue();
        (await portal.Get<ChangeHolidays>().ExecuteAsync(new(2028, "17/8/2028 Proklamasi", "", [], Guid.NewGuid()), actor, default)).Errors.ShouldBeEmpty();

        await admin.GetAsync("/petugas/pengaturan");

        var rows = admin.Page.QuerySelectorAll("[data-history] tbody tr").Select(r => r.QuerySelectorAll("td")[1]).Select(c => $"{c.ChildNodes[0].TextContent.Trim()} / {c.QuerySelector("small")!.TextContent}").ToList();
        rows.ShouldContain("KTP-el siap diambil (Inggris) / Seluruh instalasi, templat WhatsApp");
        rows.ShouldContain("Batas pesan sehari / Pulomerak, biaya pesan");
        rows.ShouldContain("Tempat layanan / Pulomerak, kalender");
        rows.ShouldContain("2028 / Seluruh instalasi, hari libur");
    }

    private async Task<IReadOnlyList<ChangeLine>> LinesAsync(string subject) => (await _house.Get<ViewChanges>().ExecuteAsync(new(Subject: subject), _admin, default)).Value.Lines;

    private async Task<uint> VersionAsync() => (await _house.Get<ViewMessageBudget>().ExecuteAsync(new(House.Pulomerak), _camat, default)).Value.Budget!.Version;

    private async Task ChangeAsync(ServicePoint hall, CalendarChange change, int revision)
    {
        var seen = (await _house.Get<PreviewCalendarChange>().ExecuteAsync(new(House.Pulomerak, hall.Id, change, new Dictionary<Guid, DateTimeOffset?>()), _camat, default)).Value;
        (await _house.Get<ChangeCalendar>().ExecuteAsync(new(House.Pulomerak, hall.Id, change, revision, [.. seen.Visits.Select(v => v.Move)], Guid.NewGuid()), _camat, default)).Errors.ShouldBeEmpty();
    }

    private async Task HolidaysAsync(string list, string before) =>
        (await _house.Get<ChangeHolidays>().ExecuteAsync(new(2027, list, before, [], Guid.NewGuid()), _admin, default)).Errors.ShouldBeEmpty();
}
