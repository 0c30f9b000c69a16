using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace Portal.Infrastructure.Persistence;

/// <summary>
/// Sends many new rows by COPY: a fraction of the time of a statement for each, and nothing is tracked. Columns and conversions
/// are those of the model.
/// </summary>
internal static class NewRows
{
    /// <summary>Inserts the rows in their order, inside the caller's transaction; numbers that the database gives are not read back.</summary>
    /// <exception cref="DbUpdateException">The database refused a row, as it would have refused a statement.</exception>
    public static async Task CopyAsync<T>(PortalDbContext db, IEnumerable<T> rows, CancellationToken ct)
        where T : class
    {
        var type = db.Model.FindEntityType(typeof(T))!;
        List<Column> columns = [.. ColumnsOf(type, row => row)];
        foreach (var part in type.GetNavigations().Where(n => n.TargetEntityType.IsOwned()))
        {
            columns.AddRange(ColumnsOf(part.TargetEntityType, row => part.PropertyInfo!.GetValue(row)));
        }

        var names = string.Join(", ", columns.Select(c => $"\"{c.Name}\""));
        try
        {
            await using var copy = await ((NpgsqlConnection)db.Database.GetDbConnection()).BeginBinaryImportAsync($"COPY \"{type.GetTableName()}\" ({names}) FROM STDIN (FORMAT BINARY)", ct);
            foreach (var row in rows)
            {
                await copy.StartRowAsync(ct);
                foreach (var column in columns)
                {
                    await column.WriteAsync(copy, row, ct);
                }
            }

            await copy.CompleteAsync(ct);
        }
        catch (PostgresException e)
        {
            throw new DbUpdateException("A row was refused.", e);
        }
    }

    // Keys that the database numbers, and versions that it counts, are left to it; a part's key is its owner's.
    private static IEnumerable<Column> ColumnsOf(IEntityType type, Func<object, object?> part) =>
        type.GetProperties()
            .Where(p => p.ValueGenerated != ValueGenerated.OnAddOrUpdate && !(p.IsPrimaryKey() && (type.IsOwned() || p.ValueGenerated == ValueGenerated.OnAdd)))
            .Select(p => new Column(p.GetColumnName(), p.PropertyInfo!, p.GetRelationalTypeMapping(), part));

    private sealed record Column(string Name, PropertyInfo Property, RelationalTypeMapping Mapping, Func<object, object?> Part)
    {
        public Task WriteAsync(NpgsqlBinaryImporter copy, object row, CancellationToken ct)
        {
            var value = Part(row) is { } part ? Property.GetValue(part) : null;
            value = value is not null && Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
            return value is null ? copy.WriteNullAsync(ct) : copy.WriteAsync(value, Mapping.StoreTypeNameBase, ct);
        }
    }
}
