using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Portal.Infrastructure.Persistence;

/// <summary>Names tables, columns, keys and indexes the PostgreSQL way, so that hand-written SQL needs no quotes.</summary>
internal static partial class SnakeCase
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.GetTableName() is not { } table || entity.IsMappedToJson())
            {
                continue;
            }

            // Identity names its tables AspNetUsers and so on; here they are the staff's.
            entity.SetTableName(Of(table.Replace("AspNetUser", "Staff", StringComparison.Ordinal)));
            foreach (var property in entity.GetProperties())
            {
                // Row versions are PostgreSQL's own xmin, not a column of ours.
                if (property.IsConcurrencyToken && property.ClrType == typeof(uint))
                {
                    property.SetColumnName("xmin");
                    continue;
                }

                // An owned value shares its owner's row, so its key is the owner's.
                property.SetColumnName(entity.IsOwned() && property.IsPrimaryKey() ? "id" : Of(property.GetColumnName()));
            }

            foreach (var key in entity.GetKeys())
            {
                key.SetName(Of(key.GetName()!.Replace("AspNetUser", "Staff", StringComparison.Ordinal)));
            }

            foreach (var foreignKey in entity.GetForeignKeys())
            {
                foreignKey.SetConstraintName(Of(foreignKey.GetConstraintName()!.Replace("AspNetUser", "Staff", StringComparison.Ordinal)));
            }

            foreach (var index in entity.GetIndexes())
            {
                index.SetDatabaseName(Of(index.GetDatabaseName()!.Replace("AspNetUser", "Staff", StringComparison.Ordinal)));
            }
        }
    }

    private static string Of(string name) => Boundary().Replace(name, "$1_$2").ToLowerInvariant();

    [GeneratedRegex("([a-z0-9])([A-Z])")]
    private static partial Regex Boundary();
}
