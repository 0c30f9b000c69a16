using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.E2E.Pages;
using Portal.E2E.Support;
using Portal.Infrastructure.Stock;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Journeys;

/// <summary>From the last blank card to the wave that the next delivery serves, as staff, residents and the public see it.</summary>
public sealed class ShortageJourneyTests(DeskWorld world) : IClassFixture<DeskWorld>
{
    // In the order in which they are recorded; the centre answers in another one.
    private static readonly string[] s_names = ["Fajar Umpama", "Gita Misal", "Hesti Contoh", "Irfan Ibarat", "Jihan Teladan", "Kiki Andaian"];
    private const string Supply = "Bergantung pada kiriman blangko";
    private const string OwnSpeed = "Perkiraan dari kecepatan kecamatan ini";
    private static readonly int[] s_centreAnswers = [3, 0, 5, 2, 4, 1];

    [Fact]
    public async Task Shortage_FromTheLastBlankToTheServedWave_FollowsThePrintOrder()
    {
        var order = await FillPrintOrderAsync();
        await using var phone = await world.Portal.OpenAsync(Screen.Phone);
        await world.ChangeRulesAsync(rules => rules with { PrintsPerDay = 10 });
        await using var printer = await world.EnterAsync(StaffRole.PrintOperator);

        await printer.Page.ReceiveBlangkoAsync(1, "SJ 40/2026", becomes: 1);
        await printer.Page.StartPrintingAsync(1);
        await printer.Page.PrintedAsync(order[0].Name);
        await RunDryAsync(order, printer.Page, phone.Page);

        await printer.Page.ReceiveBlangkoAsync(3, "SJ 41/2026", becomes: 3);
        await ServeAWaveAsync(order, printer.Page, phone.Page);
        await PrintTheWaveAsync(order, printer.Page, phone.Page);
    }

    private async Task<IReadOnlyList<Card>> FillPrintOrderAsync()
    {
        List<string> registers = [];
        foreach (var name in s_names)
        {
            registers.Add(await world.BringToCentreAsync(name));
        }

        foreach (var person in s_centreAnswers)
        {
            await world.BecomePrintReadyAsync(registers[person]);
        }

        return [.. s_centreAnswers.Select(person => new Card(s_names[person], registers[person]))];
    }

    private async Task RunDryAsync(IReadOnlyList<Card> order, IPage printer, IPage phone)
    {
        await SeeBoardAsync(phone, "Blangko habis. Yang menunggu: 5 kartu.", "Masuk 1, dicetak 1, rusak 0");
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Blangko habis" })).ToBeVisibleAsync();
        await phone.TakePictureAsync("shortage-board");
        await phone.SeeStatusAsync(order[0].Register, "Sudah dicetak, sedang diperiksa");
        await phone.SeeStatusAsync(order[1].Register, "Menunggu blangko");
        await phone.SeePlaceAsync(1, of: 5);
        await phone.SeeNoRangeAsync();
        await world.RecomputeRangesAsync();
        await phone.SeeStatusAsync(order[1].Register, "Menunggu blangko");
        await phone.SeeRangeAsync(Supply);
        await phone.TakePictureAsync("shortage-status");

        await printer.OpenStaffAsync("/petugas/pencetakan");
        await Expect(printer.GetByText("Blangko habis. Urutan tetap")).ToBeVisibleAsync();
        await printer.TakePictureAsync("shortage-print-order", whole: false);
        await Expect(printer.GetByRole(AriaRole.Button, new() { Name = "Mulai cetak" })).ToBeDisabledAsync();
        await Expect(printer.GetByRole(AriaRole.Button, new() { Name = "Mulai cetak" })).ToHaveAccessibleDescriptionAsync("Belum bisa mulai: tidak ada blangko.");

        (await TellAsync()).ShouldBe(5);
        (await TellAsync()).ShouldBe(0, "nobody is told the same shortage twice");
        await ToldShouldBeAsync(MessageEvent.BlangkoOut, order.Skip(1));
        await ToldShouldBeAsync(MessageEvent.WaveServed, []);
    }

    private async Task ServeAWaveAsync(IReadOnlyList<Card> order, IPage printer, IPage phone)
    {
        (await TellAsync()).ShouldBe(3);
        (await TellAsync()).ShouldBe(0);
        await ToldShouldBeAsync(MessageEvent.WaveServed, order.Skip(1).Take(3));
        await ToldShouldBeAsync(MessageEvent.BlangkoOut, order.Skip(1));

        await world.RecomputeRangesAsync();
        await SeeBoardAsync(phone, "Cukup untuk 3 dari 5 kartu yang menunggu.", "Masuk 4, dicetak 1, rusak 0");
        await phone.SeeStatusAsync(order[3].Register, "Menunggu giliran cetak");
        await phone.SeePlaceAsync(3, of: 5);
        await phone.SeeRangeAsync(OwnSpeed);
        await phone.SeeStatusAsync(order[4].Register, "Menunggu blangko");
        await phone.SeePlaceAsync(4, of: 5);
        await phone.SeeRangeAsync(Supply);

        await printer.OpenStaffAsync("/petugas/pencetakan");
        await Expect(printer.GetByText("Blangko cukup sampai urutan 3. 2 kartu sesudahnya menunggu blangko.")).ToBeVisibleAsync();
        await Expect(printer.Locator("tbody tr[data-register]")).ToHaveTextAsync([.. order.Skip(1).Select((card, i) => new System.Text.RegularExpressions.Regex($"^\\s*{i + 1}\\s+{card.Name}"))]);
    }

    private async Task PrintTheWaveAsync(IReadOnlyList<Card> order, IPage printer, IPage phone)
    {
        await printer.StartPrintingAsync(5);
        await Expect(printer.GetByText("Diminta 5 kartu, diambil 3")).ToBeVisibleAsync();
        await printer.PressAsync("Semua tercetak");
        await printer.PressAsync("Ya, 3 kartu sudah tercetak baik");
        await Expect(printer.Said()).ToContainTextAsync("3 kartu dicatat tercetak");
        await printer.TakePictureAsync("shortage-wave-printed", whole: false);

        foreach (var card in order.Take(4))
        {
            await phone.SeeStatusAsync(card.Register, "Sudah dicetak, sedang diperiksa");
        }

        await phone.SeeStatusAsync(order[4].Register, "Menunggu blangko");
        await phone.SeePlaceAsync(1, of: 2);
        await SeeBoardAsync(phone, "Blangko habis. Yang menunggu: 2 kartu.", "Masuk 4, dicetak 4, rusak 0");
        await phone.TakePictureAsync("shortage-board-after");
    }

    private static async Task SeeBoardAsync(IPage phone, string words, string today)
    {
        await phone.GotoAsync("/stok/36.72.03");
        await Expect(phone.GetByText(words)).ToBeVisibleAsync();
        await Expect(phone.GetByText(today)).ToBeVisibleAsync();
    }

    private async Task<int> TellAsync() => (await world.Portal.Get<TellShortage>().ExecuteAsync(Actor.System, CancellationToken.None)).Value;

    // One message each: whoever was told twice is in the list twice.
    private async Task ToldShouldBeAsync(MessageEvent what, IEnumerable<Card> cards)
    {
        await using var db = world.Portal.OpenDb();
        var told = await db.Outbox.Where(m => m.Event == what).Join(db.Applications, m => m.ApplicationId, a => a.Id, (_, a) => a.Register).ToListAsync();
        told.Select(register => register.Value).ShouldBe(cards.Select(c => c.Register), ignoreOrder: true);
    }

    /// <summary>Somebody in the print order.</summary>
    private sealed record Card(string Name, string Register);
}
