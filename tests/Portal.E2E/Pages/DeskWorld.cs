using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Printing;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.E2E.Support;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Staff;

namespace Portal.E2E.Pages;

/// <summary>The desk of Pulomerak on a Tuesday at noon, with appointments since eight.</summary>
public sealed class DeskWorld : IAsyncLifetime
{
    private static readonly OfficeCode s_office = OfficeCode.Parse("36.72.03").Value;
    private static readonly TimeSpan s_wib = TimeSpan.FromHours(7);
    private static readonly DateTimeOffset s_noon = new(2026, 12, 8, 12, 0, 0, s_wib);
    private static readonly string[] s_names = ["Petugas Uji", "Petugas Umpama", "Petugas Misal"];

    // The same for every class: made once, then copied.
    private static readonly Lazy<Task<Furnished>> s_furnished = new(FurnishAsync);

    private Furnished _world = null!;
    private string _database = "";
    private int _staff;

    public PortalServer Portal { get; private set; } = null!;

    /// <summary>The file of whom the pages show, with an appointment of today.</summary>
    public string Register => _world.Register;

    /// <summary>A batch for the centre that waits; a list that was read in and a block of paper have the same id.</summary>
    public Guid CentreBatch => _world.CentreBatch;

    /// <summary>Somebody half recorded.</summary>
    public string AtStation => _world.AtStation;

    /// <summary>Somebody recorded, whom a second person is to check.</summary>
    public string Recorded => _world.Recorded;

    /// <summary>A print batch of the office.</summary>
    public Guid PrintBatch => _world.PrintBatch;

    /// <summary>A message of the office.</summary>
    public Guid Message => _world.Message;

    /// <summary>A broadcast of the office that waits for approval.</summary>
    public Guid Broadcast => _world.Broadcast;

    /// <summary>A bundle of the office.</summary>
    public Guid Bundle => _world.Bundle;

    /// <summary>The account of an operator of the office.</summary>
    public Guid Colleague => _world.Colleague;

    public async Task InitializeAsync()
    {
        _world = await s_furnished.Value;
        _database = await TestPostgres.CopyAsync(_world.Database);
        await OpenAsync(_database);
    }

    public async Task DisposeAsync()
    {
        await Portal.DisposeAsync();
        await TestPostgres.DropDatabaseAsync(_database);
    }

    private static async Task<Furnished> FurnishAsync()
    {
        var world = new DeskWorld();
        var database = await TestPostgres.CreateDatabaseAsync();
        await world.OpenAsync(database);
        var furnished = await world.FillAsync(database);
        // A database in use cannot be copied: disposing closes its sessions.
        await world.Portal.DisposeAsync();
        return furnished;
    }

    private async Task OpenAsync(string database)
    {
        Portal = new PortalServer { On = database };
        Portal.Time.UtcNow = s_noon;
        await Portal.InitializeAsync();
    }

    private async Task<Furnished> FillAsync(string database)
    {
        var register = "";
        foreach (var name in (string[])["Sri Contoh", "Budi Umpama", "Dewi Misal", "Agus Teladan", "Ratna Ibarat"])
        {
            register = await BookAsync(name);
        }

        var (centreBatch, printBatch, bundle) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        await using var db = Portal.OpenDb();
        var (day, now) = (new DateOnly(2026, 12, 8), Portal.Time.GetUtcNow());
        db.CentreBatches.Add(new CentreBatch(centreBatch, s_office, 1, 0, day, Actor.System, now));
        db.PrintBatches.Add(new PrintBatch(printBatch, s_office, 1, day, Actor.System, now));
        db.Bundles.Add(new Bundle(bundle, s_office, "SJ-7", day, Actor.System, now));
        db.ImportRuns.Add(new ImportRun(centreBatch, s_office, ImportKind.Backlog, [], 1, 1, Actor.System, now));
        var numbers = await Portal.Get<ApplicationRegistrar>().ReserveAsync(db, 6, CancellationToken.None);
        db.PaperBlocks.Add(new PaperBlock(centreBatch, s_office, numbers, 1, Actor.System, now));
        await db.SaveChangesAsync();
        var atStation = await this.BringToStationAsync("Putri Kiasan", RecordingPart.Dossier, RecordingPart.Photo);
        var recorded = await this.BringToCheckAsync("Galih Andaian");
        var message = await db.Outbox.OrderBy(m => m.Id).Select(m => m.Id).FirstAsync();
        var colleague = await HireAsync("rekan", "Rekan Contoh", [StaffRole.Operator]);
        var broadcast = Core.Notifications.Broadcast.Propose(Guid.NewGuid(), s_office, new(BroadcastStage.AllOpen, null, null, []), "Kantor tutup Rabu. Jadwal Anda pindah ke Kamis; jam tetap.", null, Actor.System, now);
        db.Broadcasts.Add(broadcast);
        await db.SaveChangesAsync();
        return new Furnished(database, register, centreBatch, atStation, recorded, printBatch, bundle, message, colleague.Id, broadcast.Id);
    }

