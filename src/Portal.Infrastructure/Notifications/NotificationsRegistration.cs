using Microsoft.Extensions.DependencyInjection;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Notifications;

/// <summary>The provider of messages, and what is scheduled for them.</summary>
public static class NotificationsRegistration
{
    /// <summary>The provider and the way to it.</summary>
    public static void AddMessages(this IServiceCollection services)
    {
        services.AddSingleton<MessageComposer>();
        services.AddSingleton<WordingBook>();
        services.AddSingleton<SpendingBook>();
        services.AddSingleton<BroadcastPlanner>();
        services.AddSingleton<IWhatsAppTemplates, MappedTemplates>();
        services.AddSingleton<IMessageSender>(provider => provider.GetRequiredService<PortalOptions>().Notifications.Twilio is null ? new LogSender() : ActivatorUtilities.CreateInstance<TwilioSender>(provider));
        services.AddSingleton<ProviderGate>();
        services.AddSingleton<MessageClaims>();
        services.AddSingleton<MessageMarks>();
        services.AddSingleton<MessagePump>();
    }

    public static void AddNotificationJobs(this IQuartzBuilder jobs)
    {
        jobs.Every<DispatchMessagesJob>("dispatch-messages", TimeSpan.FromSeconds(5));
        jobs.Every<FallBackToSmsJob>("fall-back-to-sms", TimeSpan.FromSeconds(15));
    }
}
