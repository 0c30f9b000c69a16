using System.Net;
using Portal.IntegrationTests.Api;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Startup;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Status_AskedAFloodOfTimes_ProblemThenLeftAlone()
    {
        await using var portal = await PortalFactory.StartAsync(("Portal:RateLimits", "on"));
        var answered = 0;
        var answer = await portal.GetAsync("/api/v1/status/1");
        for (; answer.Status != HttpStatusCode.TooManyRequests && answered < 1000; answered++)
        {
            answer = await portal.GetAsync("/api/v1/status/1");
        }

        answered.ShouldBe(600);
        answer.ShouldBeProblem(HttpStatusCode.TooManyRequests, "too_many_requests");
        answer.RetryAfter.ShouldBe(TimeSpan.FromSeconds(60));

        using var page = await portal.Browser().GetAsync("/en/status/1");
        page.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, "pages and API share the allowance");
        page.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(60));
        (await page.Content.ReadAsStringAsync()).ShouldContain("Error code 429");
        (await portal.GetAsync("/api/v1/offices")).Status.ShouldBe(HttpStatusCode.OK);
        (await portal.GetAsync("/healthz")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SignIn_GuessedThirtyTimes_IsStopped()
    {
        await using var portal = await PortalFactory.StartAsync(("Portal:RateLimits", "on"));
        using var browser = portal.Browser();
        for (var guess = 0; guess < 30; guess++)
        {
            using var tried = await browser.PostAsync("/petugas/masuk", null);
            tried.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }

        using var stopped = await browser.PostAsync("/petugas/masuk", null);
        stopped.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Hold_ByEverNewBrowsersOfOneAddress_IsStoppedBeforeTheWeekIsTaken()
    {
        await using var portal = await PortalFactory.StartAsync(("Portal:RateLimits", "on"));
        for (var hold = 0; hold < 120; hold++)
        {
            using var held = await portal.Browser().PostAsync("/en/daftar/waktu", null);
            held.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests);
        }

        using var stopped = await portal.Browser().PostAsync("/daftar/waktu", null);
        stopped.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        using var details = await portal.Browser().PostAsync("/daftar/data", null);
        details.StatusCode.ShouldNotBe(HttpStatusCode.TooManyRequests, "who holds a place may go on");
    }

    [Fact]
    public async Task Booking_OneNikOverAndOver_NikTries()
    {
        await using var portal = await PortalFactory.StartAsync(("Portal:RateLimits", "on"));
        var body = await portal.BookingAsync(1);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await portal.PostAsync(body);
        }

        var stopped = await portal.PostAsync(body);

        stopped.ShouldBeProblem(HttpStatusCode.TooManyRequests, "nik_tries");
        stopped.RetryAfter!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
    }
}
