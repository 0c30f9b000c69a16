using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.E2E.Accessibility;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>A card from the print order into the hand of its holder.</summary>
public sealed class PrintJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    private static readonly OfficeCode s_office = OfficeCode.Parse("36.72.03").Value;
    private static readonly string[] s_names = ["Sri Contoh", "Budi Umpama", "Dewi Misal Teladan", "Agus", "Ratna Ibarat"];
    private static int s_person = 5_000;

    [Fact]
    public async Task Card_FromTheFrontOfTheOrder_ReachesItsHolder()
    {
        await using var room = await world.EnterAsync(StaffRole.PrintOperator, StaffRole.Registrar);
        var page = room.Page;
        await page.OpenStaffAsync("/petugas/pencetakan");
        await Expect(page.Locator(".empty")).ToContainTextAsync("Tidak ada kartu yang menunggu dicetak");
        await page.TakePictureAsync("print-order-empty");
        var cards = await AddAsync(600, ApplicationState.PrintReady, day => day % 40);
        await StockAsync(45);

        await page.OpenStaffAsync("/petugas/pencetakan");
        await Expect(page.Locator("tr[data-register]")).ToHaveCountAsync(50);
        await Expect(page.GetByText("Blangko cukup sampai urutan 45")).ToBeVisibleAsync();
        await page.TakePictureAsync("print-order-600", whole: false);
        (await page.FaultsAsync()).ShouldBeEmpty();
        (await page.TooWideAsync()).ShouldBeEmpty();

        // A card from the middle: others come first, so a reason is asked for, and whoever thinks better of it prints nothing.
        await page.GetByLabel("Atau pindai nomor register").FillAsync(cards[^1]);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("kartu di depannya");
        await page.TakePictureAsync("print-order-jump", whole: false);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Tidak jadi" }).ClickAsync();

        await page.GetByLabel("Ambil dari depan").FillAsync("12");
        await page.LeaveByAsync(page.GetByRole(AriaRole.Button, new() { Name = "Mulai cetak" }));
        await Expect(page.Locator("tr[data-register]")).ToHaveCountAsync(12);
        var first = (await page.Locator("tr[data-register]").First.GetAttributeAsync("data-register"))!;
        await page.GetByLabel("Pindai atau ketik nomor register kartu yang keluar").FillAsync(first);
        await page.Keyboard.PressAsync("Enter");
        var printed = page.Row(first).GetByRole(AriaRole.Button, new() { Name = "Tercetak" });
        await Expect(printed).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Said()).ToContainTextAsync("Tercetak:");
        await page.Locator("tr[data-register]").Nth(1).GetByRole(AriaRole.Button, new() { Name = "Kartu rusak" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByLabel("Kartu macet di printer").CheckAsync();
        await page.TakePictureAsync("print-spoil-dialog", whole: false);
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Hapus blangko" }).ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("kembali ke depan urutan");
        await page.TakePictureAsync("print-batch-at-work");
        (await page.FaultsAsync()).ShouldBeEmpty();
        (await page.TooWideAsync()).ShouldBeEmpty();
        var batch = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync(batch + "/lembar");
        await page.TakePictureAsync("print-batch-sheet");
        (await page.FaultsAsync()).ShouldBeEmpty();

        await page.OpenStaffAsync("/petugas/pencetakan");
        await Expect(page.GetByText("Batch belum selesai")).ToBeVisibleAsync();
        await page.TakePictureAsync("print-order-unfinished", whole: false);
        await page.OpenStaffAsync("/petugas/mutu");
        await page.TakePictureAsync("print-quality", whole: false);
        await page.ScanAsync($"http://localhost:5080/status/{first}");
        await Expect(page.Said()).ToContainTextAsync("siap diambil");
        await page.PressAsync("Urungkan langkah terakhir");
        await Expect(page.Said()).ToContainTextAsync("dibatalkan");
        await Expect(page.Row(first)).ToBeVisibleAsync();
        await page.ScanAsync(first);
        await Expect(page.Said()).ToContainTextAsync("siap diambil");

        await page.OpenStaffAsync($"/petugas/penyerahan/{first}");
        await page.GetByLabel("Wakil, dengan kode dari pemilik").CheckAsync();
        await page.PressAsync("Kirim kode ke pemilik");
        await Expect(page.Said()).ToContainTextAsync("Kode dikirim ke +62 8");
        await page.TakePictureAsync("handover-delegate", whole: false);
        await page.GetByLabel("Pemilik kartu").CheckAsync();
        await page.GetByLabel("KTP lama").CheckAsync();
        (await page.FaultsAsync()).ShouldBeEmpty();
        await page.TakePictureAsync("handover-holder", whole: false);
        await page.PressAsync("Serahkan kartu");
        await Expect(page.Said()).ToContainTextAsync("Rp 0");
        await page.PressAsync("Urungkan langkah terakhir");
        await Expect(page.Said()).ToContainTextAsync("dibatalkan");
        await page.PressAsync("Serahkan kartu");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Kartu sudah diserahkan" })).ToBeVisibleAsync();
        await page.TakePictureAsync("handover-done", whole: false);
        await page.GotoAsync($"/petugas/penyerahan/{first}/tanda-terima?ukuran=80");
        await Expect(page.Locator(".zero")).ToContainTextAsync("Rp");
        await page.TakePictureAsync("handover-receipt");
        (await page.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Uncollected_ByAge_PrintsAListOfMaskedNames()
    {
        await AddAsync(70, ApplicationState.ReadyForPickup, day => day * 2);
        await using var desk = await world.EnterAsync(StaffRole.Registrar);
        var page = desk.Page;

        await page.OpenStaffAsync("/petugas/belum-diambil");
        await page.TakePictureAsync("uncollected", whole: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "60 hari lebih" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("umur=60"));
        (await page.FaultsAsync()).ShouldBeEmpty();
        var list = await page.GetByRole(AriaRole.Link, new() { Name = "Cetak daftar penyerahan" }).GetAttributeAsync("href");
        await page.GotoAsync(list!);

        await Expect(page.Locator("main")).ToContainTextAsync("S*** C***");
        await Expect(page.Locator("main")).Not.ToContainTextAsync("Contoh");
        await page.TakePictureAsync("uncollected-list");
        (await page.FaultsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bundle_OfAnOfficeWithoutAPrinter_IsNotedAndCounted()
    {
        await PrintsHereAsync(false);
        try
        {
            var cards = await AddAsync(6, ApplicationState.PrintReady, _ => 60);
            await using var room = await world.EnterAsync(StaffRole.PrintOperator, StaffRole.Registrar);
            var page = room.Page;
            await page.OpenStaffAsync("/petugas/pencetakan");
            await Expect(page.Locator("main")).ToContainTextAsync("tidak mencetak sendiri");
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Mulai cetak" })).ToHaveCountAsync(0);
            await page.TakePictureAsync("print-elsewhere", whole: false);

            await page.OpenStaffAsync("/petugas/kiriman");
            await page.GetByText("Catat kiriman baru").ClickAsync();
            await page.GetByLabel("Nomor surat pengantar").FillAsync("SJ-81");
            await page.GetByLabel("Nomor register kartu yang dikirim").FillAsync(string.Join('\n', cards.Take(3)) + "\n123");
            await page.PressAsync("Catat kiriman");
            await Expect(page.GetByRole(AriaRole.Alert).First).ToBeVisibleAsync();
            await page.TakePictureAsync("bundle-fault", whole: false);
            await page.GetByLabel("Nomor register kartu yang dikirim").FillAsync(string.Join('\n', cards.Take(3)));
            await page.PressAsync("Catat kiriman");
            await Expect(page.Said()).ToContainTextAsync("3 kartu dicatat");
            (await page.FaultsAsync()).ShouldBeEmpty();
            await page.LeaveByAsync(page.Locator("tr[data-bundle]").Filter(new() { HasText = "SJ-81" }).GetByRole(AriaRole.Link));
            await page.ScanAsync(cards[0]);
            await Expect(page.Said()).ToContainTextAsync("Dihitung:");
            await page.ScanAsync(cards[5]);
            await Expect(page.Said()).ToContainTextAsync("tidak ada di kiriman ini");
            await page.PressAsync("Masukkan ke kiriman ini");
            await Expect(page.Said()).ToContainTextAsync("Dimasukkan ke kiriman ini");
            await page.ScanAsync(cards[1]);
            await Expect(page.Said()).ToContainTextAsync("Dihitung:");
            await page.TakePictureAsync("bundle-counting", whole: false);
            (await page.FaultsAsync()).ShouldBeEmpty();
            (await page.TooWideAsync()).ShouldBeEmpty();
            await page.PressAsync("Selesai menghitung");
            await page.PressAsync("Ya, 1 kartu tidak ada di kiriman");
            await Expect(page.Said()).ToContainTextAsync("3 kartu diterima");
            await page.TakePictureAsync("bundle-counted", whole: false);
        }
        finally
        {
            // The other journeys begin with an empty order and a printer.
            await PrintsHereAsync(true);
            await using var db = world.Portal.OpenDb();
            await db.Database.ExecuteSqlAsync($"UPDATE applications SET state = 'Cancelled', is_open = false WHERE state IN ('PrintReady', 'Printed')");
        }
    }

    private Task PrintsHereAsync(bool here) => world.ChangeRulesAsync(rules => rules with { PrintsHere = here });

    /// <summary>Cards as an old list leaves them. Returns their numbers, in the order of the list.</summary>
    private async Task<IReadOnlyList<string>> AddAsync(int count, ApplicationState state, Func<int, int> daysAgo)
    {
        var office = (await world.Portal.Get<OfficeDirectory>().GetAsync())[s_office];
        var now = world.Portal.Time.GetUtcNow();
        var import = Actor.Staff(Guid.NewGuid(), []);
        List<(string Register, DateTimeOffset Since)> made = [];
        await using var db = world.Portal.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var i = 0; i < count; i++)
        {
            var person = Interlocked.Increment(ref s_person);
            var (day, since) = ((person % 28) + 1, now.AddDays(-daysAgo(i)).AddMinutes(-i));
            var answers = new BookingAnswers
            {
                Name = s_names[person % s_names.Length],
                Nik = $"367203{day:D2}0580{(person / 28) + 1:D4}",
                BirthDay = $"{day}",
                BirthMonth = "5",
                BirthYear = "1980",
                Phone = $"0814{person:D8}",
                Village = office.Villages[person % office.Villages.Count].Code.ToString(),
                Channel = "whatsapp",
                Consent = true,
            };
            var today = office.Calendar.LocalDay(now);
            var details = BookingDetails.Check(answers, office.Code, office.VillageCodes, ServiceSlug.New, Language.Indonesian, today, today).Value;
            var application = (await world.Portal.Get<ApplicationRegistrar>().RegisterAsync(db, details, office, Intake.Import, since, default)).Value.Application;
            application.PlaceFromBacklog(state, since, import, now).Succeeded.ShouldBeTrue();
            made.Add((application.Register.Value, since));
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
        return [.. made.OrderBy(m => m.Since).Select(m => m.Register)];
    }

    private async Task StockAsync(int blanks)
    {
        await using var db = world.Portal.OpenDb();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO stock_levels (office_code, on_hand, reserved) VALUES ('36.72.03', {blanks}, 0);
            INSERT INTO stock_entries (office_code, movement, change, balance, local_day, at, delivery_note, command_id)
            VALUES ('36.72.03', 'Received', {blanks}, {blanks}, '2026-12-07', '2026-12-07T01:00:00Z', 'SJ-1', gen_random_uuid())
            """);
    }
}
