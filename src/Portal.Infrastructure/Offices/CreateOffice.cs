using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Offices;
using Portal.Core.Settings;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Settings;

namespace Portal.Infrastructure.Offices;

/// <summary>Enters an office of a regency that the actor administers. It is in preparation: residents do not see it yet.</summary>
public sealed class CreateOffice(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, TimeProvider time) : IUseCase
{
    private const string PrimaryKey = "pk_offices";

    /// <inheritdoc />
    public static Permission Permission => Permission.ManageOffices;

    /// <summary>The office as typed.</summary>
    /// <param name="Code">"36.72.03" or "367203".</param>
    /// <param name="Identity">Texts of <see cref="OfficeIdentity.Form"/>.</param>
    /// <param name="Villages">Lines of code and name; none for later.</param>
    /// <param name="CommandId">Makes a double click one act.</param>
    public sealed record Command(string? Code, IReadOnlyDictionary<string, string> Identity, string? Villages, Guid CommandId);

    /// <summary>Returns the code; or forbidden, office_out_of_scope, office_code_taken, and every fault of what was typed.</summary>
    public async Task<Result<OfficeCode>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        List<Error> errors = [];
        var code = OfficeCode.Parse(command.Code, "code");
        errors.AddRange(string.IsNullOrWhiteSpace(command.Code) ? [SettingErrors.TextRequired("code")] : code.Errors);
        if (code.Succeeded && !actor.MayInRegency(Permission, code.Value))
        {
            errors.Add(OfficeErrors.OutOfScope);
        }

        var identity = OfficeIdentity.Form.Write(OfficeIdentity.Blank, command.Identity);
        errors.AddRange(identity.Errors);
        var villages = !code.Succeeded || string.IsNullOrWhiteSpace(command.Villages) ? (IReadOnlyList<NewVillage>)[] : VillageList.Read(command.Villages, code.Value, []) is var read && read.TryGet(out var found) ? found : Refuse(errors, read.Errors);
        if (errors.Count > 0)
        {
            return Result<OfficeCode>.Refused(errors);
        }

        return await SaveAsync(code.Value, identity.Value, villages, command.CommandId, actor, ct);
    }

    private async Task<Result<OfficeCode>> SaveAsync(OfficeCode code, OfficeIdentity identity, IReadOnlyList<NewVillage> villages, Guid commandId, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Offices.Where(o => o.Code == code).Select(o => o.Name).SingleOrDefaultAsync(ct) is { } name)
        {
            // Asked after the office: the second of two clicks finds what the first one made.
            return await OwnRecords.DoneBeforeAsync(db, commandId, ct) ? code : OfficeErrors.CodeTaken(name);
        }

        var now = time.GetUtcNow();
        var office = NewOffice.Prepare(code, identity);
        foreach (var village in villages)
        {
            office.WithVillage(village.Code, village.Name, village.Kind);
            ChangeLog.Add(db, code, OfficeSubjects.Villages, village.Code.Value, null, village.Name, actor, now, commandId);
        }

        db.Offices.Add(office);
        ChangeLog.Add(db, code, OfficeSubjects.Office, OfficeIdentity.Form.Changes(OfficeIdentity.Blank, identity), actor, now, commandId);
        ChangeLog.Add(db, code, OfficeSubjects.Office, "standing", null, nameof(OfficeStanding.Preparing), actor, now, commandId);
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.OfficeCreated, actor, now, code, detail: code.Value, commandId: commandId));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (Retry.ViolatedUnique(e) is PrimaryKey or AuditEventMapping.OncePerCommand)
        {
            // In the same moment, by somebody else or by the first of two clicks.
            return await OwnRecords.DoneBeforeAsync(db, commandId, ct) ? code : OfficeErrors.CodeTaken(identity.Name);
        }

        await CalendarDesk.TellNodesAsync(db, ct);
        directory.Invalidate();
        return code;
    }

    private static IReadOnlyList<NewVillage> Refuse(List<Error> errors, IReadOnlyList<Error> more)
    {
        errors.AddRange(more);
        return [];
    }
}
