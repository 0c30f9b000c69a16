using Microsoft.Playwright;
using Portal.E2E.Pages;
using Portal.E2E.Support;

namespace Portal.E2E.Accessibility;

/// <summary>Every resident page, in both languages, on a small phone.</summary>
public sealed class ResidentAxeTests(ResidentWorld world) : IClassFixture<ResidentWorld>
{
    public static TheoryData<string> Views => ResidentPages.Views;

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Look_EveryResidentPage_IsAccessibleOnASmallPhone(string view)
    {
        await using var phone = await world.OpenAsync(Screen.PhoneWithScripts);
        foreach (var language in (string[])["", "/en"])
        {
            await phone.Page.GotoAsync(ResidentPages.AddressOf(view, language, world));
            await phone.Page.TakePictureAsync($"page{language.Replace('/', '-')}-{Name(view)}");

            await phone.Page.ShouldBeAccessibleAsync();
        }
    }

    [Theory]
    [InlineData("/daftar")]
    [InlineData("/daftar/kantor")]
    [InlineData("/daftar/waktu")]
    [InlineData("/daftar/data")]
    [InlineData("/k/{Code}/kontak/kode")]
    public async Task Refuse_FormSentEmpty_IsAccessibleOnASmallPhone(string route)
    {
        await using var phone = await world.OpenAsync(Screen.PhoneWithScripts);
        foreach (var language in (string[])["", "/en"])
        {
            if (route == "/daftar/data")
            {
                // A booking of its own: what is sent empty stays empty, and other tests look at the one under way.
                await phone.Page.ReachTimesAsync(KnownOffice.Kiaracondong, language);
                await phone.Page.ChooseTimeAsync();
                await phone.Page.SeeTitleAsync("Siapa yang akan datang", "Who is coming");
            }
            else
            {
                await phone.Page.GotoAsync(ResidentPages.AddressOf(route, language, world));
            }

            await phone.Page.EvaluateAsync("document.querySelectorAll('main input').forEach(i => { i.checked = false; if (i.type !== 'hidden' && i.type !== 'radio' && i.type !== 'checkbox') i.value = ''; })");
            await phone.Page.Locator("main form button").ClickAsync();
            await Assertions.Expect(phone.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await phone.Page.TakePictureAsync($"refused{language.Replace('/', '-')}-{Name(route)}");

            await phone.Page.ShouldBeAccessibleAsync();
        }
    }

    private static string Name(string view) => string.Concat(view.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
}
