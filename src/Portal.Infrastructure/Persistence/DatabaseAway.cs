using System.Net.Sockets;
using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>Tells a database that is away for the moment from a bug.</summary>
public static class DatabaseAway
{
    /// <summary>True when the server was shut down, restarts, cannot be reached or admits no more sessions: asking again later may help.</summary>
    public static bool IsTheReason(Exception? exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException refused:
                    // FATAL ends or refuses the session itself. Class 08 connection, 53 resources, 57P operator intervention.
                    return refused.InvariantSeverity is "FATAL" or "PANIC"
                        || refused.SqlState.StartsWith("08", StringComparison.Ordinal)
                        || refused.SqlState.StartsWith("53", StringComparison.Ordinal)
                        || refused.SqlState.StartsWith("57P", StringComparison.Ordinal);
                case NpgsqlException { InnerException: SocketException or IOException or TimeoutException }:
                    return true;
                // The line broke between two statements: the driver has ended the transaction, and says only this to the next statement.
                case InvalidOperationException { Source: "Npgsql" } ended when ended.Message.Contains("Transaction is already completed", StringComparison.Ordinal):
                    return true;
                case NpgsqlException lost when lost.Message.Contains("pool has been exhausted", StringComparison.Ordinal):
                    return true;
            }
        }

        return false;
    }
}
