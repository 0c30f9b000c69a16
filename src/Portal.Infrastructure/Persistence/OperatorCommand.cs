using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>Turns what an operator can mend into a sentence instead of a stack trace.</summary>
internal static class OperatorCommand
{
    public static async Task<int> RunAsync(TextWriter output, Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidOperationException or NpgsqlException)
        {
            await output.WriteLineAsync($"That did not work: {failure.Message}");
            return 1;
        }
    }
}
