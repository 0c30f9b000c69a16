using Microsoft.EntityFrameworkCore;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.Infrastructure.Applications;

/// <summary>What is shown masked until somebody gives a reason.</summary>
public enum PersonalField
{
    /// <summary>The NIK.</summary>
    Nik,

    /// <summary>The birth date.</summary>
    BirthDate,

    /// <summary>The phone on file.</summary>
    Phone,
}

/// <summary>Shows one masked value in full. The trail keeps who, which value and why; never the value.</summary>
public sealed class UnmaskPersonalData(IDbContextFactory<PortalDbContext> databases, PersonalDataVault vault, TimeProvider time) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.UnmaskPersonalData;

    /// <summary>Which value of which application, and why.</summary>
    public sealed record Command(RegisterNumber Register, PersonalField Field, string Reason);

    /// <summary>Returns the value as people write it.</summary>
    public async Task<Result<string>> ExecuteAsync(Command command, Actor actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var found = await DeskRecords.FindAsync(db, command.Register, Permission, actor, ct);
        if (!found.TryGet(out var application))
        {
            return Result<string>.Refused(found.Errors);
        }

        var reason = AuditReason.Clean(command.Reason);
        if (!reason.Succeeded)
        {
            return reason;
        }

        if (application.Person is null)
        {
            return StaffErrors.NothingOnFile;
        }

        var (value, name) = command.Field switch
        {
            PersonalField.Nik => (vault.NikOf(application).Value, "nik"),
            PersonalField.BirthDate => (LanguageFormat.For(Language.Indonesian).Date(vault.BirthDateOf(application)), "birthDate"),
            PersonalField.Phone => (vault.PhoneOf(application)?.Value, "phone"),
        };
        if (value is null)
        {
            return StaffErrors.NothingOnFile;
        }

        // First the trail, then the value: an unmasking that could not be noted shows nothing.
        db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.ApplicationUnmasked, actor, time.GetUtcNow(), application.OfficeCode, application.Id, reason.Value, name));
        await db.SaveChangesAsync(ct);
        return value;
    }
}
