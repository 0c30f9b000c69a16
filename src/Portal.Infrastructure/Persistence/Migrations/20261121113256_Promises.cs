using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Promises : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "card_promises",
                columns: table => new
                {
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    given_on = table.Column<DateOnly>(type: "date", nullable: true),
                    given_from = table.Column<DateOnly>(type: "date", nullable: true),
                    given_through = table.Column<DateOnly>(type: "date", nullable: true),
                    given_basis = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    from_day = table.Column<DateOnly>(type: "date", nullable: true),
                    through_day = table.Column<DateOnly>(type: "date", nullable: true),
                    basis = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    told_on = table.Column<DateOnly>(type: "date", nullable: true),
                    told_through = table.Column<DateOnly>(type: "date", nullable: true),
                    told_place = table.Column<int>(type: "integer", nullable: true),
                    delay = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    computed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ready_on = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_card_promises", x => x.application_id);
                    table.ForeignKey(
                        name: "fk_card_promises_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "promise_facts",
                columns: table => new
                {
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    facts = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promise_facts", x => new { x.office_code, x.day });
                });

            migrationBuilder.CreateTable(
                name: "promise_runs",
                columns: table => new
                {
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    computed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    cards = table.Column<int>(type: "integer", nullable: false),
                    milliseconds = table.Column<int>(type: "integer", nullable: false),
                    printed_per_week = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_promise_runs", x => x.office_code);
                });

            migrationBuilder.CreateIndex(
                name: "ix_applications_office_code_print_ready_at",
                table: "applications",
                columns: new[] { "office_code", "print_ready_at" },
                filter: "print_ready_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_applications_office_code_recorded_at",
                table: "applications",
                columns: new[] { "office_code", "recorded_at" },
                filter: "recorded_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_card_promises_office_code_ready_on",
                table: "card_promises",
                columns: new[] { "office_code", "ready_on" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "card_promises");

            migrationBuilder.DropTable(
                name: "promise_facts");

            migrationBuilder.DropTable(
                name: "promise_runs");

            migrationBuilder.DropIndex(
                name: "ix_applications_office_code_print_ready_at",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_office_code_recorded_at",
                table: "applications");
        }
    }
}
