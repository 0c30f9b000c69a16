using Microsoft.Extensions.Configuration;
using Npgsql;
using Portal.Infrastructure.Persistence;
using Portal.IntegrationTests.Support;
using Portal.Tests;

namespace Portal.IntegrationTests.Persistence;

public sealed class BackupTests(MadeCluster made) : IClassFixture<MadeCluster>, IAsyncLifetime
{
    private readonly string _folder = TemporaryFolder.Create();
    private readonly StringWriter _said = new();
    private IConfiguration _settings = null!;

    private string Backup => Path.Combine(_folder, "saved.backup");

    public async Task InitializeAsync()
    {
        _settings = MadeCluster.SettingsOf(_folder);
        await made.CopyToAsync(_folder);
    }

    public Task DisposeAsync()
    {
        TemporaryFolder.Remove(_folder);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Restore_AfterBackup_BringsTheOldRowsBack()
    {
        await WithDatabaseAsync("CREATE TABLE kept AS SELECT 1 AS id");
        (await BackupCommand.RunAsync(Backup, _said, _settings, CancellationToken.None)).ShouldBe(0, _said.ToString());
        await WithDatabaseAsync("UPDATE kept SET id = 2");

        (await RestoreCommand.RunAsync(Backup, _said, _settings, CancellationToken.None)).ShouldBe(0, _said.ToString());

        (await WithDatabaseAsync("SELECT id FROM kept")).ShouldBe(1);
        (await WithDatabaseAsync("SELECT count(*) FROM pg_database WHERE datname LIKE 'portal%'")).ShouldBe(1L);
        EmbeddedPostgres.IsRunning(PortalDatabase.EmbeddedFolder(_settings)).ShouldBeFalse();
    }

    [Fact]
    public async Task Backup_WhileTheServerRuns_WritesAFileOnlyItsOwnerReads()
    {
        await using var running = await PortalDatabase.OpenAsync(_settings, CancellationToken.None);

        (await BackupCommand.RunAsync(Backup, _said, _settings, CancellationToken.None)).ShouldBe(0, _said.ToString());

        File.GetUnixFileMode(Backup).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _said.ToString().ShouldContain("master.key");
    }

    [Fact]
    public async Task Backup_NoDatabaseYet_SaysSoAndMakesNone()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_folder, "empty")).FullName;

        (await BackupCommand.RunAsync(Backup, _said, MadeCluster.SettingsOf(empty), CancellationToken.None)).ShouldBe(1);

        _said.ToString().ShouldContain("nothing to save");
        Directory.EnumerateFileSystemEntries(empty).ShouldBeEmpty();
    }

    [Fact]
    public async Task Backup_FolderDoesNotExist_SaysSoInASentence()
    {
        await using var running = await PortalDatabase.OpenAsync(_settings, CancellationToken.None);

        (await BackupCommand.RunAsync(Path.Combine(_folder, "nowhere", "saved.backup"), _said, _settings, CancellationToken.None)).ShouldBe(1);

        _said.ToString().ShouldContain("That did not work");
    }

    [Fact]
    public async Task Restore_WhileTheServerRuns_IsRefused()
    {
        await using var running = await PortalDatabase.OpenAsync(_settings, CancellationToken.None);

        (await RestoreCommand.RunAsync(Backup, _said, _settings, CancellationToken.None)).ShouldBe(1);

        _said.ToString().ShouldContain("running");
    }

    [Fact]
    public async Task Restore_ServerOfTheOperatorInUse_IsRefused()
    {
        var connectionString = await TestPostgres.CreateEmptyDatabaseAsync();
        await using var somebody = new NpgsqlConnection(connectionString);
        await somebody.OpenAsync();

        var code = await RestoreCommand.RunAsync(Backup, _said, MadeCluster.Settings("ConnectionStrings:Portal", connectionString), CancellationToken.None);

        code.ShouldBe(1);
        _said.ToString().ShouldContain("Somebody is using");
    }

    [Fact]
    public async Task Restore_FileIsNoBackup_ChangesNothing()
    {
        await WithDatabaseAsync("CREATE TABLE kept AS SELECT 1 AS id");
        await File.WriteAllTextAsync(Backup, "not a backup");

        (await RestoreCommand.RunAsync(Backup, _said, _settings, CancellationToken.None)).ShouldBe(1);

        _said.ToString().ShouldContain("nothing was changed");
        (await WithDatabaseAsync("SELECT id FROM kept")).ShouldBe(1);
    }

    private async Task<object?> WithDatabaseAsync(string sql)
    {
        await using var database = await PortalDatabase.OpenAsync(_settings, CancellationToken.None);
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
