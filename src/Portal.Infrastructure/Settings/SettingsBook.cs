using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Core.Settings;
using Portal.Core.Staff;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;

namespace Portal.Infrastructure.Settings;

/// <summary>
/// What holds for the installation now: what an administrator has set, and otherwise what the environment says. What was changed on
/// another node counts within a minute.
/// </summary>
public sealed class SettingsBook(IDbContextFactory<PortalDbContext> databases, PortalOptions options, TimeProvider time)
{
    private static readonly TimeSpan Usable = TimeSpan.FromMinutes(1);

    private volatile Known? _known;

    /// <summary>What the environment says.</summary>
    public InstallationSettings FromEnvironment { get; } = new(
        (int)options.Notifications.SmsAfter.TotalMinutes,
        options.Notifications.PerSecond,
        InstallationSettings.Of(options.Sessions).Lock,
        InstallationSettings.Of(options.Sessions).Unused,
        InstallationSettings.Of(options.Sessions).Longest);

    /// <summary>The settings, at most a minute old; older only while the database is away.</summary>
    public ValueTask<InstallationSettings> GetAsync(CancellationToken ct) =>
        _known is { } known && time.GetElapsedTime(known.At) < Usable ? ValueTask.FromResult(known.Settings) : new(LoadAsync(ct));

    /// <summary>How long staff stay signed in, at most a minute old.</summary>
    public async ValueTask<SessionRules> SessionsAsync(CancellationToken ct) => (await GetAsync(ct)).SessionsOver(options.Sessions);

    /// <summary>Forgets what was read; called after an edit on this node.</summary>
    public void Forget() => _known = null;

    internal async Task<InstallationSettings> ReadAsync(PortalDbContext db, CancellationToken ct)
    {
        var settings = FromEnvironment;
        foreach (var stored in await db.Settings.AsNoTracking().ToListAsync(ct))
        {
            // A name that is no more, or a value from before a range was narrowed: the environment's holds.
            if (InstallationSettings.Form.Write(settings, new Dictionary<string, string> { [stored.Name] = stored.Value }).TryGet(out var next))
            {
                settings = next;
            }
        }

        return settings;
    }

    private async Task<InstallationSettings> LoadAsync(CancellationToken ct)
    {
        var at = time.GetTimestamp();
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var settings = await ReadAsync(db, ct);
            _known = new Known(settings, at);
            return settings;
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException { InnerException: NpgsqlException } && _known is { } last)
        {
            return last.Settings;
        }
    }

    private sealed record Known(InstallationSettings Settings, long At);
}
