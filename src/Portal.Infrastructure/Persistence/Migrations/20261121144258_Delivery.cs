using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Delivery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_created_at",
                table: "outbox_messages");

            migrationBuilder.AddColumn<int>(
                name: "attempt",
                table: "outbox_messages",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "error_code",
                table: "outbox_messages",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "expires_at",
                table: "outbox_messages",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<Guid>(
                name: "fallback_of",
                table: "outbox_messages",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "lease_until",
                table: "outbox_messages",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "not_before",
                table: "outbox_messages",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "provider_id",
                table: "outbox_messages",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "urgency",
                table: "outbox_messages",
                type: "smallint",
                nullable: false,
                defaultValue: (short)0);

            migrationBuilder.AddColumn<byte[]>(
                name: "variables",
                table: "outbox_messages",
                type: "bytea",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "message_steps",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    message_id = table.Column<Guid>(type: "uuid", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    code = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_steps", x => x.id);
                    table.ForeignKey(
                        name: "fk_message_steps_outbox_messages_message_id",
                        column: x => x.message_id,
                        principalTable: "outbox_messages",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_fallback_of",
                table: "outbox_messages",
                column: "fallback_of");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_provider_id",
                table: "outbox_messages",
                column: "provider_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_under_way",
                table: "outbox_messages",
                column: "handled_at",
                filter: "channel = 'WhatsApp' AND state IN ('Accepted', 'Sent')");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_waiting",
                table: "outbox_messages",
                columns: new[] { "urgency", "created_at", "id" },
                filter: "state IN ('Pending', 'Sending', 'MaybeSent')");

            migrationBuilder.CreateIndex(
                name: "ix_message_steps_message_id",
                table: "message_steps",
                column: "message_id");

            migrationBuilder.AddForeignKey(
                name: "fk_outbox_messages_outbox_messages_fallback_of",
                table: "outbox_messages",
                column: "fallback_of",
                principalTable: "outbox_messages",
                principalColumn: "id",
                onDelete: ReferentialAction.Restrict);

            migrationBuilder.Sql("""
                UPDATE outbox_messages SET attempt = 1, not_before = created_at, expires_at = created_at + CASE WHEN event IN ('OneTimeCode', 'DelegateCode') THEN interval '10 minutes' ELSE interval '72 hours' END,
                    urgency = CASE WHEN event IN ('OneTimeCode', 'DelegateCode') THEN 0
                        WHEN event IN ('BookingConfirmed', 'BookingMoved', 'BookingCancelled', 'LinkSent', 'ContactChanged', 'CardCollected', 'Corrected', 'DuplicateFound') THEN 1 ELSE 2 END;
                ALTER TABLE outbox_messages ALTER COLUMN attempt DROP DEFAULT, ALTER COLUMN not_before DROP DEFAULT, ALTER COLUMN expires_at DROP DEFAULT, ALTER COLUMN urgency DROP DEFAULT;
                """);

            migrationBuilder.MakeAppendOnly("message_steps");

            // Whoever notifies holds a lock of the whole cluster until it has committed, so that all who notify commit one
            // after the other. Of those that are about to commit only one does; the listener looks a second time for the rest.
            migrationBuilder.Sql("""
                CREATE FUNCTION notify_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF pg_try_advisory_xact_lock(22605213156330499) THEN
                        PERFORM pg_notify('outbox', '');
                    END IF;
                    RETURN NULL;
                END $$;
                CREATE TRIGGER outbox_messages_wake AFTER INSERT ON outbox_messages FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP TRIGGER outbox_messages_wake ON outbox_messages; DROP FUNCTION notify_outbox();");

            migrationBuilder.DropForeignKey(
                name: "fk_outbox_messages_outbox_messages_fallback_of",
                table: "outbox_messages");

            migrationBuilder.DropTable(
                name: "message_steps");

            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_fallback_of",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_provider_id",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_under_way",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_waiting",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "attempt",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "error_code",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "expires_at",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "fallback_of",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "lease_until",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "not_before",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "provider_id",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "urgency",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "variables",
                table: "outbox_messages");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_created_at",
                table: "outbox_messages",
                column: "created_at",
                filter: "state = 'Pending'");
        }
    }
}
