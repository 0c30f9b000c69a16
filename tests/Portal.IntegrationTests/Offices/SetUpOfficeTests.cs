using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.PublicInfo;
using Portal.Infrastructure.Settings;
using Portal.Infrastructure.Staff;
using Portal.Infrastructure.Stock;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Offices;

/// <summary>An office is entered, worded and opened without a programmer; everybody else's typing survives.</summary>
public sealed class SetUpOfficeTests : IAsyncLifetime
{
    private static readonly OfficeCode s_new = OfficeCode.Parse("36.72.09").Value;
    private static readonly Dictionary<string, string> s_umpama = new() { ["name"] = "Umpama", ["regency"] = "Kota Cilegon", ["timeZone"] = "WIT" };

    private readonly Actor _city = Admin(Scope.OfRegency("36.72"));
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Create_ByTheCity_IsInPreparationWithAHallAndKnownToStaffOnly()
    {
        (await CreateAsync("367209", "1001 Contoh\n2001 Desa Ibarat")).Value.ShouldBe(s_new);

        var catalogue = await _house.Get<OfficeDirectory>().GetAsync();
        var office = catalogue[s_new];
        (office.Office.TimeZone, office.Rules.Standing).ShouldBe(("Asia/Jayapura", OfficeStanding.Preparing));
        office.Villages.Select(v => (v.Name, v.Kind)).ShouldBe([("Contoh", VillageKind.Kelurahan), ("Ibarat", VillageKind.Desa)]);
        office.Calendar.IsOpenOn(new DateOnly(2026, 12, 8)).ShouldBeTrue();
        catalogue.Public.ShouldNotContain(office);

        // Residents and machines do not know of it, in any list or by its address; whoever sets it up sees its times.
        var today = DateOnly.FromDateTime(_house.Time.GetUtcNow().UtcDateTime);
        (await _house.Get<FindFreeSlots>().ExecuteAsync(new(s_new, today, today.AddDays(7)), Actor.Visitor, default)).Error.Code.ShouldBe("office_unknown");
        (await _house.Get<FindFreeDays>().ExecuteAsync(new(s_new), _city, default)).Value.Days.ShouldNotBeEmpty();
        (await _house.Get<ViewServices>().ExecuteAsync(new(s_new), Actor.Visitor, default)).Error.Code.ShouldBe("office_unknown");
        (await _house.Get<ViewServices>().ExecuteAsync(new(null), Actor.Visitor, default)).Value.Offices.Count.ShouldBe(5);
        (await _house.Get<ViewStockBoards>().ExecuteAsync(Actor.Visitor, default)).Value.Count.ShouldBe(5);
        (await _house.Get<ViewStockBoard>().ExecuteAsync(new(s_new), Actor.Visitor, default)).Error.ShouldBe(AccessErrors.NotFound);
        var slot = (await _house.Get<FindFreeSlots>().ExecuteAsync(new(s_new, today, today.AddDays(7)), _city, default)).Value[0];
        (await _house.Get<HoldPlace>().ExecuteAsync(new(null, new byte[32], ServiceSlug.New, s_new, slot.Start, Language.Indonesian), Actor.Visitor, default)).Error.Code.ShouldBe("office_unknown");
    }

    [Fact]
    public async Task Create_OutsideTheScopeTakenOrWrong_IsToldWithEveryFault()
    {
        (await CreateAsync("64.72.09", "")).Error.ShouldBe(OfficeErrors.OutOfScope);
        (await CreateAsync("36.72.03", "")).Error.ShouldBe(OfficeErrors.CodeTaken("Pulomerak"));
        (await CreateAsync("36.72", "", new() { ["name"] = " ", ["regency"] = "", ["timeZone"] = "UTC" })).Errors.Select(e => e.Field).ShouldBe(["code", "name", "regency", "timeZone"], ignoreOrder: true);
        (await CreateAsync("36.72.09", "1001 Contoh\nContoh")).Error.ShouldBe(OfficeErrors.VillageLineUnreadable(2));
        (await CreateAsync("36.72.09", "", actor: Admin(Scope.Of(House.Pulomerak)))).Error.ShouldBe(OfficeErrors.OutOfScope);
        (await CountAsync("SELECT count(*) FROM offices")).ShouldBe(5);
    }

