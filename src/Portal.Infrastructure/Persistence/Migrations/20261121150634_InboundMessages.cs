using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Portal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class InboundMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "inbound_messages",
                columns: table => new
                {
                    provider_id = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    phone_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    wish = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbound_messages", x => x.provider_id);
                });

            migrationBuilder.CreateTable(
                name: "message_opt_outs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    phone_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    stops = table.Column<bool>(type: "boolean", nullable: false),
                    by_provider = table.Column<bool>(type: "boolean", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_message_opt_outs", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_inbound_messages_phone_hash_received_at",
                table: "inbound_messages",
                columns: new[] { "phone_hash", "received_at" });

            migrationBuilder.CreateIndex(
                name: "ix_message_opt_outs_phone_hash_id",
                table: "message_opt_outs",
                columns: new[] { "phone_hash", "id" });

            migrationBuilder.MakeAppendOnly("message_opt_outs");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "inbound_messages");

            migrationBuilder.DropTable(
                name: "message_opt_outs");
        }
    }
}
