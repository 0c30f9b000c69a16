using System.Globalization;
using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>Runs pg_dump and pg_restore against a database given by an Npgsql connection string.</summary>
internal static class PostgresTool
{
    /// <param name="program">For example <c>pg_dump</c>.</param>
    /// <param name="connectionString">Handed over in environment variables: arguments are visible to every user of the machine, and may hold a password.</param>
    /// <param name="arguments">Options of the program.</param>
    /// <param name="ct">Ends the waiting.</param>
    public static Task<ChildProcess.Outcome> RunAsync(string program, string connectionString, IEnumerable<string> arguments, CancellationToken ct)
    {
        var target = new NpgsqlConnectionStringBuilder(connectionString);
        var environment = new Dictionary<string, string?>
        {
            ["PGHOST"] = target.Host,
            ["PGPORT"] = target.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = target.Username,
            ["PGPASSWORD"] = target.Password,
            ["PGPASSFILE"] = target.Passfile,
            ["PGDATABASE"] = target.Database,
            ["PGSSLMODE"] = target.SslMode switch
            {
                SslMode.VerifyCA => "verify-ca",
                SslMode.VerifyFull => "verify-full",
                var mode => mode.ToString().ToLowerInvariant(),
            },
            ["PGSSLROOTCERT"] = target.RootCertificate,
        };
        return ChildProcess.RunAsync([Path.Combine(PostgresBinaries.Folder(), program), .. arguments], environment, ct);
    }
}
