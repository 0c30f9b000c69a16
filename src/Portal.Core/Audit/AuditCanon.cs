using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Core.Audit;

/// <summary>
/// The one way to write an event or a seal as bytes, whatever the culture, the time zone or the database's own formatting. Changing
/// anything here breaks every chain; a new form would get a new first line. docs/audit-events.md says the same for outsiders.
/// </summary>
public static class AuditCanon
{
    /// <summary>Bytes of a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    private const string EventForm = "portal-audit-event-1";
    private const string SealForm = "portal-audit-seal-1";
    private const int TicksPerMicrosecond = 10;

    /// <summary>The event as bytes: a line that names the form, then a line for each field.</summary>
    public static byte[] BytesOf(AuditEvent audited)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        Line(bytes, EventForm);
        Field(bytes, "id", Number(audited.Id));
        Field(bytes, "at", Moment(audited.At));
        Field(bytes, "verb", audited.Verb);
        Field(bytes, "actor", audited.ActorKind.ToString());
        Field(bytes, "staff", Id(audited.StaffId));
        Field(bytes, "office", audited.OfficeCode?.Value);
        Field(bytes, "subject", Id(audited.SubjectId));
        Field(bytes, "reason", audited.Reason);
        Field(bytes, "detail", audited.Detail);
        Field(bytes, "command", Id(audited.CommandId));
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 of <see cref="BytesOf(AuditEvent)"/>.</summary>
    public static byte[] HashOf(AuditEvent audited) => SHA256.HashData(BytesOf(audited));

    /// <summary>The seal as bytes: form, head fields, then a line for each event with its id and hash.</summary>
    public static byte[] BytesOf(AuditSeal seal)
    {
        var bytes = new ArrayBufferWriter<byte>(256 + (seal.Count * 80));
        Line(bytes, SealForm);
        Field(bytes, "chain", seal.Chain);
        Field(bytes, "sequence", Number(seal.Sequence));
        Field(bytes, "at", Moment(seal.At));
        Field(bytes, "previous", Convert.ToHexStringLower(seal.Previous));
        Field(bytes, "events", Number(seal.Count));
        for (var i = 0; i < seal.EventIds.Length; i++)
        {
            Line(bytes, $"{Number(seal.EventIds[i])} {Convert.ToHexStringLower(seal.EventHash(i))}");
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>SHA-256 of <see cref="BytesOf(AuditSeal)"/>.</summary>
    public static byte[] HashOf(AuditSeal seal) => SHA256.HashData(BytesOf(seal));

    /// <summary>A moment in UTC, cut to whole microseconds: PostgreSQL keeps no finer ones.</summary>
    public static DateTimeOffset ToMicroseconds(DateTimeOffset moment) => new(moment.UtcTicks - (moment.UtcTicks % TicksPerMicrosecond), TimeSpan.Zero);

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Id(Guid? id) => id?.ToString("D", CultureInfo.InvariantCulture);

    // The length in bytes comes first, so no text can look like the end of its field or the start of another.
    private static void Field(ArrayBufferWriter<byte> bytes, string name, string? text) =>
        Line(bytes, text is null ? $"{name}=-" : $"{name}={Number(Encoding.UTF8.GetByteCount(text))}:{text}");

    private static void Line(ArrayBufferWriter<byte> bytes, string text)
    {
        Encoding.UTF8.GetBytes(text, bytes);
        bytes.Write("\n"u8);
    }
}
