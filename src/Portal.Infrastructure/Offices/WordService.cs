using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Offices;

/// <summary>Words a service for one office: requirements, steps, time. A part that reads like the national one follows it.</summary>
public sealed class WordService(OfficeEditor editor) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageOffices;

    /// <summary>What was seen of <see cref="ServiceWording.Form"/>, and what was typed over it.</summary>
    public sealed record Command(OfficeCode Office, ServiceSlug Service, IReadOnlyDictionary<string, string> Seen, IReadOnlyDictionary<string, string> Typed, Guid CommandId);

    /// <summary>Returns success; or forbidden, not_found, stale_page for each field that changed meanwhile, every fault of what was typed.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        editor.ChangeAsync(command.Office, AuditVerbs.OfficeChanged, command.CommandId, async (work, token) =>
        {
            var own = await work.Db.OfficeServices.SingleOrDefaultAsync(s => s.OfficeCode == command.Office && s.Slug == command.Service, token);
            if (await work.Db.Services.SingleOrDefaultAsync(s => s.Slug == command.Service, token) is not { } national)
            {
                return AccessErrors.NotFound;
            }

            var before = ServiceWording.Of(national, own);
            var merged = ServiceWording.Form.Merge(before, command.Seen, command.Typed);
            if (!merged.TryGet(out var typed))
            {
                return Result<string?>.Refused(merged.Errors);
            }

            if (own is null)
            {
                own = new OfficeService(command.Office, command.Service, null, null, null);
                work.Db.OfficeServices.Add(own);
            }

            own.Word(typed, national);
            var changes = ServiceWording.Form.Changes(before, ServiceWording.Of(national, own));
            work.Note(OfficeSubjects.ServicePrefix + command.Service.ToText(), changes);
            return changes.Count == 0 ? null : $"{command.Service.ToText()} {string.Join(' ', changes.Select(c => c.Field))}";
        }, actor, ct);
}
