using Microsoft.Extensions.Configuration;

namespace Portal.Infrastructure.Persistence;

/// <summary>Saves the whole database in one file, whether the portal runs or not.</summary>
public static class BackupCommand
{
    /// <summary>Writes the backup; an existing file is replaced only when the new one is complete.</summary>
    /// <returns>0 when the backup is written, otherwise 1.</returns>
    public static Task<int> RunAsync(string file, TextWriter output, IConfiguration configuration, CancellationToken ct) =>
        OperatorCommand.RunAsync(output, () => SaveAsync(Path.GetFullPath(file), output, configuration, ct));

    private static async Task<int> SaveAsync(string file, TextWriter output, IConfiguration configuration, CancellationToken ct)
    {
        if (PortalDatabase.Configured(configuration) is null && !EmbeddedPostgres.Exists(PortalDatabase.EmbeddedFolder(configuration)))
        {
            await output.WriteLineAsync($"There is no database in {PortalDatabase.EmbeddedFolder(configuration)} yet, so there is nothing to save.");
            return 1;
        }

        await using var database = await PortalDatabase.OpenAsync(configuration, ct);
        var part = file + ".part";
        // Made beforehand, because pg_dump would let everybody read it.
        await using (new FileStream(part, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
        }

        var dump = await PostgresTool.RunAsync("pg_dump", database.ConnectionString, ["--format=custom", $"--file={part}"], ct);
        if (!dump.Succeeded)
        {
            File.Delete(part);
            await output.WriteLineAsync($"The backup failed, and no file was written: {dump.Complaint}");
            return 1;
        }

        File.Move(part, file, overwrite: true);
        await output.WriteLineAsync($"Saved {new FileInfo(file).Length / 1024.0:0} KiB in {file}.");
        var key = string.IsNullOrEmpty(configuration["Portal:MasterKey"])
            ? Path.Combine(PortalStorageOptions.From(configuration).DataFolder, "master.key")
            : "Portal__MasterKey";
        await output.WriteLineAsync($"NIK, phone and birth date in it can be read with the master key only ({key}), which is not in the file: keep a copy of the key somewhere else.");
        return 0;
    }
}
