using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Shared;
using Quartz;

namespace Portal.Infrastructure.Paper;

/// <summary>Where the night's packs are kept.</summary>
/// <param name="Folder">The folder, one file per office.</param>
public sealed record PaperFolder(string Folder)
{
    /// <summary>The file of an office.</summary>
    public string FileOf(OfficeCode office) => Path.Combine(Folder, $"{office.Value}.html");
}

/// <summary>
/// Keeps a pack of today for every office as a file, so that it prints without the server. A block that nobody has taken is
/// used again: a night burns no numbers.
/// </summary>
public sealed class KeepPaper(IDbContextFactory<PortalDbContext> databases, OfficeDirectory directory, ApplicationRegistrar registrar, PaperPacks packs, IPaperPrinter printer, PaperFolder folder, TimeProvider time) : IUseCase
{
    private const int Slips = 40;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Before the first in the morning, after the last in the night.
    private static readonly TimeOnly NotBefore = new(3, 0);

    /// <inheritdoc />
    public static Permission Permission => Permission.RunJobs;

    /// <summary>Returns how many files were written.</summary>
    public async Task<Result<int>> ExecuteAsync(Actor actor, CancellationToken ct)
    {
        if (actor.RefusalFor(Permission) is { } refusal)
        {
            return refusal;
        }

        var written = 0;
        foreach (var office in (await directory.GetAsync(ct)).Offices)
        {
            var local = office.Local(time.GetUtcNow());
            var mark = Mark(DateOnly.FromDateTime(local.DateTime));
            if (TimeOnly.FromDateTime(local.DateTime) >= NotBefore && !await HasAsync(folder.FileOf(office.Code), mark, ct))
            {
                var page = await printer.PageAsync(await PackAsync(office, actor, ct), ct);
                await WriteAsync(folder.FileOf(office.Code), page + mark, ct);
                written++;
            }
        }

        return written;
    }

    private static string Mark(DateOnly day) => $"<!-- {day:yyyy-MM-dd} -->";

    private static async Task<bool> HasAsync(string file, string mark, CancellationToken ct) => File.Exists(file) && (await File.ReadAllTextAsync(file, ct)).EndsWith(mark, StringComparison.Ordinal);

    private Task<PaperPack> PackAsync(OfficeEntry office, Actor actor, CancellationToken ct) => Retry.OnConflictAsync(async () =>
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM offices WHERE code = {office.Code.Value} FOR NO KEY UPDATE", ct);
        var ready = await db.PaperBlocks.Where(b => b.OfficeCode == office.Code && b.MadeBy == null && b.TakenAt == null && !db.PaperNumbers.Any(n => n.BlockId == b.Id && n.ApplicationId != null))
            .OrderByDescending(b => b.MadeAt).FirstOrDefaultAsync(ct);
        if (ready is null)
        {
            var now = time.GetUtcNow();
            ready = new PaperBlock(Guid.CreateVersion7(now), office.Code, await registrar.ReserveAsync(db, Slips, ct), 1, actor, now);
            db.PaperBlocks.Add(ready);
            db.AuditEvents.Add(AuditEvent.Of(AuditVerbs.PaperPrepared, actor, now, office.Code, ready.Id, detail: $"{Slips}"));
            await db.SaveChangesAsync(ct);
        }

        var pack = await packs.ReadAsync(db, ready, ct);
        await transaction.CommitAsync(ct);
        return pack;
    });

    // Whoever reads the folder while it is written still finds yesterday's, whole.
    private static async Task WriteAsync(string file, string page, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var fresh = file + ".new";
        File.Delete(fresh);
        await using (var stream = new FileStream(fresh, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OperatingSystem.IsWindows() ? null : OwnerOnly }))
        await using (var writer = new StreamWriter(stream))
        {
            await writer.WriteAsync(page.AsMemory(), ct);
        }

        File.Move(fresh, file, overwrite: true);
    }
}

/// <summary>Calls <see cref="KeepPaper"/>.</summary>
[DisallowConcurrentExecution]
public sealed class KeepPaperJob(KeepPaper keepPaper) : IJob
{
    /// <inheritdoc />
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        (await keepPaper.ExecuteAsync(Actor.System, cancellationToken)).OrFailJob();
}
