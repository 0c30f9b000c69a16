using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Infrastructure.Persistence;

namespace Portal.Bench.Status;

/// <summary>What a static Blazor page costs at the least: the framework, one component, one look-up through EF Core.</summary>
internal static class BarePortal
{
    /// <summary>The word that makes this program serve instead of measure.</summary>
    public const string Command = "serve-bare-page";

    public static async Task<int> ServeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddRazorComponents();
        builder.Services.AddResponseCompression();
        builder.Services.AddSingleton(PortalDbOptions.Source(builder.Configuration["ConnectionStrings:Portal"]!));
        builder.Services.AddPooledDbContextFactory<PortalDbContext>((provider, options) =>
            options.UseApplicationServiceProvider(provider).UseNpgsql(provider.GetRequiredService<Npgsql.NpgsqlDataSource>()));
        await using var app = builder.Build();
        app.UseResponseCompression();
        app.UseAntiforgery();
        app.MapRazorComponents<BareApp>();
        await app.RunAsync();
        return 0;
    }
}
