using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Printing;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;
using Portal.Infrastructure.Staff;

namespace Portal.Bench.Queues;

/// <summary>
/// The work queues of an office with 10,000 applications and with 300,000, on the same server, over HTTP as a member of staff
/// opens them; and how long all date ranges of an office with 20,000 waiting take.
/// </summary>
internal static partial class QueuesBench
{
    private const int Few = 10_000;
    private const int Many = 300_000;
    private const double Wanted = 2.0;
    private const int Warm = 5;
    private const int Asked = 25;

    private static readonly string[] Stages = ["penelitian", "perekaman", "pemeriksaan", "kirim", "pusat", "masalah", "cetak", "mutu", "penyerahan"];

    public static async Task<int> RunAsync(BenchSettings settings, CancellationToken ct)
    {
        await using var stand = await BenchStand.StartAsync(settings, ct);
        await using var services = new ServiceCollection().AddLogging()
            .AddPortalInfrastructure(stand.ConnectionString, new MasterKey(Convert.FromBase64String(stand.MasterKey)), new PortalOptions { PublicBaseUrl = new Uri("http://localhost"), RateLimits = false, Jobs = false })
            .BuildServiceProvider();
        var password = await StaffAsync(services, ct);
        var filler = new CardFiller(stand, BenchStand.Wide, services.GetRequiredService<KeyRing>().Register);
        await using var server = await ServerUnderLoad.StartPortalAsync(stand, ct);
        using var browser = await SignedInAsync(server.Port, password, ct);

        await filler.FillAsync(Few, ct);
        var few = await MeasureAsync(browser, ct);
        await filler.FillAsync(Many, ct);
        var many = await MeasureAsync(browser, ct);
        var worst = 0.0;
        Console.WriteLine($"queues: a page of {Few:N0} and of {Many:N0} applications, median of {Asked}");
        foreach (var stage in Stages)
        {
            var ratio = many[stage] / few[stage];
            worst = Math.Max(worst, ratio);
            Console.WriteLine($"  {stage,-12} {few[stage],7:0.0} ms  {many[stage],7:0.0} ms  x {ratio:0.00}");
        }

        Console.WriteLine($"  slowest: x {worst:0.00} (wanted: at most {Wanted:0.0})");
        var watch = Stopwatch.StartNew();
        var changed = (await services.GetRequiredService<RecomputeRanges>().ExecuteAsync(Actor.System, ct)).Value;
        Console.WriteLine($"ranges: {changed:N0} of an office with {Many:N0} applications computed and written in {watch.Elapsed.TotalSeconds:0.0} s, off the request path");
        return worst <= Wanted ? 0 : 1;
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(HttpClient browser, CancellationToken ct)
    {
        Dictionary<string, double> medians = [];
        foreach (var stage in Stages)
        {
            List<double> times = [];
            for (var i = 0; i < Warm + Asked; i++)
            {
                var watch = Stopwatch.StartNew();
                using var answer = await browser.GetAsync($"/petugas/antrian?tahap={stage}", ct);
                await answer.Content.ReadAsByteArrayAsync(ct);
                answer.EnsureSuccessStatusCode();
                if (i >= Warm)
                {
                    times.Add(watch.Elapsed.TotalMilliseconds);
                }
            }

            medians[stage] = Figures.Median(times);
        }

        return medians;
    }

    private static async Task<string> StaffAsync(ServiceProvider services, CancellationToken ct)
    {
        var created = await services.GetRequiredService<CreateStaff>().ExecuteAsync(new("operator.uji", "Operator Uji", [new RoleAssignment(StaffRole.Operator, Scope.Of(BenchStand.Wide))]), Actor.System, ct);
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(ct);
        await db.Users.ExecuteUpdateAsync(set => set.SetProperty(u => u.MustChangePassword, false), ct);
        return created.Value.Password;
    }

    private static async Task<HttpClient> SignedInAsync(int port, string password, CancellationToken ct)
    {
        var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var form = await browser.GetStringAsync("/petugas/masuk", ct);
        var fields = Hidden().Matches(form).Select(m => new KeyValuePair<string, string>(m.Groups[1].Value, System.Net.WebUtility.HtmlDecode(m.Groups[2].Value)))
            .Append(new("userName", "operator.uji")).Append(new("password", password));
        using var answer = await browser.PostAsync("/petugas/masuk", new FormUrlEncodedContent(fields), ct);
        return answer.Headers.Location is { } to && !to.OriginalString.Contains("masuk", StringComparison.Ordinal)
            ? browser
            : throw new InvalidOperationException($"The sign-in was refused: {(int)answer.StatusCode}.");
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
