using Microsoft.EntityFrameworkCore;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Settings;

/// <summary>One change as it is read.</summary>
/// <param name="Id">Ascending.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Office">Of which office; null for the installation.</param>
/// <param name="Subject">What was changed.</param>
/// <param name="Field">Which part of it.</param>
/// <param name="Before">What it was; null for nothing.</param>
/// <param name="After">What it is since; null for nothing.</param>
/// <param name="By">Who; null for the portal itself.</param>
public sealed record ChangeLine(long Id, DateTimeOffset At, OfficeCode? Office, string Subject, string Field, string? Before, string? After, string? By);

/// <summary>A page of changes.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="Total">How many there are.</param>
public sealed record ChangePage(IReadOnlyList<ChangeLine> Lines, int Total);

/// <summary>Who changed what about offices, rules and settings.</summary>
public sealed class ViewChanges(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewSettings;

    /// <summary>Which part of the history.</summary>
    /// <param name="Office">One office; null for all that the reader may see, and the installation.</param>
    /// <param name="Subject">One subject with its parts, "service" with "service.new"; null for all.</param>
    /// <param name="Skip">How many to leave out, newest first.</param>
    /// <param name="Take">How many to read.</param>
    public sealed record Query(OfficeCode? Office = null, string? Subject = null, int Skip = 0, int Take = 50);

    /// <summary>Returns the changes, or forbidden, not_found for an office that is not theirs.</summary>
    public async Task<Result<ChangePage>> ExecuteAsync(Query query, Actor actor, CancellationToken ct)
    {
        if ((query.Office is { } asked ? actor.RefusalFor(Permission, asked) : actor.RefusalFor(Permission)) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var changes = db.SettingChanges.AsNoTracking();
        if (query.Office is { } office)
        {
            changes = changes.Where(c => c.OfficeCode == office);
        }
        else if (!actor.MayEverywhere(Permission))
        {
            var own = actor.OfficesWith(Permission, (await directory.GetAsync(ct)).Offices.Select(o => o.Code)).Cast<OfficeCode?>().ToList();
            changes = changes.Where(c => c.OfficeCode == null || own.Contains(c.OfficeCode));
        }

        if (query.Subject is { } subject)
        {
            changes = changes.Where(c => c.Subject == subject || c.Subject.StartsWith(subject + "."));
        }

        var total = await changes.CountAsync(ct);
        var lines = await changes.OrderByDescending(c => c.Id).Skip(query.Skip).Take(query.Take)
            .Select(c => new ChangeLine(c.Id, c.At, c.OfficeCode, c.Subject, c.Field, c.Before, c.After, db.Users.Where(u => u.Id == c.StaffId).Select(u => u.DisplayName).FirstOrDefault())).ToListAsync(ct);
        return new ChangePage(lines, total);
    }
}
