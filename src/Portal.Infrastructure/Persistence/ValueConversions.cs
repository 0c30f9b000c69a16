using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Jobs;
using Portal.Core.Notifications;
using Portal.Core.Offices;
using Portal.Core.Printing;
using Portal.Core.Privacy;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;

namespace Portal.Infrastructure.Persistence;

/// <summary>How Core's value types are stored.</summary>
internal static class ValueConversions
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static void Apply(ModelConfigurationBuilder configuration)
    {
        configuration.Properties<OfficeCode>().HaveConversion<OfficeCodeConverter>().HaveMaxLength(8);
        configuration.Properties<VillageCode>().HaveConversion<VillageCodeConverter>().HaveMaxLength(13);
        configuration.Properties<RegisterNumber>().HaveConversion<RegisterNumberConverter>().HaveMaxLength(10);
        configuration.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

        // Words, not numbers: a dump stays readable and a renumbered enum cannot change history.
        configuration.Properties<ActorKind>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<AlertKind>().HaveConversion<string>().HaveMaxLength(30);
        configuration.Properties<ApplicationState>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<ApplicationVerb>().HaveConversion<string>().HaveMaxLength(30);
        configuration.Properties<AppointmentPurpose>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<AppointmentState>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<BroadcastStage>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<BroadcastState>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<Channel>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<CodePurpose>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<HandedTo>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<HolidayKind>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<IdentityCheck>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<ImportKind>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<InboundWish>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<Intake>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<Language>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<MessageEvent>().HaveConversion<string>().HaveMaxLength(40);
        configuration.Properties<MessageState>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<PrintJobState>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<PromiseBasis>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<PromiseDelay>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<RecordingPart>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<ScopeKind>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<SessionEnd>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<ServiceSlug>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<SpendingClass>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<SpendingUnit>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<StaffLinkKind>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<StaffRole>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<StatusSource>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<StockMovement>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<StockRequestState>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<UntoldReason>().HaveConversion<string>().HaveMaxLength(20);
        configuration.Properties<VillageKind>().HaveConversion<string>().HaveMaxLength(20);
    }

    /// <summary>Stores a value as jsonb; compared by its text, for such values are small and replaced as a whole.</summary>
    public static PropertyBuilder<T> AsJson<T>(this PropertyBuilder<T> property)
    {
        property.HasColumnType("jsonb").HasConversion(
            new ValueConverter<T, string>(v => JsonSerializer.Serialize(v, Json), t => JsonSerializer.Deserialize<T>(t, Json)!),
            new ValueComparer<T>(
                (a, b) => JsonSerializer.Serialize(a, Json) == JsonSerializer.Serialize(b, Json),
                v => JsonSerializer.Serialize(v, Json).GetHashCode(StringComparison.Ordinal),
                v => v));
        return property;
    }

    private sealed class OfficeCodeConverter() : ValueConverter<OfficeCode, string>(c => c.ToString(), t => Read(OfficeCode.Parse(t, "office")));

    private sealed class VillageCodeConverter() : ValueConverter<VillageCode, string>(c => c.ToString(), t => Read(VillageCode.Parse(t, "village")));

    private sealed class RegisterNumberConverter() : ValueConverter<RegisterNumber, string>(c => c.Value, t => Read(RegisterNumber.Parse(t, "register")));

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(v => v.ToUniversalTime(), v => v);

    private static T Read<T>(Result<T> stored) => stored.Value;
}
