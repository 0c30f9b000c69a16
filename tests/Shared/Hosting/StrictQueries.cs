using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Portal.Infrastructure.Persistence;

namespace Portal.Tests;

/// <summary>What the log of a running portal only warns of, a test does not let pass.</summary>
public static class StrictQueries
{
    /// <summary>A query that takes some rows of many says in which order; otherwise chance would choose.</summary>
    public static IServiceCollection AddStrictQueries(this IServiceCollection services) =>
        services.ConfigureDbContext<PortalDbContext>(options =>
            options.ConfigureWarnings(warnings => warnings.Throw(CoreEventId.RowLimitingOperationWithoutOrderByWarning)));
}
