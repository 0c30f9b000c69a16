using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>Puts a backup in place of the present database.</summary>
public static class RestoreCommand
{
    /// <summary>
    /// Fills a new database from the file and exchanges the two only when that went well, so a bad file changes
    /// nothing. Refused while anybody uses the database.
    /// </summary>
    /// <returns>0 when the backup is in place, otherwise 1.</returns>
    public static Task<int> RunAsync(string file, TextWriter output, IConfiguration configuration, CancellationToken ct) =>
        OperatorCommand.RunAsync(output, () => ExchangeAsync(Path.GetFullPath(file), output, configuration, ct));

    private static async Task<int> ExchangeAsync(string file, TextWriter output, IConfiguration configuration, CancellationToken ct)
    {
        if (PortalDatabase.Configured(configuration) is null && EmbeddedPostgres.IsRunning(PortalDatabase.EmbeddedFolder(configuration)))
        {
            await output.WriteLineAsync("The portal is running. Stop it first (Ctrl-C where './portal up' runs), then restore.");
            return 1;
        }

        await using var database = await PortalDatabase.OpenAsync(configuration, ct);
        var target = new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = false };
        var name = target.Database!;
        var fresh = $"{name}_restore";
        var old = $"{name}_replaced";
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = "postgres" }.ConnectionString);
        await server.OpenAsync(ct);
        if (await IsInUseAsync(server, name, ct))
        {
            await output.WriteLineAsync($"Somebody is using the database '{name}'. Stop every portal that uses it, then restore.");
            return 1;
        }

        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {Quoted(fresh)}", ct);
        await ExecuteAsync(server, $"CREATE DATABASE {Quoted(fresh)} TEMPLATE template0", ct);
        var into = new NpgsqlConnectionStringBuilder(target.ConnectionString) { Database = fresh }.ConnectionString;
        var restore = await PostgresTool.RunAsync(
            "pg_restore", into, ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", $"--dbname={fresh}", file], ct);
        if (!restore.Succeeded)
        {
            await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {Quoted(fresh)}", ct);
            await output.WriteLineAsync($"The file could not be restored, and nothing was changed: {restore.Complaint}");
            return 1;
        }

        await ExecuteAsync(server, $"DROP DATABASE IF EXISTS {Quoted(old)}", ct);
        await using (var exchange = await server.BeginTransactionAsync(ct))
        {
            await ExecuteAsync(server, $"ALTER DATABASE {Quoted(name)} RENAME TO {Quoted(old)}", ct);
            await ExecuteAsync(server, $"ALTER DATABASE {Quoted(fresh)} RENAME TO {Quoted(name)}", ct);
            await exchange.CommitAsync(ct);
        }

        await ExecuteAsync(server, $"DROP DATABASE {Quoted(old)}", ct);
        await output.WriteLineAsync($"Restored {file}. The next './portal up' brings it to the newest schema. It needs the master key the backup was made with.");
        return 0;
    }

    private static async Task<bool> IsInUseAsync(NpgsqlConnection server, string name, CancellationToken ct)
    {
        await using var ask = new NpgsqlCommand("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = $1)", server) { Parameters = { new() { Value = name } } };
        return (bool)(await ask.ExecuteScalarAsync(ct))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection server, string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, server) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
