using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Pages;

/// <summary>What staff do to a card between booking and handover, each on the page that is there for it.</summary>
internal static class BackOfficePages
{
    private static readonly string[] s_parts =
        ["Berkas sesuai", "Foto direkam", "Sidik jari direkam", "Iris direkam", "Tanda tangan direkam", "Data benar"];

    /// <summary>Goes from a work queue to the page of the next step, by the one button in the person's line.</summary>
    public static async Task TakeFromQueueAsync(this IPage page, string stage, string register, string step)
    {
        await page.OpenStaffAsync($"/petugas/antrian?tahap={stage}");
        var next = page.Row(register).GetByRole(AriaRole.Link, new() { Name = step });
        await Expect(next).ToBeVisibleAsync();
        await page.TakePictureAsync($"journey-queue-{stage}", whole: false);
        await page.LeaveByAsync(next);
    }

    /// <summary>Ticks every paper and accepts the dossier.</summary>
    public static async Task AcceptDossierAsync(this IPage page)
    {
        var papers = page.GetByRole(AriaRole.Group, new() { Name = "Centang berkas yang ada" }).GetByRole(AriaRole.Checkbox);
        await Expect(papers).Not.ToHaveCountAsync(0);
        foreach (var paper in await papers.AllAsync())
        {
            await paper.CheckAsync();
        }

        await page.TakePictureAsync("journey-dossier", whole: false);
        await page.PressAsync("Terima berkas");
        await Expect(page.Said()).ToContainTextAsync("Berkas diterima");
    }

    /// <summary>Records every part by Enter alone: the focus goes to the part that comes next.</summary>
    public static async Task RecordAsync(this IPage page)
    {
        foreach (var act in (string[])["Mulai perekaman", .. s_parts, "Selesai, perekaman lengkap"])
        {
            await Expect(page.GetByRole(AriaRole.Button, new() { Name = act, Exact = true })).ToBeFocusedAsync();
            await page.TakePictureAsync("journey-recording", whole: false);
            await page.Keyboard.PressAsync("Enter");
        }

        await Expect(page.Said()).ToContainTextAsync("Perekaman selesai");
    }

    /// <summary>Answers both questions with yes and confirms.</summary>
    public static async Task ConfirmDataAsync(this IPage page)
    {
        foreach (var question in (string[])["Apakah datanya benar?", "Apakah fotonya milik orang ini?"])
        {
            await page.GetByRole(AriaRole.Group, new() { Name = question }).GetByLabel("Ya").CheckAsync();
        }

        await page.TakePictureAsync("journey-check", whole: false);
        await page.PressAsync("Konfirmasi");
        await Expect(page.Said()).ToContainTextAsync("Dikonfirmasi");
    }

    /// <summary>Makes a batch of all verified records, of which there is one, and notes that it has been typed into SIAK.</summary>
    public static async Task SendToCentreAsync(this IPage page)
    {
        await page.PressAsync("Buat batch dari semua (1)");
        await Expect(page.Said()).ToContainTextAsync("dibuat dengan 1 berkas");
        await page.TakePictureAsync("journey-centre", whole: false);
        var batch = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "1 berkas" });
        await batch.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Sudah terkirim") }).ClickAsync();
        await batch.GetByRole(AriaRole.Button, new() { Name = "Ya, terkirim" }).ClickAsync();
        await Expect(page.Said()).ToContainTextAsync("1 berkas kini di pusat");
    }

    /// <summary>Enters by hand that the centre says print-ready, at a time of the office's clock.</summary>
    public static async Task ReportPrintReadyAsync(this IPage page, DateTimeOffset at)
    {
        await page.GetByLabel("Apa kata pusat").SelectOptionAsync("PRINT_READY_RECORD");
        await page.GetByLabel("Tanggal menurut pusat").FillAsync(at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await page.GetByLabel("Jam", new() { Exact = true }).FillAsync(at.ToString("HH:mm", CultureInfo.InvariantCulture));
        await page.TakePictureAsync("journey-centre-word", whole: false);
        await page.PressAsync("Catat kabar");
        await Expect(page.Said()).ToContainTextAsync("tercatat");
    }

    /// <summary>Books a delivery of blanks.</summary>
    public static async Task ReceiveBlangkoAsync(this IPage page, int blanks, string note, int becomes)
    {
        await page.OpenStaffAsync("/petugas/stok");
        await page.GetByLabel("Jumlah blangko").FillAsync($"{blanks}");
        await page.GetByLabel("Nomor surat jalan").FillAsync(note);
        await page.PressAsync("Lanjut");
        await page.PressAsync("Ya, catat");
        await Expect(page.Said()).ToContainTextAsync($"Stok sekarang {becomes}");
        await page.TakePictureAsync("journey-stock", whole: false);
    }

    /// <summary>Takes so many cards from the front of the print order and stands at their batch.</summary>
    public static async Task StartPrintingAsync(this IPage page, int cards)
    {
        await page.OpenStaffAsync("/petugas/pencetakan");
        await Expect(page.Locator("tr[data-register]")).Not.ToHaveCountAsync(0);
        await page.TakePictureAsync("journey-print-order", whole: false);
        await page.GetByLabel("Ambil dari depan").FillAsync($"{cards}");
        await page.LeaveByAsync(page.GetByRole(AriaRole.Button, new() { Name = "Mulai cetak" }));
        await Expect(page).ToHaveURLAsync(new Regex("/petugas/pencetakan/[0-9a-f-]{36}"));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Batch");
        await page.TakePictureAsync("journey-print-batch", whole: false);
    }

    /// <summary>Notes that one card of the batch came out of the printer.</summary>
    public static async Task PrintedAsync(this IPage page, string name)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = $"Tercetak: {name}", Exact = true }).ClickAsync();
        await Expect(page.Said()).ToContainTextAsync($"Tercetak: {name}");
    }

    /// <summary>Hands the card over to its holder, known by the family card.</summary>
    public static async Task HandOverAsync(this IPage page, string name)
    {
        await page.GetByLabel("Pemilik kartu").CheckAsync();
        await page.GetByLabel("Kartu Keluarga (KK)").CheckAsync();
        await page.TakePictureAsync("journey-handover", whole: false);
        await page.PressAsync("Serahkan kartu");
        await Expect(page.Said()).ToContainTextAsync($"Diserahkan: {name}. Rp 0.");
    }
}
