using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>Runs a transaction again when PostgreSQL gave it up for the sake of another.</summary>
internal static class Retry
{
    private const int Times = 4;

    /// <summary>Runs <paramref name="transaction"/>, up to four times on a deadlock, a serialization failure or a calendar that has changed. It must open its own context.</summary>
    public static async Task<T> OnConflictAsync<T>(Func<Task<T>> transaction)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await transaction();
            }
            catch (Exception e) when (attempt < Times && IsConflict(e))
            {
                await Task.Delay(Random.Shared.Next(5, 20 * attempt));
            }
        }
    }

    /// <summary>The violated unique constraint, or null when <paramref name="exception"/> is something else.</summary>
    public static string? ViolatedUnique(Exception exception) =>
        Postgres(exception) is { SqlState: PostgresErrorCodes.UniqueViolation } violation ? violation.ConstraintName : null;

    private static bool IsConflict(Exception exception) =>
        exception is StaleCalendarException || Postgres(exception)?.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    private static PostgresException? Postgres(Exception? exception) => exception switch
    {
        null => null,
        PostgresException postgres => postgres,
        _ => Postgres(exception.InnerException),
    };
}

/// <summary>The calendar by which a transaction took a place is no longer the one in force.</summary>
internal sealed class StaleCalendarException() : Exception("The calendar has changed meanwhile.");