    [Fact]
    public async Task Create_FiftyAtOnce_MakesOneOffice()
    {
        var answers = await House.FiftyAtOnceAsync(_ => CreateAsync("36.72.09", "1001 Contoh"));

        answers.Count(a => a.Succeeded).ShouldBe(1);
        answers.Where(a => !a.Succeeded).ShouldAllBe(a => a.Error == OfficeErrors.CodeTaken("Umpama"));
        (await CountAsync("SELECT count(*) FROM villages WHERE office_code = '36.72.09'")).ShouldBe(1);

        var command = new CreateOffice.Command("36.72.08", s_umpama, "", Guid.NewGuid());
        (await House.FiftyAtOnceAsync(_ => _house.Get<CreateOffice>().ExecuteAsync(command, _city, default))).ShouldAllBe(a => a.Succeeded);
    }

    [Fact]
    public async Task Open_WithWhatIsMissingTold_ShowsItToResidentsAndCloseKeepsWhatIsBooked()
    {
        await CreateAsync("36.72.09", "");
        (await StandAsync(OfficeStanding.Preparing, OfficeStanding.Open)).Error.ShouldBe(OfficeErrors.NotReady);
        await DoAsync(_house.Get<AddVillages>().ExecuteAsync(new(s_new, "1001 Contoh", Guid.NewGuid()), _city, default));

        (await BoardAsync()).Ready.Missing.ShouldBe([OfficeNeed.Contact, OfficeNeed.Letters, OfficeNeed.Registrar, OfficeNeed.Operator, OfficeNeed.Services]);
        await _house.Get<CreateStaff>().ExecuteAsync(new("register.umpama", "Petugas Uji", [new(StaffRole.Registrar, Scope.Of(s_new)), new(StaffRole.Operator, Scope.Of(s_new))]), _city, default);
        await DoAsync(_house.Get<ReviewOffice>().ExecuteAsync(new(s_new, Guid.NewGuid()), _city, default));
        (await BoardAsync()).Ready.Missing.ShouldBe([OfficeNeed.Contact, OfficeNeed.Letters]);

        await DoAsync(StandAsync(OfficeStanding.Preparing, OfficeStanding.Open));
        (await _house.Get<OfficeDirectory>().GetAsync()).Public.Select(o => o.Code).ShouldContain(s_new);
        (await StandAsync(OfficeStanding.Preparing, OfficeStanding.NotBooking)).Error.ShouldBe(AccessErrors.StalePage);
        // Residents hold links to it now: it does not vanish again.
        (await StandAsync(OfficeStanding.Open, OfficeStanding.Preparing)).Error.Kind.ShouldBe(ErrorKind.Invalid);

        var booked = await _house.BookAsync(House.Person(1), (await _house.SlotsAsync())[5].Start);
        await DoAsync(_house.Get<ChangeStanding>().ExecuteAsync(new(House.Pulomerak, OfficeStanding.Open, OfficeStanding.NotBooking, Guid.NewGuid()), _city, default));
        (await _house.BookAsync(House.Person(2), (await _house.SlotsAsync())[5].Start)).Error.ShouldBe(OfficeErrors.NotBooking);
        var other = (await _house.SlotsAsync())[7].Start;
        var application = await _house.ApplicationIdAsync(booked.Value.Register);
        (await _house.Get<RescheduleAppointment>().ExecuteAsync(new(application, other, Guid.NewGuid()), Actor.Resident(application), default)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Stand_ClosedToNewBookings_HoldsAtOnceOnANodeThatHasNotHeardOfIt()
    {
        var (start, held) = ((await _house.SlotsAsync())[5].Start, (await _house.SlotsAsync())[6].Start);
        await using var other = _house.OtherNode();
        other.GetRequiredService<Portal.Infrastructure.Privacy.KeyRing>().Reload();
        (await other.GetRequiredService<OfficeDirectory>().GetAsync())[House.Pulomerak].BookingRefusal.ShouldBeNull();
        await DoAsync(_house.Get<ChangeStanding>().ExecuteAsync(new(House.Pulomerak, OfficeStanding.Open, OfficeStanding.NotBooking, Guid.NewGuid()), _city, default));

        (await other.GetRequiredService<HoldPlace>().ExecuteAsync(new(null, new byte[32], ServiceSlug.New, House.Pulomerak, held, Language.Indonesian), Actor.Visitor, default)).Error.ShouldBe(OfficeErrors.NotBooking);
        other.GetRequiredService<OfficeDirectory>().Invalidate();
        await DoAsync(_house.Get<ChangeStanding>().ExecuteAsync(new(House.Pulomerak, OfficeStanding.NotBooking, OfficeStanding.Open, Guid.NewGuid()), _city, default));
        await other.GetRequiredService<OfficeDirectory>().GetAsync();
        await DoAsync(_house.Get<ChangeStanding>().ExecuteAsync(new(House.Pulomerak, OfficeStanding.Open, OfficeStanding.NotBooking, Guid.NewGuid()), _city, default));
        (await other.GetRequiredService<BookAppointment>().ExecuteAsync(BookAppointment.Command.Direct(ServiceSlug.New, House.Pulomerak, start, House.Person(1), Language.Indonesian, Portal.Core.Applications.Intake.Api), Actor.ApiClient, default)).Error.ShouldBe(OfficeErrors.NotBooking);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM slot_occupancies WHERE taken > 0")).ShouldBe(0);
    }

    [Fact]
    public async Task Change_NameAndLetters_IsOneRowOfHistoryPerFieldAndReadAtOnce()
    {
        var seen = (await BoardAsync(House.Pulomerak)).Identity;
        var command = new ChangeOffice.Command(House.Pulomerak, seen, new Dictionary<string, string>(seen) { ["name"] = "Pulo Merak", ["signatories"] = "Contoh | Camat", ["head"] = "PEMERINTAH KOTA CILEGON" }, Guid.NewGuid());

        (await House.FiftyAtOnceAsync(_ => _house.Get<ChangeOffice>().ExecuteAsync(command, _city, default))).ShouldAllBe(r => r.Succeeded);

        (await _house.Get<OfficeDirectory>().GetAsync())[House.Pulomerak].Office.Name.ShouldBe("Pulo Merak");
        var history = (await _house.Get<ViewChanges>().ExecuteAsync(new(House.Pulomerak), _city, default)).Value;
        history.Lines.Select(l => (l.Field, l.Before, l.After)).ShouldBe([("signatories", null, "Camat"), ("head", null, "PEMERINTAH KOTA CILEGON"), ("name", "Pulomerak", "Pulo Merak")]);
        await using var db = _house.Db();
        (await db.AuditEvents.CountAsync(e => e.Verb == AuditVerbs.OfficeChanged)).ShouldBe(1);
    }

    [Fact]
    public async Task Change_TimeZoneWithAppointmentsAhead_IsRefused()
    {
        await _house.BookAsync(House.Person(3), (await _house.SlotsAsync())[0].Start);
        var seen = (await BoardAsync(House.Pulomerak)).Identity;

        (await _house.Get<ChangeOffice>().ExecuteAsync(new(House.Pulomerak, seen, new Dictionary<string, string>(seen) { ["timeZone"] = "WITA" }, Guid.NewGuid()), _city, default)).Error.ShouldBe(OfficeErrors.TimeZoneInUse);
    }

    [Fact]
    public async Task Rules_TwoPeople_KeepBothOrAreTold()
    {
        var seen = (await BoardAsync(House.Pulomerak)).Rules;

        await DoAsync(RulesAsync(seen, "lowStock", "50"));
        await DoAsync(RulesAsync(seen, "lapsesAfterDays", "60"));
        (await RulesAsync(seen, "lowStock", "70")).Error.ShouldBe(AccessErrors.StalePage.For("lowStock"));

        var rules = (await _house.Get<OfficeDirectory>().GetAsync())[House.Pulomerak].Rules;
        (rules.LowStock, rules.LapsesAfterDays).ShouldBe((50, 60));
        var board = await BoardAsync(House.Pulomerak);
        board.Last[("rules", "lowStock")].At.ShouldBe(_house.Time.GetUtcNow());
        // Fifty people, each with a number of their own: one is taken, the others are told.
        var answers = await House.FiftyAtOnceAsync(i => RulesAsync(board.Rules, "lowStock", $"{200 + i}"));
        answers.Count(a => a.Succeeded).ShouldBe(1);
    }

    [Fact]
    public async Task Villages_RenamedAndRemoved_OnlyWhereNobodyComesFrom()
    {
        await _house.BookAsync(House.Person(4), (await _house.SlotsAsync())[0].Start);
        var (used, free) = (VillageCode.Parse("36.72.03.1001").Value, VillageCode.Parse("36.72.03.1002").Value);

        (await _house.Get<RemoveVillage>().ExecuteAsync(new(House.Pulomerak, used, Guid.NewGuid()), _city, default)).Error.ShouldBe(OfficeErrors.VillageInUse("Tamansari", 1));
        await DoAsync(_house.Get<RemoveVillage>().ExecuteAsync(new(House.Pulomerak, free, Guid.NewGuid()), _city, default));
        await DoAsync(_house.Get<RenameVillage>().ExecuteAsync(new(House.Pulomerak, used, "Tamansari", "Taman Sari", Guid.NewGuid()), _city, default));
        (await _house.Get<RenameVillage>().ExecuteAsync(new(House.Pulomerak, used, "Tamansari", "Lain", Guid.NewGuid()), _city, default)).Error.ShouldBe(AccessErrors.StalePage);
        (await _house.Get<RenameVillage>().ExecuteAsync(new(House.Pulomerak, used, "Taman Sari", "9", Guid.NewGuid()), _city, default)).Error.ShouldBe(OfficeErrors.VillageNameInvalid);

        (await BoardAsync(House.Pulomerak)).Villages.Select(v => v.Name).ShouldBe(["Taman Sari", "Mekarsari", "Suralaya"]);
    }

    [Fact]
    public async Task Service_WordedByTheOffice_IsReadByResidentsUntilItIsSetBack()
    {
        var line = (await BoardAsync(House.Pulomerak)).Services.Single(s => s.National.Slug == ServiceSlug.Damaged);
        await DoAsync(_house.Get<WordService>().ExecuteAsync(new(House.Pulomerak, ServiceSlug.Damaged, line.Texts, new Dictionary<string, string>(line.Texts) { ["requirements"] = "KTP-el rusak dan map biru" }, Guid.NewGuid()), _city, default));

        (await RequirementsAsync()).ShouldBe(["KTP-el rusak dan map biru"]);
        var own = (await BoardAsync(House.Pulomerak)).Services.Single(s => s.National.Slug == ServiceSlug.Damaged);
        await DoAsync(_house.Get<WordService>().ExecuteAsync(new(House.Pulomerak, ServiceSlug.Damaged, own.Texts, own.Common, Guid.NewGuid()), _city, default));
        (await RequirementsAsync()).ShouldBe(["KTP-el yang rusak"]);

        async Task<IEnumerable<string>> RequirementsAsync() =>
            (await _house.Get<ViewServices>().ExecuteAsync(new(House.Pulomerak), Actor.Visitor, default)).Value.Services.Single(s => s.National.Slug == ServiceSlug.Damaged).Requirements.Select(r => r.Text.Indonesian);
    }

    [Fact]
    public async Task History_NobodyChangesIt()
    {
        await DoAsync(_house.Get<ReviewOffice>().ExecuteAsync(new(House.Pulomerak, Guid.NewGuid()), _city, default));

        foreach (var sql in (string[])["UPDATE setting_changes SET after = 'lain'", "DELETE FROM setting_changes", "TRUNCATE setting_changes"])
        {
            (await Should.ThrowAsync<PostgresException>(() => _house.RunAsync(sql))).MessageText.ShouldContain("append-only");
        }
    }

    [Fact]
    public async Task Offices_FromBeforeThereWasAStanding_AreOpen()
    {
        await _house.RunAsync("UPDATE offices SET rules = rules - 'standing', letters = '{}'");

        (await _house.Get<OfficeDirectory>().GetAsync()).Public.Count.ShouldBe(5);
    }

    private static Actor Admin(Scope scope) => Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, scope)]);

    private static async Task DoAsync(Task<Result> act) => (await act).Errors.ShouldBeEmpty();

    private Task<Result<OfficeCode>> CreateAsync(string code, string villages, Dictionary<string, string>? identity = null, Actor? actor = null) =>
        _house.Get<CreateOffice>().ExecuteAsync(new(code, identity ?? s_umpama, villages, Guid.NewGuid()), actor ?? _city, default);

    private Task<Result> StandAsync(OfficeStanding seen, OfficeStanding to) => _house.Get<ChangeStanding>().ExecuteAsync(new(s_new, seen, to, Guid.NewGuid()), _city, default);

    private Task<Result> RulesAsync(IReadOnlyDictionary<string, string> seen, string field, string typed) =>
        _house.Get<ChangeOfficeRules>().ExecuteAsync(new(House.Pulomerak, seen, new Dictionary<string, string>(seen) { [field] = typed }, Guid.NewGuid()), _city, default);

    private async Task<OfficeBoard> BoardAsync(OfficeCode? office = null) => (await _house.Get<ViewOffice>().ExecuteAsync(new(office ?? s_new), _city, default)).Value;

    private Task<long> CountAsync(string sql) => _house.ScalarAsync<long>(sql);
}
