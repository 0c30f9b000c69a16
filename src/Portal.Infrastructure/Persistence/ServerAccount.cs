using System.Runtime.InteropServices;

namespace Portal.Infrastructure.Persistence;

/// <summary>
/// PostgreSQL refuses to run as root. Started by root, the server therefore gets the distribution's
/// <c>postgres</c> account or, where that account cannot reach the folder, a user namespace in which root goes by
/// another number. Started by anyone else it simply runs as that user.
/// </summary>
internal sealed partial class ServerAccount
{
    private ServerAccount(IReadOnlyList<string> launcher, string? owner)
    {
        Launcher = launcher;
        Owner = owner;
    }

    /// <summary>What to put in front of a command so that it runs under this account.</summary>
    public IReadOnlyList<string> Launcher { get; }

    /// <summary>Who must own the server's folders; null when the current user does already.</summary>
    private string? Owner { get; }

    public static bool IsRoot => EffectiveUserId() == 0;

    /// <exception cref="InvalidOperationException">Root, and neither way is open; the message says what to do.</exception>
    public static async Task<ServerAccount> ForAsync(string folder, string dataFolder, CancellationToken ct)
    {
        if (!IsRoot)
        {
            return new([], null);
        }

        // An ordinary user's cluster stays theirs, even when root opens it once for a backup.
        var owner = await OwnerOfAsync(dataFolder, ct);
        if (owner is not (null or "0") && await As(owner).CanReachAsync(folder, ct))
        {
            return As(owner);
        }

        var users = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(parts => parts.Length > 3).ToList();
        if (users.Find(user => user[0] == "postgres") is { } postgres && await As(postgres[2]).CanReachAsync(folder, ct))
        {
            return As(postgres[2]);
        }

        // initdb looks its own user up by number, so the number must be one the system knows.
        var known = users.Find(user => user[2] != "0")?[2] ?? "1";
        var inNamespace = new ServerAccount(["unshare", "--user", $"--map-user={known}", $"--map-group={known}", "--"], "0");
        return await inNamespace.CanReachAsync(folder, ct)
            ? inNamespace
            : throw new InvalidOperationException(
                $"PostgreSQL does not run as root, and the account 'postgres' cannot reach {folder}: move the data with PORTAL_DATA, open the way with chmod o+x, or start the portal as an ordinary user.");
    }

    /// <summary>Makes a folder that only the server may enter, as PostgreSQL demands.</summary>
    public async Task MakePrivateFolderAsync(string folder, CancellationToken ct)
    {
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!Directory.Exists(folder))
        {
            Directory.CreateDirectory(folder, ownerOnly);
        }

        await AdoptAsync(folder, ct);
        // Fails for a folder that is somebody else's: nobody can lend us a socket folder in /tmp.
        File.SetUnixFileMode(folder, ownerOnly);
    }

    private static ServerAccount As(string userId) =>
        new(["setpriv", $"--reuid={userId}", $"--regid={userId}", "--clear-groups", "--"], userId);

    private async Task<bool> CanReachAsync(string folder, CancellationToken ct) =>
        (await ChildProcess.RunAsync([.. Launcher, "test", "-x", folder], ct)).Succeeded;

    private async Task AdoptAsync(string folder, CancellationToken ct)
    {
        // Asked first, because changing the owner of every file of a grown cluster takes seconds.
        if (Owner is not null && await OwnerOfAsync(folder, ct) != Owner)
        {
            await ChildProcess.RequireAsync(["chown", "-hR", $"{Owner}:{Owner}", folder], ct);
        }
    }

    private static async Task<string?> OwnerOfAsync(string folder, CancellationToken ct) =>
        await ChildProcess.RunAsync(["stat", "-c", "%u", folder], ct) is { Succeeded: true } answer ? answer.Output : null;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUserId();
}
