using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class BackOffice : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_applications_office_code_state_state_since",
                table: "applications");

            migrationBuilder.AddColumn<Guid>(
                name: "bundle_id",
                table: "applications",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "centre_batch_id",
                table: "applications",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "last_step_by",
                table: "applications",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<short>(
                name: "print_class",
                table: "applications",
                type: "smallint",
                nullable: false,
                defaultValue: (short)100);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "print_ready_at",
                table: "applications",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "priority",
                table: "applications",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "recorded_at",
                table: "applications",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid[]>(
                name: "recorded_by",
                table: "applications",
                type: "uuid[]",
                nullable: false,
                defaultValue: new Guid[0]);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "undo_since",
                table: "applications",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "undo_to",
                table: "applications",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "actor_kind",
                table: "application_statuses",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "entered_at",
                table: "application_statuses",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTimeOffset(new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified), new TimeSpan(0, 0, 0, 0, 0)));

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "application_statuses",
                type: "character varying(500)",
                maxLength: 500,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "reasons",
                table: "application_statuses",
                type: "jsonb",
                nullable: false,
                defaultValueSql: "'[]'::jsonb");

            migrationBuilder.AddColumn<Guid>(
                name: "staff_id",
                table: "application_statuses",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "verb",
                table: "application_statuses",
                type: "character varying(30)",
                maxLength: 30,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "bundles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    delivery_note = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    shipped_on = table.Column<DateOnly>(type: "date", nullable: false),
                    noted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    noted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    received_by = table.Column<Guid>(type: "uuid", nullable: true),
                    counted = table.Column<int>(type: "integer", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_bundles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "centre_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    count = table.Column<int>(type: "integer", nullable: false),
                    local_day = table.Column<DateOnly>(type: "date", nullable: false),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    tries = table.Column<int>(type: "integer", nullable: false),
                    tried_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_try_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_problem = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: true),
                    sent_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_centre_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "centre_reports",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    status = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    import_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    entered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_centre_reports", x => x.id);
                    table.ForeignKey(
                        name: "fk_centre_reports_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "handovers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    to = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    check = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    local_day = table.Column<DateOnly>(type: "date", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    taken_back = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_handovers", x => x.id);
                    table.ForeignKey(
                        name: "fk_handovers_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "import_runs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    content_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    rows = table.Column<int>(type: "integer", nullable: false),
                    applied = table.Column<int>(type: "integer", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_import_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "lone_acts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    verb = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_on = table.Column<DateOnly>(type: "date", nullable: false),
                    reviewed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    reviewed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    found_right = table.Column<bool>(type: "boolean", nullable: true),
                    finding = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lone_acts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "paper_blocks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    made_by = table.Column<Guid>(type: "uuid", nullable: true),
                    made_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_blocks", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "print_batches",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    local_day = table.Column<DateOnly>(type: "date", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_print_batches", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "recordings",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    local_day = table.Column<DateOnly>(type: "date", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    started_by = table.Column<Guid>(type: "uuid", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    is_open = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recordings", x => x.id);
                    table.ForeignKey(
                        name: "fk_recordings_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_corrections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    change = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    proposed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    proposed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    decided_by = table.Column<Guid>(type: "uuid", nullable: true),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    accepted = table.Column<bool>(type: "boolean", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_corrections", x => x.id);
                    table.CheckConstraint("ck_stock_corrections_change", "change <> 0");
                });

            migrationBuilder.CreateTable(
                name: "stock_days",
                columns: table => new
                {
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    day = table.Column<DateOnly>(type: "date", nullable: false),
                    opening = table.Column<int>(type: "integer", nullable: false),
                    received = table.Column<int>(type: "integer", nullable: false),
                    printed = table.Column<int>(type: "integer", nullable: false),
                    spoiled = table.Column<int>(type: "integer", nullable: false),
                    transferred = table.Column<int>(type: "integer", nullable: false),
                    corrected = table.Column<int>(type: "integer", nullable: false),
                    closing = table.Column<int>(type: "integer", nullable: false),
                    counted = table.Column<int>(type: "integer", nullable: false),
                    explanation = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    counted_by = table.Column<Guid>(type: "uuid", nullable: true),
                    counted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    confirmed_by = table.Column<Guid>(type: "uuid", nullable: true),
                    confirmed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    alone = table.Column<bool>(type: "boolean", nullable: false),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_days", x => new { x.office_code, x.day });
                });

            migrationBuilder.CreateTable(
                name: "stock_entries",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    movement = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    change = table.Column<int>(type: "integer", nullable: false),
                    balance = table.Column<int>(type: "integer", nullable: false),
                    local_day = table.Column<DateOnly>(type: "date", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    second_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    delivery_note = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    serial_from = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    serial_through = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    serial = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    print_job_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    command_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_entries", x => x.id);
                    table.CheckConstraint("ck_stock_entries_balance", "balance >= 0");
                    table.CheckConstraint("ck_stock_entries_change", "change <> 0");
                    table.ForeignKey(
                        name: "fk_stock_entries_offices_office_code",
                        column: x => x.office_code,
                        principalTable: "offices",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_levels",
                columns: table => new
                {
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    on_hand = table.Column<int>(type: "integer", nullable: false),
                    reserved = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_levels", x => x.office_code);
                    table.CheckConstraint("ck_stock_levels_never_below_zero", "on_hand >= 0 AND reserved >= 0 AND reserved <= on_hand");
                    table.ForeignKey(
                        name: "fk_stock_levels_offices_office_code",
                        column: x => x.office_code,
                        principalTable: "offices",
                        principalColumn: "code",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "stock_requests",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    quantity = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    local_day = table.Column<DateOnly>(type: "date", nullable: false),
                    asked_by = table.Column<Guid>(type: "uuid", nullable: true),
                    asked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    expected_from = table.Column<DateOnly>(type: "date", nullable: true),
                    expected_through = table.Column<DateOnly>(type: "date", nullable: true),
                    expected_least = table.Column<int>(type: "integer", nullable: true),
                    expected_most = table.Column<int>(type: "integer", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stock_requests", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "paper_numbers",
                columns: table => new
                {
                    register = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    block_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    ticket = table.Column<int>(type: "integer", nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: true),
                    used_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_paper_numbers", x => x.register);
                    table.ForeignKey(
                        name: "fk_paper_numbers_paper_blocks_block_id",
                        column: x => x.block_id,
                        principalTable: "paper_blocks",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "print_jobs",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    batch_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_code = table.Column<string>(type: "character varying(8)", maxLength: 8, nullable: false),
                    application_id = table.Column<Guid>(type: "uuid", nullable: false),
                    position = table.Column<int>(type: "integer", nullable: false),
                    serial = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    state = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    finished_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    finished_by = table.Column<Guid>(type: "uuid", nullable: true),
                    xmin = table.Column<uint>(type: "xid", rowVersion: true, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_print_jobs", x => x.id);
                    table.ForeignKey(
                        name: "fk_print_jobs_applications_application_id",
                        column: x => x.application_id,
                        principalTable: "applications",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_print_jobs_print_batches_batch_id",
                        column: x => x.batch_id,
                        principalTable: "print_batches",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "recording_steps",
                columns: table => new
                {
                    recording_id = table.Column<Guid>(type: "uuid", nullable: false),
                    part = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    exception = table.Column<string>(type: "jsonb", nullable: true),
                    device = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recording_steps", x => new { x.recording_id, x.part });
                    table.ForeignKey(
                        name: "fk_recording_steps_recordings_recording_id",
                        column: x => x.recording_id,
                        principalTable: "recordings",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audit_events_office_code_verb_at",
                table: "audit_events",
                columns: new[] { "office_code", "verb", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_bundle_id",
                table: "applications",
                column: "bundle_id",
                filter: "bundle_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_applications_centre_batch_id",
                table: "applications",
                column: "centre_batch_id",
                filter: "centre_batch_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_applications_office_code_state_state_since_id",
                table: "applications",
                columns: new[] { "office_code", "state", "state_since", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_applications_print_order",
                table: "applications",
                columns: new[] { "office_code", "print_class", "print_ready_at", "id" },
                filter: "state = 'PrintReady'");

            migrationBuilder.CreateIndex(
                name: "ix_bundles_office_code_noted_at",
                table: "bundles",
                columns: new[] { "office_code", "noted_at" });

            migrationBuilder.CreateIndex(
                name: "ix_centre_batches_next_try_at",
                table: "centre_batches",
                column: "next_try_at",
                filter: "sent_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ux_centre_batches_number",
                table: "centre_batches",
                columns: new[] { "office_code", "local_day", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_centre_reports_word",
                table: "centre_reports",
                columns: new[] { "application_id", "status", "at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_handovers_office_code_local_day",
                table: "handovers",
                columns: new[] { "office_code", "local_day" });

            migrationBuilder.CreateIndex(
                name: "ux_handovers_application",
                table: "handovers",
                column: "application_id",
                unique: true,
                filter: "NOT taken_back");

            migrationBuilder.CreateIndex(
                name: "ix_import_runs_office_code_kind_at",
                table: "import_runs",
                columns: new[] { "office_code", "kind", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_lone_acts_office_code_at",
                table: "lone_acts",
                columns: new[] { "office_code", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_paper_blocks_office_code_made_at",
                table: "paper_blocks",
                columns: new[] { "office_code", "made_at" });

            migrationBuilder.CreateIndex(
                name: "ix_paper_numbers_application_id",
                table: "paper_numbers",
                column: "application_id",
                unique: true,
                filter: "application_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_paper_numbers_block_id_ticket",
                table: "paper_numbers",
                columns: new[] { "block_id", "ticket" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_print_batches_number",
                table: "print_batches",
                columns: new[] { "office_code", "local_day", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_print_jobs_application_id",
                table: "print_jobs",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_print_jobs_batch_id",
                table: "print_jobs",
                column: "batch_id");

            migrationBuilder.CreateIndex(
                name: "ix_print_jobs_office_code_finished_at",
                table: "print_jobs",
                columns: new[] { "office_code", "finished_at" });

            migrationBuilder.CreateIndex(
                name: "ux_print_jobs_in_printer",
                table: "print_jobs",
                column: "application_id",
                unique: true,
                filter: "state = 'Printing'");

            migrationBuilder.CreateIndex(
                name: "ix_recordings_application_id",
                table: "recordings",
                column: "application_id");

            migrationBuilder.CreateIndex(
                name: "ix_recordings_office_code_local_day",
                table: "recordings",
                columns: new[] { "office_code", "local_day" });

            migrationBuilder.CreateIndex(
                name: "ux_recordings_open",
                table: "recordings",
                column: "application_id",
                unique: true,
                filter: "is_open");

            migrationBuilder.CreateIndex(
                name: "ix_stock_corrections_office_code_proposed_at",
                table: "stock_corrections",
                columns: new[] { "office_code", "proposed_at" });

            migrationBuilder.CreateIndex(
                name: "ix_stock_entries_office_code_local_day",
                table: "stock_entries",
                columns: new[] { "office_code", "local_day" });

            migrationBuilder.CreateIndex(
                name: "ux_stock_entries_command",
                table: "stock_entries",
                columns: new[] { "command_id", "movement", "change" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_stock_entries_serial",
                table: "stock_entries",
                columns: new[] { "office_code", "serial", "movement", "change" },
                unique: true,
                filter: "serial IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_stock_requests_office_code_asked_at",
                table: "stock_requests",
                columns: new[] { "office_code", "asked_at" });

            // The history is append-only; older lines learn when they were entered once, here.
            migrationBuilder.Sql("""
                ALTER TABLE application_statuses DISABLE TRIGGER USER;
                UPDATE application_statuses SET entered_at = at;
                ALTER TABLE application_statuses ENABLE TRIGGER USER;
                """);
            migrationBuilder.MakeAppendOnly("stock_entries");
            migrationBuilder.MakeAppendOnly("centre_reports");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "bundles");

            migrationBuilder.DropTable(
                name: "centre_batches");

            migrationBuilder.DropTable(
                name: "centre_reports");

            migrationBuilder.DropTable(
                name: "handovers");

            migrationBuilder.DropTable(
                name: "import_runs");

            migrationBuilder.DropTable(
                name: "lone_acts");

            migrationBuilder.DropTable(
                name: "paper_numbers");

            migrationBuilder.DropTable(
                name: "print_jobs");

            migrationBuilder.DropTable(
                name: "recording_steps");

            migrationBuilder.DropTable(
                name: "stock_corrections");

            migrationBuilder.DropTable(
                name: "stock_days");

            migrationBuilder.DropTable(
                name: "stock_entries");

            migrationBuilder.DropTable(
                name: "stock_levels");

            migrationBuilder.DropTable(
                name: "stock_requests");

            migrationBuilder.DropTable(
                name: "paper_blocks");

            migrationBuilder.DropTable(
                name: "print_batches");

            migrationBuilder.DropTable(
                name: "recordings");

            migrationBuilder.DropIndex(
                name: "ix_audit_events_office_code_verb_at",
                table: "audit_events");

            migrationBuilder.DropIndex(
                name: "ix_applications_bundle_id",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_centre_batch_id",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_office_code_state_state_since_id",
                table: "applications");

            migrationBuilder.DropIndex(
                name: "ix_applications_print_order",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "bundle_id",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "centre_batch_id",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "last_step_by",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "print_class",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "print_ready_at",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "priority",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "recorded_at",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "recorded_by",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "undo_since",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "undo_to",
                table: "applications");

            migrationBuilder.DropColumn(
                name: "actor_kind",
                table: "application_statuses");

            migrationBuilder.DropColumn(
                name: "entered_at",
                table: "application_statuses");

            migrationBuilder.DropColumn(
                name: "note",
                table: "application_statuses");

            migrationBuilder.DropColumn(
                name: "reasons",
                table: "application_statuses");

            migrationBuilder.DropColumn(
                name: "staff_id",
                table: "application_statuses");

            migrationBuilder.DropColumn(
                name: "verb",
                table: "application_statuses");

            migrationBuilder.CreateIndex(
                name: "ix_applications_office_code_state_state_since",
                table: "applications",
                columns: new[] { "office_code", "state", "state_since" });
        }
    }
}
