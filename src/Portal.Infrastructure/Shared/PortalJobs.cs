using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Centre;
using Portal.Infrastructure.Handovers;
using Portal.Infrastructure.Jobs;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Paper;
using Portal.Infrastructure.Printing;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Stock;
using Quartz;

namespace Portal.Infrastructure.Shared;

/// <summary>
/// The scheduler: one store in the database that all nodes share, so that each tick runs on one of them. Its tables live
/// in a schema of their own; it makes them itself.
/// </summary>
public static class PortalJobs
{
    /// <summary>The name all nodes share.</summary>
    public const string SchedulerName = "portal";

    private const string Schema = "quartz";

    /// <summary>The scheduler and every job of the house.</summary>
    public static void AddPortalJobs(this IServiceCollection services)
    {
        services.AddQuartz(jobs =>
        {
            jobs.ConfigureScheduler(options =>
            {
                options.InstanceName = SchedulerName;
                options.GenerateInstanceId = true;
            });
            jobs.UseDefaultThreadPool(4);
            jobs.UsePersistentStore(store =>
            {
                store.UsePostgres(database => database.UseRegisteredDataSource = true);
                store.UseSystemTextJsonSerializer();
                store.UseExecutionHistory();
                store.ConfigureStore(options =>
                {
                    options.SchemaProvisioning = SchemaProvisioning.CreateIfMissing;
                    options.TablePrefix = Schema + ".qrtz_";
                });
                store.UseClustering();
            });
            jobs.AddApplicationJobs();
            jobs.AddAuditJobs();
            jobs.AddBookingJobs();
            jobs.AddCentreJobs();
            jobs.AddHandoverJobs();
            jobs.AddPaperJobs();
            jobs.AddNotificationJobs();
            jobs.AddPrintingJobs();
            jobs.AddPrivacyJobs();
            jobs.AddStockJobs();
            jobs.AddWatchJobs();
        });
        services.AddQuartzExecutionHistory(options =>
        {
            options.Retention = TimeSpan.FromDays(7);
            options.MaxEntriesPerJob = 2_000;
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>Makes the schema that the scheduler puts its tables into.</summary>
    public static async Task MakeSchemaAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        await using var make = source.CreateCommand($"CREATE SCHEMA IF NOT EXISTS {Schema}");
        try
        {
            await make.ExecuteNonQueryAsync(ct);
        }
        catch (PostgresException race) when (race.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateSchema)
        {
            // Another node made it in the same moment.
        }
    }

    /// <summary>
    /// A job at an interval. Ticks missed while the portal was down are not made up for one by one: a job does whatever
    /// the data says is due.
    /// </summary>
    internal static void Every<TJob>(this IQuartzBuilder jobs, string name, TimeSpan interval)
        where TJob : class, IJob =>
        jobs.ScheduleJob<TJob>(trigger => trigger.WithIdentity(name).WithSimpleSchedule(interval), job => job.WithIdentity(name));

    /// <summary>A refusal of a job's own use case is a bug; the scheduler notes it in the history.</summary>
    internal static void OrFailJob(this Result<int> result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"Refused: {result.Error.Code}.");
        }
    }
}
