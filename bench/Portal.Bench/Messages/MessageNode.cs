using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Shared;

namespace Portal.Bench.Messages;

/// <summary>One node's services: its own connections, its own pace.</summary>
internal sealed class MessageNode(BenchStand stand, BareTwilio twilio, TimeProvider time) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddSingleton(time)
        .AddPortalInfrastructure(stand.ConnectionString, new MasterKey(Convert.FromBase64String(stand.MasterKey)), new PortalOptions
        {
            PublicBaseUrl = new Uri("http://localhost"),
            RateLimits = false,
            Jobs = false,
            Notifications = new() { Twilio = twilio.Options, PerSecond = 10_000 },
        })
        .BuildServiceProvider();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<int> DrainAsync(CancellationToken ct) => (await Get<DispatchMessages>().ExecuteAsync(Actor.System, ct)).Value;

    public MessageListener Listener() => ActivatorUtilities.CreateInstance<MessageListener>(_services);

    public PortalDbContext Db() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContext();

    /// <summary>An application for the messages to be about.</summary>
    public async Task<CardApplication> ApplicationAsync(CancellationToken ct)
    {
        var (id, vault, now) = (Guid.NewGuid(), Get<PersonalDataVault>(), Get<TimeProvider>().GetUtcNow());
        var (nik, born, phone) = (Nik.Parse("9901010101900001").Value, new DateOnly(1990, 1, 1), PhoneNumber.Parse("081300000001").Value);
        var details = new BookingDetails(BenchStand.Wide, ServiceSlug.New, "Warga Uji", nik, born, false, phone, VillageCode.Parse($"{BenchStand.Wide}.2001").Value, Language.Indonesian, Channel.Sms, SpecialNeeds.None);
        var application = CardApplication.Submit(id, RegisterNumber.FromSequence(1, Get<KeyRing>().Register), details, vault.Seal(id, nik, born, phone), PersonalDataVault.LinkHash(vault.LinkCode(id, 1)), Intake.Web, now);
        await using var db = Db();
        db.Applications.Add(application);
        await db.SaveChangesAsync(ct);
        return application;
    }

    public OutboxMessage Compose(PortalDbContext db, CardApplication application, string key) => Get<MessageComposer>().Compose(
        db,
        application,
        MessageEvent.CardReady,
        key,
        new MessageFacts { Register = application.Register, Office = "Luas", Link = "http://localhost/k/0123456789abcdefghjk" },
        Get<TimeProvider>().GetUtcNow())!;

    /// <summary>A message to a phone of its own.</summary>
    public OutboxMessage ComposeTo(PortalDbContext db, CardApplication application, int number) => Get<MessageComposer>().ComposeTo(
        db,
        PhoneNumber.Parse($"0813{number:D8}").Value,
        Channel.Sms,
        application,
        MessageEvent.CardReady,
        $"outage{number}",
        new MessageFacts { Register = application.Register, Office = "Luas", Link = "http://localhost/k/0123456789abcdefghjk" },
        Get<TimeProvider>().GetUtcNow());

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
