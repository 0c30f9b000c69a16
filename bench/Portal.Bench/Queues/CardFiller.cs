using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Demo;

namespace Portal.Bench.Queues;

/// <summary>Writes applications by the hundred thousand, past the use cases: only their number and their states matter here.</summary>
internal sealed class CardFiller(BenchStand stand, OfficeCode office, RegisterNumberKey key)
{
    // Of a hundred applications: most are over, and every queue is long.
    private static readonly (ApplicationState State, int Share)[] Shares =
    [
        (ApplicationState.Collected, 62), (ApplicationState.ReadyForPickup, 10), (ApplicationState.PrintReady, 7), (ApplicationState.SentToCentre, 6), (ApplicationState.Submitted, 4),
        (ApplicationState.DossierAccepted, 3), (ApplicationState.Recorded, 2), (ApplicationState.Verified, 2), (ApplicationState.Printed, 2), (ApplicationState.CentreFailed, 1), (ApplicationState.Cancelled, 1),
    ];

    private int _made;

    /// <summary>Adds applications until there are so many.</summary>
    public async Task FillAsync(int until, CancellationToken ct)
    {
        var states = Shares.SelectMany(s => Enumerable.Repeat(s.State, s.Share)).ToArray();
        var now = DateTime.UtcNow;
        await using var connection = await stand.OpenAsync(BenchStand.Database, ct);
        await using (var writer = await connection.BeginBinaryImportAsync(
            "COPY applications (id, register, office_code, service, name, name_search, nik, birth_date, nik_hash, ever_married, village_code, language, channel, needs, nik_mismatch, consented_at, intake, link_version, link_hash, created_at, state, state_since, state_source, active_at, is_open, print_class, print_ready_at, recorded_at, recorded_by) FROM STDIN (FORMAT BINARY)", ct))
        {
            for (; _made < until; _made++)
            {
                // Mixed, so that every state lies all over the table as it would after years.
                var state = states[(int)((_made * 2_654_435_761L) % states.Length)];
                await WriteAsync(writer, state, now.AddMinutes(-((_made * 7919L) % 525_600)), ct);
            }

            await writer.CompleteAsync(ct);
        }

        await stand.ExecuteAsync(BenchStand.Database, "VACUUM ANALYZE applications", ct);
    }

    private async Task WriteAsync(NpgsqlBinaryImporter writer, ApplicationState state, DateTime since, CancellationToken ct)
    {
        var person = InventedPeople.At(_made);
        var hash = SHA256.HashData(BitConverter.GetBytes(_made));
        var recorded = ApplicationWorkflow.AwaitsCard(state) || state is ApplicationState.ReadyForPickup or ApplicationState.Collected;
        await writer.StartRowAsync(ct);
        await writer.WriteAsync(Guid.CreateVersion7(new DateTimeOffset(since)), NpgsqlDbType.Uuid, ct);
        await writer.WriteAsync(RegisterNumber.FromSequence(_made, key).Value, NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync(office.Value, NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync("New", NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync(person.Name, NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync(PersonName.ForSearch(person.Name), NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync(hash, NpgsqlDbType.Bytea, ct);
        await writer.WriteAsync(hash, NpgsqlDbType.Bytea, ct);
        await writer.WriteAsync(hash, NpgsqlDbType.Bytea, ct);
        await writer.WriteAsync(false, NpgsqlDbType.Boolean, ct);
        await writer.WriteAsync($"{office.Value}.2001", NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync("Indonesian", NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync("None", NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync(0, NpgsqlDbType.Integer, ct);
        await writer.WriteAsync(false, NpgsqlDbType.Boolean, ct);
        await writer.WriteAsync(since, NpgsqlDbType.TimestampTz, ct);
        await writer.WriteAsync("Web", NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync(1, NpgsqlDbType.Integer, ct);
        await writer.WriteAsync(hash, NpgsqlDbType.Bytea, ct);
        await writer.WriteAsync(since.AddDays(-1), NpgsqlDbType.TimestampTz, ct);
        await writer.WriteAsync(state.ToString(), NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync(since, NpgsqlDbType.TimestampTz, ct);
        await writer.WriteAsync("Office", NpgsqlDbType.Varchar, ct);
        await writer.WriteAsync(since, NpgsqlDbType.TimestampTz, ct);
        await writer.WriteAsync(ApplicationWorkflow.IsOpen(state), NpgsqlDbType.Boolean, ct);
        await writer.WriteAsync((short)100, NpgsqlDbType.Smallint, ct);
        await NullableAsync(writer, state is ApplicationState.PrintReady or ApplicationState.Printed or ApplicationState.ReadyForPickup or ApplicationState.Collected ? since : null, ct);
        await NullableAsync(writer, recorded ? since.AddHours(-20) : null, ct);
        await writer.WriteAsync(Array.Empty<Guid>(), NpgsqlDbType.Array | NpgsqlDbType.Uuid, ct);
    }

    private static Task NullableAsync(NpgsqlBinaryImporter writer, DateTime? at, CancellationToken ct) =>
        at is { } known ? writer.WriteAsync(known, NpgsqlDbType.TimestampTz, ct) : writer.WriteNullAsync(ct);
}
