using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Portal.Infrastructure.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class QueueIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_applications_office_code_state_state_since_id",
                table: "applications");

            migrationBuilder.CreateIndex(
                name: "ix_appointments_here",
                table: "appointments",
                columns: new[] { "office_code", "application_id" },
                filter: "is_live AND state = 'CheckedIn'");

            migrationBuilder.CreateIndex(
                name: "ix_applications_office_code_state_state_since_id",
                table: "applications",
                columns: new[] { "office_code", "state", "state_since", "id" })
                .Annotation("Npgsql:IndexInclude", new[] { "village_code", "service" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_appointments_here",
                table: "appointments");

            migrationBuilder.DropIndex(
                name: "ix_applications_office_code_state_state_since_id",
                table: "applications");

            migrationBuilder.CreateIndex(
                name: "ix_applications_office_code_state_state_since_id",
                table: "applications",
                columns: new[] { "office_code", "state", "state_since", "id" });
        }
    }
}
