using Microsoft.EntityFrameworkCore;
using Portal.Core.Settings;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;

namespace Portal.Infrastructure.Settings;

/// <summary>The settings of the installation.</summary>
/// <param name="Values">As text, by field.</param>
/// <param name="Defaults">What the environment says.</param>
/// <param name="Last">Who changed each last; a field that is not there never was.</param>
public sealed record SettingsBoard(IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Defaults, IReadOnlyDictionary<string, LastChange> Last);

/// <summary>The settings of the installation that can be changed while it runs.</summary>
public sealed class ViewSettings(IDbContextFactory<PortalDbContext> databases, SettingsBook book) : IUseCase
{
    /// <inheritdoc />
    public static Permission Permission => Permission.ViewSettings;

    /// <summary>Returns the settings as they are stored now, or forbidden.</summary>
    public async Task<Result<SettingsBoard>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        return new SettingsBoard(
            InstallationSettings.Form.Read(await book.ReadAsync(db, ct)),
            InstallationSettings.Form.Read(book.FromEnvironment),
            await ChangeLog.LastAsync(db, null, ChangeSettings.Subject, ct));
    }
}
