using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Portal.Infrastructure.Persistence;
using Portal.Tests;

namespace Portal.IntegrationTests.Support;

/// <summary>A stopped cluster with the portal's database, made once and copied: making one takes longer than a test of it.</summary>
public sealed class MadeCluster : IAsyncLifetime
{
    private readonly string _folder = TemporaryFolder.Create();

    public static IConfiguration Settings(string name, string value) => new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(name, (string?)value)]).Build();

    public static IConfiguration SettingsOf(string folder) => Settings("PORTAL_DATA", folder);

    public async Task InitializeAsync() => await (await PortalDatabase.OpenAsync(SettingsOf(_folder), CancellationToken.None)).DisposeAsync();

    /// <summary>Copies it with owners and modes, which the server insists on.</summary>
    public async Task CopyToAsync(string folder)
    {
        using var copy = Process.Start("cp", ["-a", $"{_folder}/.", folder]);
        await copy.WaitForExitAsync();
        copy.ExitCode.ShouldBe(0);
    }

    public Task DisposeAsync()
    {
        TemporaryFolder.Remove(_folder);
        return Task.CompletedTask;
    }
}
