using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
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
    private static readonly string[] s_names = ["Petugas Uji", "Petugas Umpama", "Petugas Misal"];
    private int _staff;

    public PortalServer Portal { get; } = new();

    /// <summary>The file of whom the pages show, with an appointment of today.</summary>
    public string Register { get; private set; } = "";

    /// <summary>A batch for the centre that waits; a list that was read in and a block of paper have the same id.</summary>
    public Guid CentreBatch { get; } = Guid.NewGuid();

    /// <summary>Somebody half recorded.</summary>
    public string AtStation { get; private set; } = "";

    /// <summary>Somebody recorded, whom a second person is to check.</summary>
    public string Recorded { get; private set; } = "";

    /// <summary>A print batch of the office.</summary>
    public Guid PrintBatch { get; } = Guid.NewGuid();

    /// <summary>A message of the office.</summary>
    public Guid Message { get; private set; }

    /// <summary>A bundle of the office.</summary>
    public Guid Bundle { get; } = Guid.NewGuid();

    public async Task InitializeAsync()
    {
        await Portal.InitializeAsync();
        foreach (var name in (string[])["Sri Contoh", "Budi Umpama", "Dewi Misal", "Agus Teladan", "Ratna Ibarat"])
        {
            Register = await BookAsync(name);
        }

        Portal.Time.UtcNow = new DateTimeOffset(2026, 12, 8, 12, 0, 0, s_wib);
        await using var db = Portal.OpenDb();
        db.CentreBatches.Add(new CentreBatch(CentreBatch, s_office, 1, 0, new DateOnly(2026, 12, 8), Actor.System, Portal.Time.UtcNow));
        var (day, now) = (new DateOnly(2026, 12, 8), Portal.Time.GetUtcNow());
        Message = await db.Outbox.OrderBy(m => m.Id).Select(m => m.Id).FirstAsync();
        db.PrintBatches.Add(new PrintBatch(PrintBatch, s_office, 1, day, Actor.System, now));
        db.Bundles.Add(new Bundle(Bundle, s_office, "SJ-7", day, Actor.System, now));
        db.ImportRuns.Add(new ImportRun(CentreBatch, s_office, ImportKind.Backlog, [], 1, 1, Actor.System, Portal.Time.UtcNow));
        var numbers = await Portal.Get<ApplicationRegistrar>().ReserveAsync(db, 6, CancellationToken.None);
        db.PaperBlocks.Add(new PaperBlock(CentreBatch, s_office, numbers, 1, Actor.System, Portal.Time.UtcNow));
        await db.SaveChangesAsync();
        AtStation = await this.BringToStationAsync("Putri Kiasan", RecordingPart.Dossier, RecordingPart.Photo);
        Recorded = await this.BringToCheckAsync("Galih Andaian");
    }

    public async Task DisposeAsync() => await Portal.DisposeAsync();

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
        var number = Interlocked.Increment(ref _staff);
        var userName = $"petugas{number}";
        var password = await HireAsync(userName, s_names[number % s_names.Length], roles);
        var window = await Portal.OpenAsync(Screen.Desk);
        await window.Page.SignInAsync(userName, password);
        await window.Page.ChooseOwnPasswordAsync(password);
        if (roles.Any(PermissionTable.NeedsSecondFactor))
        {
            await window.Page.EnrolSecondFactorAsync();
        }

        await window.Page.OpenStaffAsync("/petugas/hari-ini");
        return window;
    }

    /// <summary>A new account. Returns the password for the first sign-in.</summary>
    internal Task<string> HireAsync(string userName, params StaffRole[] roles) => HireAsync(userName, "Petugas Uji", roles);

    private async Task<string> HireAsync(string userName, string displayName, StaffRole[] roles)
    {
        var created = await Portal.Get<CreateStaff>().ExecuteAsync(
            new(userName, displayName, [.. roles.Select(role => new RoleAssignment(role, Scope.Of(s_office)))]), Actor.System, CancellationToken.None);
        return created.Value.Password;
    }
}
