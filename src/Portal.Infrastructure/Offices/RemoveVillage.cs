using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Offices;

/// <summary>Takes a village out that was entered by mistake. One that applications name stays: they would lose where their person lives.</summary>
public sealed class RemoveVillage(OfficeEditor editor) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageOffices;

    /// <summary>Which village.</summary>
    public sealed record Command(OfficeCode Office, VillageCode Village, Guid CommandId);

    /// <summary>Returns success; or forbidden, not_found, village_in_use.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        editor.ChangeAsync(command.Office, AuditVerbs.OfficeChanged, command.CommandId, async (work, token) =>
        {
            if (work.Office.Villages.FirstOrDefault(v => v.Code == command.Village) is not { } village)
            {
                return AccessErrors.NotFound;
            }

            // Whoever books for it in this moment waits for this row, and is told that there is no such village.
            await work.Db.Database.ExecuteSqlAsync($"SELECT 1 FROM villages WHERE code = {command.Village.Value} FOR UPDATE", token);
            var applications = await work.Db.Applications.CountAsync(a => a.VillageCode == command.Village, token);
            if (applications > 0)
            {
                return OfficeErrors.VillageInUse(village.Name, applications);
            }

            work.Note(OfficeSubjects.Villages, village.Code.Value, village.Name, null);
            work.Office.RemoveVillage(village.Code);
            return $"villages -{village.Code}";
        }, actor, ct);
}
