using Npgsql;
using Portal.Tests;

namespace Portal.IntegrationTests.Persistence;

public sealed class TestPostgresTests
{
    [Fact]
    public async Task CreateEmptyDatabase_Twice_GivesTwoThatDoNotSeeEachOther()
    {
        var one = await TestPostgres.CreateEmptyDatabaseAsync();
        var other = await TestPostgres.CreateEmptyDatabaseAsync();

        await ScalarAsync(one, "CREATE TABLE mine AS SELECT 1 AS id");

        (await ScalarAsync(one, "SELECT to_regclass('mine') IS NOT NULL")).ShouldBe(true);
        (await ScalarAsync(other, "SELECT to_regclass('mine') IS NULL")).ShouldBe(true);
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
