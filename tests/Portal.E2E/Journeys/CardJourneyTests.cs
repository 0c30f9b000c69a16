using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>One card from the booking on a phone to the hand of its holder, through the hands of five members of staff.</summary>
public sealed class CardJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    private const string Name = "Citra Perumpamaan";
    private const string Days = "antara 9 Desember 2026 dan 8 Januari 2027";
    private const string Standard = "Standar yang diumumkan kecamatan ini";
    private static readonly TimeSpan s_wib = TimeSpan.FromHours(7);

    [Fact]
    public async Task Card_FromBookingToHandover_PassesFiveHandsAndCostsNothing()
    {
        await world.ChangeRulesAsync(rules => rules with { StandardDays = 30 });
        await using var phone = await world.Portal.OpenAsync(Screen.Phone);
        var (register, link) = await BookAsync(phone.Page);
        await phone.Page.SeeStatusAsync(register, "Terdaftar");
        await phone.Page.SeeNoRangeAsync();

        await using var registrar = await world.SignInAsync(StaffRole.Registrar);
        await using var checker = await world.EnterAsync(StaffRole.Checker);
        await using var first = await world.EnterAsync(StaffRole.Operator);
        await using var second = await world.EnterAsync(StaffRole.Operator);
        await using var printer = await world.EnterAsync(StaffRole.PrintOperator);

        await ComeAndBeRecordedAsync(register, registrar.Page, checker.Page, first.Page, phone.Page);
        await PassTheCentreAsync(register, first.Page, second.Page, phone.Page);
        await BePrintedAsync(register, link, printer.Page, phone.Page);
        await BeHandedOverAsync(register, registrar.Page, phone.Page);

        await HandsShouldBeFiveAsync(register);
        await LedgerShouldHaveOneLessAsync();
    }

    // Then it is the time of the appointment.
    private async Task<Receipt> BookAsync(IPage phone)
    {
        var receipt = await phone.BookAsync(new Person(KnownOffice.Pulomerak) { Name = Name });
        await using var db = world.Portal.OpenDb();
        var number = RegisterNumber.Parse(receipt.Register).Value;
        world.Portal.Time.UtcNow = await db.Appointments.Where(v => db.Applications.Any(a => a.Id == v.ApplicationId && a.Register == number)).Select(v => v.StartAt).SingleAsync();
        return receipt;
    }

    private async Task ComeAndBeRecordedAsync(string register, IPage registrar, IPage checker, IPage first, IPage phone)
    {
        await registrar.ScanAsync($"{world.Portal.Address}/status/{register}");
        await Expect(registrar.Said()).ToContainTextAsync($"Hadir: {Name}");

        await checker.TakeFromQueueAsync("penelitian", register, "Periksa berkas");
        await checker.AcceptDossierAsync();
        await phone.SeeStatusAsync(register, "Berkas lengkap");

        await first.TakeFromQueueAsync("perekaman", register, "Rekam");
        await first.RecordAsync();
        await phone.SeeStatusAsync(register, "Data sudah direkam");
        await phone.SeeRangeAsync(Days, Standard);
        await phone.SeeStatusAsync(register, "Data recorded", language: "/en");
        await phone.SeeRangeAsync("between 9 December 2026 and 8 January 2027", "The standard this office has published");
    }

    private async Task PassTheCentreAsync(string register, IPage first, IPage second, IPage phone)
    {
        await first.TakeFromQueueAsync("pemeriksaan", register, "Periksa data");
        await Expect(first.GetByRole(AriaRole.Heading, new() { Name = "Anda ikut merekam orang ini" })).ToBeVisibleAsync();
        await Expect(first.GetByText("Pemeriksaan harus dilakukan orang lain")).ToBeVisibleAsync();
        await Expect(first.GetByRole(AriaRole.Button, new() { Name = "Konfirmasi" })).ToHaveCountAsync(0);
        await first.TakePictureAsync("journey-check-same-person", whole: false);
        await phone.SeeStatusAsync(register, "Data sudah direkam");

        await second.TakeFromQueueAsync("pemeriksaan", register, "Periksa data");
        await second.ConfirmDataAsync();
        await phone.SeeStatusAsync(register, "Data sudah diperiksa");

        await first.TakeFromQueueAsync("kirim", register, "Kirim ke pusat");
        await first.SendToCentreAsync();
        await phone.SeeStatusAsync(register, "Dikirim ke pusat data");

        world.Portal.Time.Advance(TimeSpan.FromMinutes(5));
        await first.TakeFromQueueAsync("pusat", register, "Catat kabar pusat");
        await first.ReportPrintReadyAsync(world.Portal.Time.GetUtcNow().ToOffset(s_wib));
    }

    private async Task BePrintedAsync(string register, string link, IPage printer, IPage phone)
    {
        await phone.SeeStatusAsync(register, "Menunggu blangko");
        await phone.SeePlaceAsync(1, of: 1);
        await phone.SeeRangeAsync(Days, Standard);
        await phone.GotoAsync($"/k/{link}");
        await phone.SeePlaceAsync(1, of: 1);
        await phone.SeeRangeAsync(Days, Standard);
        await printer.ReceiveBlangkoAsync(20, "SJ 31/2026", becomes: 20);
        await phone.SeeStatusAsync(register, "Menunggu giliran cetak");
        await Expect(phone.GetByText("Menurut pusat data kependudukan")).ToBeVisibleAsync();
        await phone.SeePlaceAsync(1, of: 1);
        await phone.TakePictureAsync("journey-status-print-ready");

        await printer.StartPrintingAsync(1);
        await phone.SeeStatusAsync(register, "Sedang dicetak");
        await printer.PrintedAsync(Name);
        await phone.SeeStatusAsync(register, "Sudah dicetak, sedang diperiksa");
    }

    private async Task BeHandedOverAsync(string register, IPage registrar, IPage phone)
    {
        await registrar.OpenStaffAsync("/petugas/mutu");
        await Expect(registrar.Row(register)).ToContainTextAsync(Name);
        await registrar.TakePictureAsync("journey-quality", whole: false);
        await registrar.ScanAsync(register);
        await Expect(registrar.Said()).ToContainTextAsync($"{Name} siap diambil");
        await phone.SeeStatusAsync(register, "KTP-el siap diambil");
        await phone.SeeNoRangeAsync();

        await registrar.TakeFromQueueAsync("penyerahan", register, "Serahkan");
        await registrar.HandOverAsync(Name);
        await registrar.TakePictureAsync("journey-handed-over", whole: false);
        await phone.SeeStatusAsync(register, "KTP-el sudah diserahkan");
        await phone.TakePictureAsync("journey-status-collected");
        await phone.SeeStatusAsync(register, "Your e-KTP has been handed over", language: "/en");

        await registrar.GotoAsync($"/petugas/penyerahan/{register}/tanda-terima");
        await Expect(registrar.Locator(".receipt")).ToContainTextAsync("Rp 0");
        await Expect(registrar.Locator(".receipt")).ToContainTextAsync("Kartu Keluarga (KK)");
        await registrar.TakePictureAsync("journey-receipt");
    }

    private async Task HandsShouldBeFiveAsync(string register)
    {
        await using var db = world.Portal.OpenDb();
        var number = RegisterNumber.Parse(register).Value;
        var steps = await db.Statuses.Where(s => db.Applications.Any(a => a.Id == s.ApplicationId && a.Register == number)).OrderBy(s => s.Id).Select(s => new { s.Verb, s.StaffId }).ToListAsync();

        steps.Select(s => s.Verb).ShouldBe(
        [
            null, ApplicationVerb.AcceptDossier, ApplicationVerb.Record, ApplicationVerb.ConfirmData, ApplicationVerb.SendToCentre, ApplicationVerb.ReportPrintReady,
            ApplicationVerb.StartPrinting, ApplicationVerb.FinishPrinting, ApplicationVerb.PassQuality, ApplicationVerb.HandOver,
        ]);
        steps.Skip(1).Select(s => s.StaffId.ShouldNotBeNull()).Distinct().Count().ShouldBe(5);
    }

    private async Task LedgerShouldHaveOneLessAsync()
    {
        await using var db = world.Portal.OpenDb();
        var lines = await db.StockEntries.OrderBy(e => e.Id).Select(e => new { e.Movement, e.Change, e.Balance }).ToListAsync();
        lines.ShouldBe([new { Movement = StockMovement.Received, Change = 20, Balance = 20 }, new { Movement = StockMovement.Printed, Change = -1, Balance = 19 }]);
        var level = await db.StockLevels.SingleAsync();
        (level.OnHand, level.Reserved).ShouldBe((19, 0));
    }
}
