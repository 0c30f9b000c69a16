using Microsoft.Extensions.DependencyInjection;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Notifications;

/// <summary>The provider of messages, and what is scheduled for them.</summary>
public static class NotificationsRegistration
{
    /// <summary>The provider. Only <c>Log</c> exists so far; another name is refused when the settings are read.</summary>
    public static void AddMessageSender(this IServiceCollection services) => services.AddSingleton<IMessageSender, LogSender>();

    public static void AddNotificationJobs(this IQuartzBuilder jobs) => jobs.Every<DispatchMessagesJob>("dispatch-messages", TimeSpan.FromSeconds(5));
}
