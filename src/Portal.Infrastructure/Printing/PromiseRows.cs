using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using Portal.Core.Applications;
using Portal.Core.Printing;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Printing;

/// <summary>A card that is waited for, and where it stands.</summary>
/// <param name="Id">The application.</param>
/// <param name="State">Its state.</param>
/// <param name="Recorded">Office-local day of the recording; for the office's old list, of the registration.</param>
/// <param name="Since">Office-local day since which it is in its state.</param>
/// <param name="Place">Place in the print order; null before print-ready.</param>
internal sealed record WaitingCard(Guid Id, string State, DateOnly Recorded, DateOnly Since, int? Place)
{
    /// <summary>As the model asks for it.</summary>
    public CardInLine InLine(DateOnly today, bool printsHere) => Enum.Parse<ApplicationState>(State) switch
    {
        // Where the Dinas prints, a card is on its way until its bundle is counted in.
        ApplicationState.PrintReady when printsHere => new CardPrintReady(Recorded, Place!.Value),
        ApplicationState.Printing => new CardPrinted(Recorded, today),
        ApplicationState.Printed => new CardPrinted(Recorded, Since),
        _ => new CardBeforePrintReady(Recorded),
    };

    /// <summary>Where it stood when a range was last told.</summary>
    public CardInLine InLineThen(CardPromise promise, bool printsHere) => printsHere && promise.ToldPlace is { } place ? new CardPrintReady(Recorded, place) : new CardBeforePrintReady(Recorded);
}

/// <summary>Reading and writing promises by the thousand.</summary>
internal static class PromiseRows
{
    private static readonly string[] AwaitsCard = [.. Enum.GetValues<ApplicationState>().Where(ApplicationWorkflow.AwaitsCard).Select(s => s.ToString())];

    /// <summary>Every card of the office that is recorded and not ready, with its place.</summary>
    public static Task<List<WaitingCard>> WaitingAsync(PortalDbContext db, OfficeEntry office, CancellationToken ct)
    {
        var (code, zone) = (office.Code.Value, office.Calendar.Zone.Id);
        return db.Database.SqlQuery<WaitingCard>($"""
            SELECT id AS "Id", state AS "State", (coalesce(recorded_at, created_at) AT TIME ZONE {zone})::date AS "Recorded", (state_since AT TIME ZONE {zone})::date AS "Since",
                CASE WHEN state = 'PrintReady' THEN (row_number() OVER (PARTITION BY state ORDER BY print_class, print_ready_at, id))::int END AS "Place"
            FROM applications WHERE office_code = {code} AND state = ANY({AwaitsCard})
            """).ToListAsync(ct);
    }

    /// <summary>Keeps what was known on the day, once a day, for as long as a card may wait for a reason.</summary>
    public static async Task KeepFactsAsync(PortalDbContext db, OfficeEntry office, PromiseFacts facts, CancellationToken ct)
    {
        var holidays = await db.Holidays.AsNoTracking().Select(h => h.Date).ToListAsync(ct);
        var point = office.Hall.Point;
        var json = StoredFacts.Write(facts, point.Hours, holidays, point.Closures);
        await db.Database.ExecuteSqlAsync($"INSERT INTO promise_facts (office_code, day, facts) VALUES ({office.Code.Value}, {facts.Today}, {json}::jsonb) ON CONFLICT DO NOTHING", ct);
        var old = facts.Today.AddDays(-400);
        await db.Database.ExecuteSqlAsync($"DELETE FROM promise_facts WHERE office_code = {office.Code.Value} AND day < {old}", ct);
    }

    /// <summary>What was known on a day, or on the last one before it; null when nothing was kept.</summary>
    public static async Task<PromiseFacts?> FactsOfAsync(PortalDbContext db, OfficeEntry office, DateOnly day, CancellationToken ct)
    {
        var row = await db.PromiseFacts.AsNoTracking().Where(f => f.OfficeCode == office.Code && f.Day <= day).OrderByDescending(f => f.Day).FirstOrDefaultAsync(ct);
        return row is null ? null : StoredFacts.Read(row.Facts, row.Day, office.Calendar.Zone);
    }

    /// <summary>Notes the day on which cards became ready.</summary>
    public static Task CloseReadyAsync(PortalDbContext db, OfficeEntry office, CancellationToken ct)
    {
        var (code, zone) = (office.Code.Value, office.Calendar.Zone.Id);
        return db.Database.ExecuteSqlAsync($"""
            UPDATE card_promises p SET ready_on = (r.at AT TIME ZONE {zone})::date
            FROM applications a
            JOIN LATERAL (SELECT max(s.at) AS at FROM application_statuses s WHERE s.application_id = a.id AND s.state = 'ReadyForPickup') r ON r.at IS NOT NULL
            WHERE p.application_id = a.id AND p.office_code = {code} AND p.ready_on IS NULL AND a.state IN ('ReadyForPickup', 'Collected')
            """, ct);
    }

    /// <summary>Writes promises in one statement.</summary>
    public static async Task SaveAsync(PortalDbContext db, IReadOnlyList<CardPromise> promises, CancellationToken ct)
    {
        if (promises.Count == 0)
        {
            return;
        }

        await db.Database.OpenConnectionAsync(ct);
        await using var command = ((NpgsqlConnection)db.Database.GetDbConnection()).CreateCommand();
        command.Transaction = (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = """
            INSERT INTO card_promises (application_id, office_code, given_on, given_from, given_through, given_basis, from_day, through_day, basis, told_on, told_through, told_place, delay, computed_at)
            SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            ON CONFLICT (application_id) DO UPDATE SET given_on = excluded.given_on, given_from = excluded.given_from, given_through = excluded.given_through, given_basis = excluded.given_basis,
                from_day = excluded.from_day, through_day = excluded.through_day, basis = excluded.basis, told_on = excluded.told_on, told_through = excluded.told_through,
                told_place = excluded.told_place, delay = excluded.delay, computed_at = excluded.computed_at
            """;
        void Add(NpgsqlDbType type, Array values) => command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | type, Value = values });
        Add(NpgsqlDbType.Uuid, promises.Select(p => p.ApplicationId).ToArray());
        Add(NpgsqlDbType.Text, promises.Select(p => p.OfficeCode.Value).ToArray());
        Add(NpgsqlDbType.Date, promises.Select(p => p.GivenOn).ToArray());
        Add(NpgsqlDbType.Date, promises.Select(p => p.GivenFrom).ToArray());
        Add(NpgsqlDbType.Date, promises.Select(p => p.GivenThrough).ToArray());
        Add(NpgsqlDbType.Text, promises.Select(p => p.GivenBasis?.ToString()).ToArray());
        Add(NpgsqlDbType.Date, promises.Select(p => p.FromDay).ToArray());
        Add(NpgsqlDbType.Date, promises.Select(p => p.ThroughDay).ToArray());
        Add(NpgsqlDbType.Text, promises.Select(p => p.Basis?.ToString()).ToArray());
        Add(NpgsqlDbType.Date, promises.Select(p => p.ToldOn).ToArray());
        Add(NpgsqlDbType.Date, promises.Select(p => p.ToldThrough).ToArray());
        Add(NpgsqlDbType.Integer, promises.Select(p => p.ToldPlace).ToArray());
        Add(NpgsqlDbType.Text, promises.Select(p => p.Delay?.ToString()).ToArray());
        Add(NpgsqlDbType.TimestampTz, promises.Select(p => p.ComputedAt.UtcDateTime).ToArray());
        await command.ExecuteNonQueryAsync(ct);
    }
}
