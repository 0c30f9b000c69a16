using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Offices;

/// <summary>Adds villages to an office, typed or pasted.</summary>
public sealed class AddVillages(OfficeEditor editor) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageOffices;

    /// <summary>Lines of code and name.</summary>
    public sealed record Command(OfficeCode Office, string? Lines, Guid CommandId);

    /// <summary>Returns success; or forbidden, not_found, every line that cannot be read: nothing is added then.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        editor.ChangeAsync(command.Office, AuditVerbs.OfficeChanged, command.CommandId, (work, _) =>
        {
            var read = VillageList.Read(command.Lines, command.Office, work.Office.Villages);
            if (!read.TryGet(out var villages))
            {
                return Task.FromResult(Result<string?>.Refused(read.Errors));
            }

            foreach (var village in villages)
            {
                work.Office.WithVillage(village.Code, village.Name, village.Kind);
                work.Note(OfficeSubjects.Villages, village.Code.Value, null, village.Name);
            }

            return Task.FromResult<Result<string?>>($"villages +{villages.Count}");
        }, actor, ct);
}
