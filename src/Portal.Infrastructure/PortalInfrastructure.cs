using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure;

/// <summary>Puts the house's services into the container.</summary>
public static class PortalInfrastructure
{
    /// <summary>Database, keys, directory and every use case. Use cases hold no state, so one of each serves all.</summary>
    public static IServiceCollection AddPortalInfrastructure(this IServiceCollection services, string connectionString, MasterKey masterKey)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(masterKey);
        services.AddSingleton(_ => PortalDbOptions.Source(connectionString));
        services.AddSingleton<System.Data.Common.DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddPooledDbContextFactory<PortalDbContext>((provider, options) =>
            options.UseApplicationServiceProvider(provider).UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<KeyRing>();
        services.AddSingleton<PersonalDataVault>();
        services.AddSingleton<OfficeDirectory>();
        foreach (var useCase in typeof(IUseCase).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IUseCase))))
        {
            services.AddSingleton(useCase);
        }

        return services;
    }
}
