using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Portal.Infrastructure.Shared;

namespace Portal.Web.Startup;

/// <summary>
/// Loose limits per address, against floods: thousands of phones may share one carrier's address, so the strict limits are
/// elsewhere, per NIK, phone and register number (<see cref="TryLimiter"/>). What is not listed is not limited.
/// </summary>
public static class RateLimits
{
    private const int RetryAfterSeconds = 60;

    private static readonly Rule[] Rules =
    [
        new("sign-in", 30, TimeSpan.FromMinutes(5), "POST", "/petugas/masuk", "/petugas/totp", "/petugas/sandi", "/petugas/undangan"),
        // Ten colleagues behind one address lock and open their stations all day; wrong PINs are counted per account.
        new("station", 300, TimeSpan.FromMinutes(5), "POST", "/petugas/kunci", "/petugas/ganti"),
        new("code", 120, TimeSpan.FromMinutes(10), "POST", "/k", "/status"),
        // A place is kept for ten minutes, and a browser that drops its cookies is a new one: without this an address takes every place there is.
        new("hold", 120, TimeSpan.FromMinutes(10), "POST", "/daftar/waktu"),
        new("booking", 600, TimeSpan.FromMinutes(10), "POST", "/daftar", "/api/v1/bookings"),
        new("status", 600, TimeSpan.FromMinutes(1), "GET", "/status", "/k", "/api/v1/status"),
        new("verification", 300, TimeSpan.FromMinutes(1), "GET", "/verifikasi", "/api/v1/verify"),
    ];

    public static void AddPortalRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string Rule, IPAddress Caller)>(context =>
        {
            var path = context.Request.Path.StartsWithSegments("/en", out var rest) ? rest : context.Request.Path;
            var rule = Array.Find(Rules, r => r.Covers(context.Request.Method, path));
            return rule is null
                ? RateLimitPartition.GetNoLimiter(("", IPAddress.None))
                : RateLimitPartition.GetSlidingWindowLimiter((rule.Name, CallerOf(context)), _ => rule.Allowance());
        });
        limiter.OnRejected = (rejected, _) =>
        {
            // The body is left to the error pages: a page for people, a problem for machines.
            rejected.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
    });

    public static void UsePortalRateLimits(this WebApplication app)
    {
        if (app.Services.GetRequiredService<PortalOptions>().RateLimits)
        {
            app.UseRateLimiter();
        }
    }

    /// <summary>An IPv6 subscriber owns at least a /64 and may choose any address in it.</summary>
    private static IPAddress CallerOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.Loopback;
        if (address.IsIPv4MappedToIPv6)
        {
            return address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private sealed record Rule(string Name, int Permits, TimeSpan Window, string Method, params PathString[] Paths)
    {
        public bool Covers(string method, PathString path) =>
            (HttpMethods.IsHead(method) ? HttpMethods.Get : method) == Method && Array.Exists(Paths, prefix => path.StartsWithSegments(prefix));

        public SlidingWindowRateLimiterOptions Allowance() => new() { PermitLimit = Permits, Window = Window, SegmentsPerWindow = 5 };
    }
}
