using System.Net;
using System.Text.RegularExpressions;
using Portal.IntegrationTests.Api;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Machines;

public sealed partial class MetricsTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Metrics_AfterABooking_CountsItAndNamesNobody()
    {
        var body = await portal.BookingAsync(1);
        var made = await portal.PostAsync(body);
        made.Status.ShouldBe(HttpStatusCode.Created);
        var register = made.Json["register"]!.GetValue<string>();
        var link = new Uri(made.Json["manageUrl"]!.GetValue<string>()).AbsolutePath;
        await portal.GetAsync("/api/v1/status/" + register);
        await portal.GetAsync(link);

        // A request is counted when it is over, which may be a moment after its answer has arrived.
        var metrics = await portal.GetAsync("/metrics");
        for (var i = 0; i < 50 && !metrics.Text.Contains("/k/{Code}", StringComparison.Ordinal); i++)
        {
            await Task.Delay(100);
            metrics = await portal.GetAsync("/metrics");
        }

        metrics.Status.ShouldBe(HttpStatusCode.OK);
        metrics.Type.ShouldBe("text/plain");
        metrics.Text.ShouldMatch("(?m)^portal_bookings_total\\{outcome=\"booked\"\\} [1-9]");
        metrics.Text.ShouldMatch("(?m)^portal_outbox_pending [0-9]+$");
        metrics.Text.ShouldContain("http_route=\"/api/v1/status/{register}\"");
        metrics.Text.ShouldContain("http_route=\"/k/{Code}\"");
        metrics.Text.ShouldContain("npgsql");
        metrics.Text.ShouldContain("# TYPE http_server_request_duration_seconds histogram");
        foreach (var secret in new[] { register, link["/k/".Length..], body["nik"]!.GetValue<string>(), body["phone"]!.GetValue<string>()[1..], "Warga" })
        {
            metrics.Text.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task Metrics_EveryLine_IsWhatPrometheusReads()
    {
        var lines = (await portal.GetAsync("/metrics")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.ShouldNotBeEmpty();
        lines.Where(line => !Line().IsMatch(line)).ShouldBeEmpty();
        lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).ShouldBeUnique();
    }

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_0-9]+ .*|[a-z_0-9]+(\{[a-z_0-9]+="([^"\\]|\\.)*"(,[a-z_0-9]+="([^"\\]|\\.)*")*\})? ([-+]?[0-9.E+-]+|[+-]Inf|NaN))$""")]
    private static partial Regex Line();
}
