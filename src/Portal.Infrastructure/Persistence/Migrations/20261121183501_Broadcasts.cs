using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Broadcasts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<short>(
                name: "parts",
                table: "outbox_messages",
                type: "smallint",
                nullable: false,
                defaultValue: (short)1);

            migrationBuilder.AddColumn<string>(
                name: "ended_id",
                table: "message_steps",
                type: "character varying(40)",
                maxLength: 40,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "broadcasts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    audience = table.Column<string>(type: "jsonb", nullable: false),
                    text = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    text_en = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approved_by = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    count = table.Column<string>(type: "jsonb", nullable: true),
                    cancelled_by = table.Column<Guid>(type: "uuid", nullable: true),
                    cancelled_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    cancel_reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_broadcasts", x => x.id);
                    table.ForeignKey(
                        name: "fk_broadcasts_offices_office_code",
                        column: x => x.office_code,
                        principalTable: "offices",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "message_budgets",
                columns: table => new
                {
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    sms_price = table.Column<int>(type: "integer", nullable: true),
                    whats_app_price = table.Column<int>(type: "integer", nullable: true),
                    unit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    cap = table.Column<long>(type: "bigint", nullable: true),
                    raised_on = table.Column<DateOnly>(type: "date", nullable: true),
                    raised_to = table.Column<long>(type: "bigint", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_budgets", x => x.office_code);
                    table.ForeignKey(
                        name: "fk_message_budgets_offices_office_code",
                        column: x => x.office_code,
                        principalTable: "offices",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "message_days",
                columns: table => new
                {
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    @class = table.Column<string>(name: "class", type: "character varying(20)", maxLength: 20, nullable: false),
                    sms = table.Column<int>(type: "integer", nullable: false),
                    sms_parts = table.Column<int>(type: "integer", nullable: false),
                    whats_app = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_days", x => new { x.office_code, x.day, x.@class });
                    table.CheckConstraint("ck_message_days_only_up", "sms >= 0 AND sms_parts >= 0 AND whats_app >= 0");
                    table.ForeignKey(
                        name: "fk_message_days_offices_office_code",
                        column: x => x.office_code,
                        principalTable: "offices",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "broadcast_unreached",
                columns: table => new
                {
                    broadcast_id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_broadcast_unreached", x => new { x.broadcast_id, x.application_id });
                    table.ForeignKey(
                        name: "fk_broadcast_unreached_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_broadcast_unreached_broadcasts_broadcast_id",
                        column: x => x.broadcast_id,
                        principalTable: "broadcasts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_broadcast",
                table: "outbox_messages",
                columns: new[] { "event_key", "state" },
                filter: "event = 'Broadcast'");

            migrationBuilder.CreateIndex(
                name: "ix_message_steps_ended_id",
                table: "message_steps",
                column: "ended_id",
                filter: "ended_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_broadcast_unreached_application_id",
                table: "broadcast_unreached",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_broadcasts_office_code_proposed_at",
                table: "broadcasts",
                columns: new[] { "office_code", "proposed_at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "broadcast_unreached");

            migrationBuilder.DropTable(
                name: "message_budgets");

            migrationBuilder.DropTable(
                name: "message_days");

            migrationBuilder.DropTable(
                name: "broadcasts");

            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_broadcast",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_message_steps_ended_id",
                table: "message_steps");

            migrationBuilder.DropColumn(
                name: "parts",
                table: "outbox_messages");

            migrationBuilder.DropColumn(
                name: "ended_id",
                table: "message_steps");
        }
    }
}
