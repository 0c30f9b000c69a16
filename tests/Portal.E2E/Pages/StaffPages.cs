using Microsoft.Playwright;
using Portal.E2E.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.E2E.Pages;

/// <summary>What staff do on their pages.</summary>
internal static class StaffPages
{
    /// <summary>What everybody here chooses at the first sign-in.</summary>
    public const string OwnPassword = "tiga kucing di atas pagar";

    public static async Task SignInAsync(this IPage page, string userName, string password)
    {
        await page.GotoAsync("/petugas/masuk");
        await page.GetByLabel("Nama pengguna").FillAsync(userName);
        await page.GetByLabel("Kata sandi").FillAsync(password);
        await page.PressAsync("Masuk");
    }

    public static async Task ChooseOwnPasswordAsync(this IPage page, string present)
    {
        await page.GetByLabel("Kata sandi sekarang").FillAsync(present);
        await page.GetByLabel("Kata sandi baru", new() { Exact = true }).FillAsync(OwnPassword);
        await page.GetByLabel("Kata sandi baru sekali lagi").FillAsync(OwnPassword);
        await page.PressAsync("Simpan kata sandi");
        await Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/petugas/sandi"));
    }

    /// <summary>Sets the authenticator app up. Returns its secret.</summary>
    public static async Task<string> EnrolSecondFactorAsync(this IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Pasang pengaman kedua" })).ToBeVisibleAsync();
        await page.TakePictureAsync("staff-totp");
        var secret = (await page.Locator(".digits").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await page.GetByLabel("Kode 6 angka").FillAsync(Authenticator.CodeOf(secret));
        await page.PressAsync("Aktifkan");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Simpan kode pemulihan" })).ToBeVisibleAsync();
        await page.FollowAsync("Sudah saya simpan");
        return secret;
    }

    /// <summary>Opens a staff page and waits until it hears clicks.</summary>
    public static async Task OpenStaffAsync(this IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.HearAsync();
    }

    /// <summary>Waits until the page hears clicks: before, it is a picture of itself.</summary>
    public static Task HearAsync(this IPage page) => Expect(page.Locator("[data-interactive=true]")).ToBeAttachedAsync();

    /// <summary>Follows a link to another staff page and waits until that one hears clicks, not the one that is left.</summary>
    public static Task LeaveByAsync(this IPage page, ILocator link) => page.LeaveByAsync(() => link.ClickAsync());

    /// <summary>The same, by whatever leads there.</summary>
    public static async Task LeaveByAsync(this IPage page, Func<Task> act)
    {
        var left = page.Url;
        await page.Locator("[data-interactive]").First.EvaluateAsync("page => page.dataset.interactive = 'left'");
        await act();
        await Expect(page).Not.ToHaveURLAsync(left);
        await page.HearAsync();
    }

    /// <summary>A scanner is a keyboard: it types into whatever has the focus and ends with Enter.</summary>
    public static async Task ScanAsync(this IPage page, string content)
    {
        await Expect(page.Locator("[data-scan]")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(content);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>What the page answers to the last act.</summary>
    public static ILocator Said(this IPage page) => page.GetByRole(AriaRole.Status).First;

    /// <summary>The line of a person in today's list.</summary>
    public static ILocator Row(this IPage page, string register) => page.Locator($"tr[data-register='{register}']");

    /// <summary>Goes from one control to the next until one with this name has the focus.</summary>
    public static async Task TabToAsync(this IPage page, string name)
    {
        const int mostControls = 120;
        for (var i = 0; i < mostControls; i++)
        {
            if (await page.EvaluateAsync<string?>("document.activeElement?.getAttribute('aria-label')") == name)
            {
                return;
            }

            await page.Keyboard.PressAsync("Tab");
        }

        throw new InvalidOperationException($"No control named '{name}' is reached by Tab.");
    }

    /// <summary>Presses a button with the keyboard.</summary>
    public static Task ChooseByKeyAsync(this IPage page, string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).PressAsync("Enter");

    /// <summary>Types everything about a person who came without an appointment; does not send.</summary>
    public static async Task FillWalkInAsync(this IPage page, Person who)
    {
        await page.GetByLabel("Nama lengkap").FillAsync(who.Name);
        await page.GetByLabel("NIK", new() { Exact = true }).FillAsync(who.Nik);
        var born = page.GetByRole(AriaRole.Group, new() { Name = "Tanggal lahir" });
        await born.GetByLabel("Tanggal").FillAsync($"{who.Born.Day}");
        await born.GetByLabel("Bulan").FillAsync($"{who.Born.Month}");
        await born.GetByLabel("Tahun").FillAsync($"{who.Born.Year}");
        await page.GetByLabel("Desa/kelurahan").SelectOptionAsync(new SelectOptionValue { Label = who.Office.Village });
        await page.GetByLabel("WhatsApp").CheckAsync();
        await page.GetByLabel("Nomor HP").FillAsync(who.Phone);
        await page.GetByLabel("Pemohon setuju").CheckAsync();
    }

    /// <summary>Gives the reason that a dialog asks for.</summary>
    public static async Task GiveReasonAsync(this IPage page, string reason, string act)
    {
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Alasan").FillAsync(reason);
        await dialog.GetByRole(AriaRole.Button, new() { Name = act, Exact = true }).ClickAsync();
    }
}
