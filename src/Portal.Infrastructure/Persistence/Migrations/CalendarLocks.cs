using Microsoft.EntityFrameworkCore.Migrations;

namespace Portal.Infrastructure.Persistence.Migrations;

/// <summary>
/// The lock between those who book by a calendar and whoever changes it. An advisory one, because its queue is fair: rows shared by a
/// crowd that books would never come free for the one who wants to close a day.
/// </summary>
internal static class CalendarLocks
{
    /// <summary>
    /// <c>keep_calendar</c> shares the lock of a service point until the transaction ends and answers the revision as it is then, not as it
    /// was when the statement began; <c>change_calendar</c> has it alone.
    /// </summary>
    public static void CreateCalendarLocks(this MigrationBuilder migration) => migration.Sql(
        """
        CREATE FUNCTION keep_calendar(point uuid) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock_shared(hashtextextended(point::text, 1128353100));
            RETURN (SELECT revision FROM service_points WHERE id = point);
        END $$;
        CREATE FUNCTION change_calendar(point uuid) RETURNS integer LANGUAGE plpgsql VOLATILE AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock(hashtextextended(point::text, 1128353100));
            RETURN (SELECT revision FROM service_points WHERE id = point);
        END $$;
        """);

    public static void DropCalendarLocks(this MigrationBuilder migration) => migration.Sql("DROP FUNCTION keep_calendar(uuid); DROP FUNCTION change_calendar(uuid);");
}
