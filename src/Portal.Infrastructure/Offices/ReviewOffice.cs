using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.Infrastructure.Offices;

/// <summary>Notes that somebody has looked at an office's rules and services and leaves them as they are.</summary>
public sealed class ReviewOffice(OfficeEditor editor) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ManageOffices;

    /// <summary>Which office.</summary>
    public sealed record Command(OfficeCode Office, Guid CommandId);

    /// <summary>Returns success; or forbidden, not_found.</summary>
    public Task<Result> ExecuteAsync(Command command, Actor actor, CancellationToken ct) =>
        editor.ChangeAsync(command.Office, AuditVerbs.OfficeReviewed, command.CommandId, (work, _) =>
        {
            work.Note(OfficeSubjects.Review, "reviewed", null, null);
            return Task.FromResult<Result<string?>>("");
        }, actor, ct);
}
