using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Portal.IntegrationTests.Api;
using Portal.IntegrationTests.Support;
using Portal.Tests;

namespace Portal.IntegrationTests.Machines;

public sealed class HealthTests : IAsyncLifetime
{
    private readonly PortalFactory _portal = new();

    public Task InitializeAsync() => _portal.InitializeAsync();

    public async Task DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Ready_Started_NamesWhatItLookedAt()
    {
        var (status, body) = await AskAsync("/readyz");

        status.ShouldBe(HttpStatusCode.OK);
        body.ToJsonString().ShouldBe("""{"status":"ready","checks":{"database":"ok","schema":"ok","jobs":"off"}}""");
    }

    [Fact]
    public async Task Database_GoneAndBack_TheAnswersSaySoAndHeal()
    {
        var shut = $"ALTER DATABASE {DatabaseName} ALLOW_CONNECTIONS false; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DatabaseName}'";
        (await _portal.GetAsync("/api/v1/status/1234567894")).Status.ShouldNotBe(HttpStatusCode.ServiceUnavailable);
        await TestPostgres.ExecuteAsync(shut);

        var api = await _portal.GetAsync("/api/v1/status/" + Unissued, "en");
        var (ready, checks) = await AskAsync("/readyz");
        var (alive, _) = await AskAsync("/healthz");
        using var page = await _portal.Browser().GetAsync("/status/" + Unissued);
        var text = await page.Content.ReadAsStringAsync();

        api.ShouldBeProblem(HttpStatusCode.ServiceUnavailable, "unavailable");
        api.RetryAfter.ShouldBe(TimeSpan.FromSeconds(5));
        ready.ShouldBe(HttpStatusCode.ServiceUnavailable);
        checks["checks"]!["database"]!.GetValue<string>().ShouldBe("away");
        alive.ShouldBe(HttpStatusCode.OK);
        page.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        text.ShouldContain("Layanan sedang terputus sebentar");
        text.ShouldNotContain("Npgsql");

        await TestPostgres.ExecuteAsync($"ALTER DATABASE {DatabaseName} ALLOW_CONNECTIONS true");
        (await _portal.GetAsync("/api/v1/status/" + Unissued)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync("/readyz")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Ready_DatabaseBehindThisVersion_IsNotReady()
    {
        await using (var db = _portal.OpenDb())
        {
            await using var source = NpgsqlDataSource.Create(_portal.ConnectionString);
            await using var forget = source.CreateCommand("""DELETE FROM "__EFMigrationsHistory" """);
            await forget.ExecuteNonQueryAsync();
        }

        var (status, body) = await AskAsync("/readyz");

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body["checks"]!["schema"]!.GetValue<string>().ShouldBe("behind");
    }

    // Right in its check digit, given to nobody.
    private static string Unissued => Enumerable.Range(0, 10).Select(d => $"123456789{d}").Single(t => Core.Shared.RegisterNumber.TryParse(t, out _));

    private string DatabaseName => new NpgsqlConnectionStringBuilder(_portal.ConnectionString).Database!;

    private async Task<(HttpStatusCode Status, JsonNode Body)> AskAsync(string path)
    {
        using var response = await _portal.Browser().GetAsync(path);
        return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonNode>())!);
    }
}
