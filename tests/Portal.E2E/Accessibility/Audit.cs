using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Portal.E2E.Accessibility;

/// <summary>What a machine can see of a page's accessibility.</summary>
internal static class Audit
{
    private static readonly string s_axe = new BundledAxeScriptProvider().GetScript();

    // In the page itself, of which no part is another page: the package would open a second one for every look and send back what passes.
    private const string Look = """
        async () => {
            const { violations, passes } = await axe.run(document, {
                runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
                resultTypes: ['violations'],
            });
            if (passes.length === 0 || document.querySelector('iframe')) throw new Error('axe did not look at everything');
            return violations.flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}): ${v.help}: ${n.html}`));
        }
        """;

    // Links within a sentence are as high as their line (WCAG 2.5.8 lets them); everything else that is pressed is a control.
    private const string SmallTargets = """
        () => [...document.querySelectorAll('button, .button, summary, select, textarea, input:not([type=hidden]), a[href]')]
            .map(e => ['radio', 'checkbox'].includes(e.type) ? e.closest('label') ?? e : e)
            .filter(e => e.checkVisibility({ visibilityProperty: true }) && !e.matches('.skip, .away, .away *'))
            .filter(e => !(e.tagName === 'A' && getComputedStyle(e).display === 'inline' && e.closest('p, li, dd, td')))
            .filter(e => { const b = e.getBoundingClientRect(); return b.height < 43.5 || b.width < 23.5; })
            .map(e => { const b = e.getBoundingClientRect(); return `${Math.round(b.width)}×${Math.round(b.height)} ${e.outerHTML.slice(0, 120)}`; })
        """;

    private const string TooWide = """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
            [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 5).map(e => e.outerHTML.slice(0, 120))
        """;

    /// <summary>Clean, not wider than the window, nothing too small for a thumb.</summary>
    public static async Task ShouldBeAccessibleAsync(this IPage page)
    {
        (await page.FaultsAsync()).ShouldBeEmpty(page.Url);
        (await page.TooWideAsync()).ShouldBeEmpty(page.Url);
        (await page.SmallTargetsAsync()).ShouldBeEmpty(page.Url);
    }

    /// <summary>Every fault of axe: WCAG 2.2 A and AA and good practice.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(this IPage page)
    {
        await page.EvaluateAsync(s_axe);
        return await page.EvaluateAsync<string[]>(Look);
    }

    /// <summary>Elements that reach out of the window, so that the page scrolls sideways.</summary>
    public static Task<string[]> TooWideAsync(this IPage page) => page.EvaluateAsync<string[]>(TooWide);

    /// <summary>Controls lower than 44 pixels, or narrower than 24: hard to hit with a thumb.</summary>
    public static Task<string[]> SmallTargetsAsync(this IPage page) => page.EvaluateAsync<string[]>(SmallTargets);
}
