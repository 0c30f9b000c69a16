using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Offices;

/// <summary>Calls a village by another name; its code and its applications stay.</summary>
public sealed class RenameVillage(OfficeEditor editor) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageOffices;

    /// <summary>Which village, the name that was seen, and the new one.</summary>
    public sealed record Command(OfficeCode Office, VillageCode Village, string Seen, string? Name, Guid CommandId);

    /// <summary>Returns success; or forbidden, not_found, stale_page when it was renamed meanwhile, village_name_invalid.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        editor.ChangeAsync(command.Office, AuditVerbs.OfficeChanged, command.CommandId, (work, _) => Task.FromResult(Rename(command, work)), actor, ct);

    private static Result<string?> Rename(Command command, OfficeEditor.Work work)
    {
        if (work.Office.Villages.FirstOrDefault(v => v.Code == command.Village) is not { } village)
        {
            return AccessErrors.NotFound;
        }

        if (VillageList.CleanName(command.Name) is not { } name)
        {
            return OfficeErrors.VillageNameInvalid;
        }

        if (village.Name == name)
        {
            return (string?)null;
        }

        if (village.Name != command.Seen)
        {
            return AccessErrors.StalePage;
        }

        work.Note(OfficeSubjects.Villages, village.Code.Value, village.Name, name);
        work.Office.RenameVillage(village.Code, name);
        return $"village {village.Code}";
    }
}
