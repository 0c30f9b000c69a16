using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Offices;

/// <summary>Changes what an office decides for itself.</summary>
public sealed class ChangeOfficeRules(OfficeEditor editor) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageOffices;

    /// <summary>What was seen of <see cref="OfficeRulesForm.Form"/>, and what was typed over it.</summary>
    public sealed record Command(OfficeCode Office, IReadOnlyDictionary<string, string> Seen, IReadOnlyDictionary<string, string> Typed, Guid CommandId);

    /// <summary>Returns success; or forbidden, not_found, stale_page for each field that changed meanwhile, every fault of what was typed.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        editor.ChangeAsync(command.Office, AuditVerbs.OfficeChanged, command.CommandId, (work, _) =>
        {
            var before = work.Office.Rules;
            var merged = OfficeRulesForm.Form.Merge(before, command.Seen, command.Typed);
            if (!merged.TryGet(out var after))
            {
                return Task.FromResult(Result<string?>.Refused(merged.Errors));
            }

            var changes = OfficeRulesForm.Form.Changes(before, after);
            work.Office.ChangeRules(after);
            work.Note(OfficeSubjects.Rules, changes);
            return Task.FromResult<Result<string?>>(changes.Count == 0 ? null : string.Join(' ', changes.Select(c => c.Field)) is { Length: > 200 } many ? many[..200] : string.Join(' ', changes.Select(c => c.Field)));
        }, actor, ct);
}
