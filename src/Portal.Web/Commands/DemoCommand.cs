using Portal.Core.Staff;
using Portal.Infrastructure.Demo;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;
using Portal.Web.Startup;

namespace Portal.Web.Commands;

/// <summary>Fills the portal with invented people and prints the staff sign-ins.</summary>
public static class DemoCommand
{
    /// <returns>The exit code.</returns>
    /// <exception cref="StartProblem">This installation is a real one.</exception>
    public static async Task<int> RunAsync(TextWriter output, CancellationToken ct)
    {
        var builder = WebApplication.CreateBuilder();
        if (Refusal(builder.Environment, builder.Configuration) is { } refusal)
        {
            throw new StartProblem(refusal);
        }

        return await PortalHost.WithServicesAsync(async app =>
        {
            // The data source hides its password; the settings or the embedded cluster know the whole string.
            await using var database = await PortalDatabase.OpenAsync(app.Configuration, ct);
            var services = app.Services;
            var result = await DemoData.LoadAsync(
                database.ConnectionString, services.GetRequiredService<MasterKey>(), services.GetRequiredService<PortalOptions>(), services.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
            await PrintAsync(output, result);
            return 0;
        });
    }

    /// <summary>Why invented people may not be put into this installation, or null.</summary>
    public static string? Refusal(IHostEnvironment environment, IConfiguration configuration)
    {
        if (environment.IsProduction())
        {
            return "The demo refuses in Production: its people are invented. Set ASPNETCORE_ENVIRONMENT=Development to try it.";
        }

        // Indonesia keeps no telephone numbers for invented people: some of these may be somebody's.
        return configuration["Notifications:Provider"] is { Length: > 0 } provider && !provider.Equals("Log", StringComparison.OrdinalIgnoreCase)
            ? "The demo refuses while messages really go out: its phone numbers may be somebody's. Set Notifications__Provider to Log."
            : null;
    }

    private static async Task PrintAsync(TextWriter output, DemoResult result)
    {
        if (result is { Accounts.Count: 0, Applications: 0 })
        {
            await output.WriteLineAsync("The demo is there already; nothing was changed. Passwords were shown when it was made and are kept nowhere.");
            return;
        }

        await output.WriteLineAsync($"The portal now has {result.Applications} invented applications more.");
        if (result.Accounts.Count == 0)
        {
            return;
        }

        await output.WriteLineAsync("Staff sign-ins (/petugas/masuk), shown this once:");
        foreach (var office in result.Accounts.GroupBy(a => a.Where))
        {
            await output.WriteLineAsync($"\n{office.Key}");
            foreach (var account in office)
            {
                var secret = account.TotpSecret is null ? "" : $"  authenticator secret {account.TotpSecret}";
                await output.WriteLineAsync($"  {NameOf(account.Role),-15} {account.UserName,-28} {account.Password}{secret}");
            }
        }

        await output.WriteLineAsync("\nThe six digits of a supervisor or admin come from any authenticator app, or from: oathtool --totp -b SECRET");
    }

    private static string NameOf(StaffRole role) => role switch
    {
        StaffRole.Registrar => "registrar",
        StaffRole.Checker => "checker",
        StaffRole.Operator => "operator",
        StaffRole.PrintOperator => "print operator",
        StaffRole.Supervisor => "supervisor",
        StaffRole.Admin => "admin",
    };
}
