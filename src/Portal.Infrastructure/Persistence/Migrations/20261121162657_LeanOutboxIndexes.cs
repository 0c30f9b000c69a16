using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class LeanOutboxIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_fallback_of",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_provider_id",
                table: "outbox_messages");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_fallback_of",
                table: "outbox_messages",
                column: "fallback_of",
                filter: "fallback_of IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_provider_id",
                table: "outbox_messages",
                column: "provider_id",
                unique: true,
                filter: "provider_id IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_fallback_of",
                table: "outbox_messages");

            migrationBuilder.DropIndex(
                name: "ix_outbox_messages_provider_id",
                table: "outbox_messages");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_fallback_of",
                table: "outbox_messages",
                column: "fallback_of");

            migrationBuilder.CreateIndex(
                name: "ix_outbox_messages_provider_id",
                table: "outbox_messages",
                column: "provider_id",
                unique: true);
        }
    }
}
