using Microsoft.Extensions.DependencyInjection;

namespace Portal.Infrastructure.Staff;

/// <summary>What staff accounts need in the container.</summary>
public static class StaffRegistration
{
    public static void AddStaffAccounts(this IServiceCollection services)
    {
        services.AddSingleton<StaffDirectory>();
        services.AddSingleton<StaffTrail>();
        services.AddSingleton<StaffSecrets>();
        services.AddSingleton<StaffBuilder>();
        services.AddSingleton<StaffDesk>();
        services.AddSingleton<StationDesk>();
    }
}