    /// <summary>Books the next free time of that Tuesday morning for somebody. Returns the register number.</summary>
    internal async Task<string> BookAsync(string name, string needs = "")
    {
        var who = new Person(KnownOffice.Pulomerak);
        var answers = new BookingAnswers
        {
            Name = name,
            Nik = who.Nik,
            BirthDay = $"{who.Born.Day}",
            BirthMonth = $"{who.Born.Month}",
            BirthYear = $"{who.Born.Year}",
            Phone = who.Phone,
            Village = "36.72.03.1001",
            Channel = "whatsapp",
            Needs = needs.Length > 0 ? [needs] : [],
            Consent = true,
        };
        var now = Portal.Time.UtcNow;
        // Booked the day before: times that have begun are not given away any more.
        Portal.Time.UtcNow = new DateTimeOffset(2026, 12, 7, 9, 0, 0, s_wib);
        var day = new DateOnly(2026, 12, 8);
        var slots = (await Portal.Get<FindFreeSlots>().ExecuteAsync(new(s_office, day, day), Actor.Visitor, CancellationToken.None)).Value;
        var booked = await Portal.Get<BookAppointment>().ExecuteAsync(
            BookAppointment.Command.Direct(ServiceSlug.New, s_office, slots.First(s => s.Free > 0).Start, answers, Language.Indonesian, Intake.Api),
            Actor.ApiClient,
            CancellationToken.None);
        Portal.Time.UtcNow = now;
        return booked.Value.Register.Value;
    }

    /// <summary>A new colleague at the desk, signed in and at today's list.</summary>
    internal async Task<Window> SignInAsync(params StaffRole[] roles)
    {
        var window = await EnterAsync(roles);
        await window.Page.OpenStaffAsync("/petugas/hari-ini");
        return window;
    }

    /// <summary>A new colleague past every step of the sign-in, which has a test of its own; no page is open yet.</summary>
    internal async Task<Window> EnterAsync(params StaffRole[] roles)
    {
        var number = Interlocked.Increment(ref _staff);
        var staff = await HireAsync($"petugas{number}", s_names[number % s_names.Length], roles);
        var window = await Portal.OpenAsync(Screen.Desk);
        await window.Page.Context.AddCookiesAsync([await Portal.SessionOfAsync(staff.Id, roles)]);
        return window;
    }

    /// <summary>A new account. Returns the password for the first sign-in.</summary>
    internal async Task<string> HireAsync(string userName, params StaffRole[] roles) => (await HireAsync(userName, "Petugas Uji", roles)).Password;

    private async Task<CreatedStaff> HireAsync(string userName, string displayName, StaffRole[] roles) =>
        (await Portal.Get<CreateStaff>().ExecuteAsync(
            new(userName, displayName, [.. roles.Select(role => new RoleAssignment(role, Scope.Of(s_office)))]), Actor.System, CancellationToken.None)).Value;

    /// <summary>What every desk has, and the database in which it is.</summary>
    private sealed record Furnished(string Database, string Register, Guid CentreBatch, string AtStation, string Recorded, Guid PrintBatch, Guid Bundle, Guid Message, Guid Colleague, Guid Broadcast);
}
