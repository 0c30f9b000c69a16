using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Npgsql;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Centre;
using Portal.Infrastructure.Handovers;
using Portal.Infrastructure.Imports;
using Portal.Infrastructure.Jobs;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Paper;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Printing;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Settings;
using Portal.Infrastructure.Shared;
using Portal.Infrastructure.Staff;
using Portal.Infrastructure.Stock;

namespace Portal.Infrastructure;

/// <summary>Puts the house's services into the container.</summary>
public static class PortalInfrastructure
{
    /// <summary>Database, keys, directory and every use case. Use cases hold no state, so one of each serves all.</summary>
    public static IServiceCollection AddPortalInfrastructure(this IServiceCollection services, string connectionString, MasterKey masterKey, PortalOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(masterKey);
        services.AddSingleton(_ => PortalDbOptions.Source(connectionString));
        services.AddSingleton<System.Data.Common.DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddPooledDbContextFactory<PortalDbContext>((provider, options) =>
            options.UseApplicationServiceProvider(provider).UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
                // A constraint that refuses is how a second booking is told: no error. Whatever nobody expects is an exception, and logged as one.
                .ConfigureWarnings(warnings => warnings.Log((RelationalEventId.CommandError, LogLevel.Debug), (CoreEventId.SaveChangesFailed, LogLevel.Debug))));
        services.AddSingleton<KeyRing>();
        services.AddSingleton<PersonalDataVault>();
        services.AddSingleton<OfficeDirectory>();
        services.AddSingleton<OfficeEditor>();
        services.AddSingleton<SettingsBook>();
        services.AddSingleton<PublicLinks>();
        services.AddSingleton<TryLimiter>();
        services.AddSingleton<IdempotentAnswers>();
        services.AddSingleton<PortalMetrics>();
        services.AddSingleton<Readiness>();
        services.AddSingleton<SharedScheduler>();
        services.AddMessages();
        services.AddSingleton<AppointmentMessages>();
        services.AddSingleton<ApplicationRegistrar>();
        services.AddSingleton<ApplicationCloser>();
        services.AddSingleton<ContactChanger>();
        services.AddSingleton<PhoneShare>();
        services.AddSingleton<CalendarDesk>();
        services.AddSingleton<AppointmentDesk>();
        services.AddSingleton<UnbookedArrival>();
        services.AddSingleton<ApplicationDesk>();
        services.AddSingleton<StepMessages>();
        services.AddSingleton<DelegateCodes>();
        services.AddSingleton<OfficePromises>();
        services.AddSingleton<StockDesk>();
        services.AddStaffAccounts();
        services.AddCentreLine();
        services.AddSingleton<BacklogImporter>();
        services.AddPaper();
        services.AddWatch();
        foreach (var useCase in typeof(IUseCase).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IUseCase))))
        {
            services.AddSingleton(useCase);
        }

        services.AddHostedService<OfficeListener>();
        if (options.Jobs)
        {
            services.AddPortalJobs();
            services.AddHostedService<MessageListener>();
        }

        return services;
    }
}
