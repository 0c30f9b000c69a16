using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Portal.Web.Startup;

/// <summary>
/// <c>Portal__TrustedProxies</c>: addresses or networks (<c>10.0.0.5, 172.16.0.0/12</c>) whose X-Forwarded-For and
/// X-Forwarded-Proto are believed. Nobody is by default, or anyone could pick the address that rate limits count.
/// </summary>
public static class TrustedProxies
{
    public static void Configure(ForwardedHeadersOptions options, string? setting)
    {
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        options.ForwardedHeaders = ForwardedHeaders.None;
        foreach (var entry in (setting ?? string.Empty).Split([',', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(entry, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new InvalidOperationException($"Portal__TrustedProxies: \"{entry}\" is neither an address nor a network.");
            }

            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        }
    }
}
