using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core.Applications;
using Portal.Core.Staff;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>The list that an office kept before the portal, from the spreadsheet to the people who are on it.</summary>
public sealed class BacklogJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    private const string Heading = "Nama;NIK;Tanggal lahir;Desa;Keadaan;Sejak\n";
    private static readonly (string Name, string Stand)[] s_people =
    [
        ("Laras Contoh", "siap cetak;03/11/2026 10:30"), ("Bayu Umpama", "siap cetak;01/11/2026"), ("Mira Misal", "belum diambil;12/10/2026"), ("Tegar Ibarat", "di pusat;18/11/2026"),
    ];

    [Fact]
    public async Task Import_CorrectedAfterThePreview_GivesEverybodyAPlaceAndAgainChangesNothing()
    {
        await world.ChangeRulesAsync(rules => rules with { StandardDays = 30 });
        world.Portal.Time.Advance(TimeSpan.FromMinutes(1));
        await using var desk = await world.EnterAsync(StaffRole.Supervisor);
        var page = desk.Page;
        var people = s_people.Select(_ => new Person(KnownOffice.Pulomerak)).ToList();
        var right = Heading + string.Concat(people.Select((who, i) => $"{s_people[i].Name};{who.Nik};{who.Born:dd/MM/yyyy};Tamansari;{s_people[i].Stand}\n"));
        var wrong = right.Replace($"{people[1].Born:dd/MM/yyyy}", "31/02/1990", StringComparison.Ordinal)
            .Replace("Tamansari;di pusat", "Sukapura;di pusat", StringComparison.Ordinal);

        await page.OpenStaffAsync("/petugas/impor");
        await page.ChooseFileAsync(wrong);
        await Expect(page.FileRows("Fault")).ToHaveTextAsync([new Regex(@"^\s*3\s[\s\S]*Tanggal ini tidak ada di kalender"), new Regex(@"^\s*5\s[\s\S]*Desa atau kelurahan ini tidak ada")]);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Baca 2 baris yang benar saja" })).ToBeVisibleAsync();
        await page.TakePictureAsync("journey-backlog-faults", whole: false);
        (await ImportedAsync()).ShouldBe(0, "a preview keeps nothing");

        await page.ChooseFileAsync(right);
        await page.PressAsync("Baca semua 4 baris");
        await Expect(page.Said()).ToHaveTextAsync("4 orang didaftarkan, 0 sudah ada, 0 dilewati karena salah.");
        await page.TakePictureAsync("journey-backlog-done", whole: false);

        var list = (await page.GetByRole(AriaRole.Region, new() { Name = "Daftar yang sudah dibaca" }).GetByRole(AriaRole.Link).First.GetAttributeAsync("href"))!;
        var numbers = await ReadListAsync(page, list);
        await EverybodyShouldKnowAsync(numbers);

        await page.OpenStaffAsync("/petugas/impor");
        await page.ChooseFileAsync(right);
        await Expect(page.FileRows("Known")).ToHaveCountAsync(4);
        await page.PressAsync("Baca semua 4 baris");
        await Expect(page.Said()).ToHaveTextAsync("0 orang didaftarkan, 4 sudah ada, 0 dilewati karena salah.");
        (await ImportedAsync()).ShouldBe(4);
        (await ReadListAsync(page, list)).ShouldBe(numbers);
    }

    // Register numbers in the order of the file, from paper on which nobody is named in full.
    private static async Task<IReadOnlyList<string>> ReadListAsync(IPage page, string list)
    {
        await page.GotoAsync(list);
        await Expect(page.Locator("main")).ToContainTextAsync("Tamansari");
        foreach (var (name, _) in s_people)
        {
            await Expect(page.Locator("main")).Not.ToContainTextAsync(name.Split(' ')[0]);
        }

        await page.TakePictureAsync("journey-backlog-list");
        List<string> numbers = [];
        foreach (var masked in (string[])["L*** C***", "B*** U***", "M*** M***", "T*** I***"])
        {
            numbers.Add((await page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = masked }).Locator("strong").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        }

        return numbers;
    }

    private async Task EverybodyShouldKnowAsync(IReadOnlyList<string> numbers)
    {
        const string days = "antara 8 Desember 2026 dan 7 Januari 2027";
        const string standard = "Standar yang diumumkan kecamatan ini";
        await world.RecomputeRangesAsync();
        await using var phone = await world.Portal.OpenAsync(Screen.Phone);

        await phone.Page.SeeStatusAsync(numbers[0], "Menunggu blangko");
        await phone.Page.SeePlaceAsync(2, of: 2);
        await phone.Page.SeeRangeAsync(days, standard);
        await phone.Page.TakePictureAsync("journey-backlog-status");
        await phone.Page.SeeStatusAsync(numbers[1], "Menunggu blangko");
        await phone.Page.SeePlaceAsync(1, of: 2);
        await phone.Page.SeeRangeAsync(days, standard);
        await phone.Page.SeeStatusAsync(numbers[2], "KTP-el siap diambil");
        await phone.Page.SeeNoRangeAsync();
        await phone.Page.SeeStatusAsync(numbers[3], "Dikirim ke pusat data");
        await phone.Page.SeeRangeAsync(days, standard);
    }

    private async Task<int> ImportedAsync()
    {
        await using var db = world.Portal.OpenDb();
        return await db.Applications.CountAsync(a => a.Intake == Intake.Import);
    }
}
