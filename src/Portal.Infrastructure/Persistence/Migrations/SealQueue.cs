using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Infrastructure.Persistence.Migrations;

/// <summary>Has every event of the trail wait for its seal, from the transaction that writes it on, whoever writes it.</summary>
internal static class SealQueue
{
    public static void QueueEventsForSeal(this MigrationBuilder migration) => migration.Sql("""
        CREATE FUNCTION queue_for_seal() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO audit_unsealed (event_id, chain) SELECT id, coalesce(office_code, 'installation') FROM added;
            RETURN NULL;
        END $$;
        CREATE TRIGGER audit_events_queued AFTER INSERT ON audit_events REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION queue_for_seal();
        INSERT INTO audit_unsealed (event_id, chain) SELECT id, coalesce(office_code, 'installation') FROM audit_events;
        """);

    public static void QueueNoEventsForSeal(this MigrationBuilder migration) =>
        migration.Sql("DROP TRIGGER audit_events_queued ON audit_events; DROP FUNCTION queue_for_seal();");
}
