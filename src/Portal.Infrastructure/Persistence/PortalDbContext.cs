using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Booking;
using Portal.Core.Jobs;
using Portal.Core.Notifications;
using Portal.Core.Offices;
using Portal.Core.Printing;
using Portal.Core.Privacy;
using Portal.Core.PublicInfo;
using Portal.Core.Settings;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Printing;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Persistence;

/// <summary>The one database. A use case opens a context of its own and never shares it.</summary>
public sealed class PortalDbContext(DbContextOptions<PortalDbContext> options) : IdentityUserContext<StaffMember, Guid>(options)
{
    /// <summary>Counts register numbers; a keyed permutation turns the count into the number.</summary>
    public const string RegisterSequence = "register_number_seq";

    public DbSet<Office> Offices => Set<Office>();

    public DbSet<ServicePoint> ServicePoints => Set<ServicePoint>();

    public DbSet<Holiday> Holidays => Set<Holiday>();

    public DbSet<ServiceDefinition> Services => Set<ServiceDefinition>();

    public DbSet<OfficeService> OfficeServices => Set<OfficeService>();

    public DbSet<StoredSetting> Settings => Set<StoredSetting>();

    public DbSet<SettingChange> SettingChanges => Set<SettingChange>();

    public DbSet<CardApplication> Applications => Set<CardApplication>();

    public DbSet<Appointment> Appointments => Set<Appointment>();

    public DbSet<BookingDraft> Drafts => Set<BookingDraft>();

    public DbSet<SlotOccupancy> SlotOccupancies => Set<SlotOccupancy>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    public DbSet<MessageStep> MessageSteps => Set<MessageStep>();

    public DbSet<WhatsAppTemplate> WhatsAppTemplates => Set<WhatsAppTemplate>();

    public DbSet<MessageWording> MessageWordings => Set<MessageWording>();

    public DbSet<Broadcast> Broadcasts => Set<Broadcast>();

    public DbSet<BroadcastUnreached> BroadcastUnreached => Set<BroadcastUnreached>();

    public DbSet<MessageBudget> MessageBudgets => Set<MessageBudget>();

    public DbSet<MessageDay> MessageDays => Set<MessageDay>();

    public DbSet<OptOut> OptOuts => Set<OptOut>();

    public DbSet<InboundMessage> InboundMessages => Set<InboundMessage>();

    public DbSet<OneTimeCode> Codes => Set<OneTimeCode>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    public DbSet<AuditSeal> AuditSeals => Set<AuditSeal>();

    public DbSet<UnsealedEvent> UnsealedEvents => Set<UnsealedEvent>();

    public DbSet<Alert> Alerts => Set<Alert>();

    public DbSet<StatusEntry> Statuses => Set<StatusEntry>();

    public DbSet<Recording> Recordings => Set<Recording>();

    public DbSet<CentreBatch> CentreBatches => Set<CentreBatch>();

    public DbSet<CentreReport> CentreReports => Set<CentreReport>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    public DbSet<Handover> Handovers => Set<Handover>();

    public DbSet<PaperBlock> PaperBlocks => Set<PaperBlock>();

    public DbSet<PaperNumber> PaperNumbers => Set<PaperNumber>();

    public DbSet<PrintBatch> PrintBatches => Set<PrintBatch>();

    public DbSet<PrintJob> PrintJobs => Set<PrintJob>();

    public DbSet<Bundle> Bundles => Set<Bundle>();

    public DbSet<CardPromise> CardPromises => Set<CardPromise>();

    public DbSet<PromiseFactsRow> PromiseFacts => Set<PromiseFactsRow>();

    public DbSet<PromiseRun> PromiseRuns => Set<PromiseRun>();

    public DbSet<StockEntry> StockEntries => Set<StockEntry>();

    public DbSet<StockLevel> StockLevels => Set<StockLevel>();

    public DbSet<StockCorrection> StockCorrections => Set<StockCorrection>();

    public DbSet<StockRequest> StockRequests => Set<StockRequest>();

    public DbSet<StockDay> StockDays => Set<StockDay>();

    public DbSet<LoneAct> LoneActs => Set<LoneAct>();

    public DbSet<WorkSession> StaffSessions => Set<WorkSession>();

    public DbSet<StaffLink> StaffLinks => Set<StaffLink>();

    public DbSet<SecondFactorReset> SecondFactorResets => Set<SecondFactorReset>();

    public DbSet<DataKey> DataKeys => Set<DataKey>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ValueConversions.Apply(configurationBuilder);

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        builder.HasPostgresExtension("pg_trgm");
        builder.HasSequence<long>(RegisterSequence).StartsAt(1).HasMin(0).HasMax(Core.Shared.RegisterNumber.LastSequence);
        SnakeCase.Apply(builder);
    }
}
