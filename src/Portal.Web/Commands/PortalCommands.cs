using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Staff;
using Portal.Web.Startup;

namespace Portal.Web.Commands;

/// <summary>The first word of the command line decides what this program does; without one it serves.</summary>
public static class PortalCommands
{
    /// <summary>The operator has to mend something first.</summary>
    private const int NotStarted = 2;

    private const int NotDone = 1;

    /// <summary>Runs the command.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args switch
            {
                [] => await ServeAsync(args),
                [['-', ..], ..] => await ServeAsync(args),
                ["serve", .. var rest] => await ServeAsync(rest),
                ["migrate"] => await PortalHost.WithServicesAsync(_ => SayAsync("The database has the newest schema.")),
                ["keys", "rotate"] => await PortalHost.WithServicesAsync(RotateKeysAsync),
                ["staff", "reset-second-factor", var userName] => await PortalHost.WithServicesAsync(app => ResetSecondFactorAsync(app, userName)),
                ["demo"] => await DemoCommand.RunAsync(Console.Out, CancellationToken.None),
                ["doctor"] => await new DoctorCommand(TimeProvider.System).RunAsync(Console.Out, Configuration(), CancellationToken.None),
                ["backup", var file] => await BackupCommand.RunAsync(file, Console.Out, Configuration(), CancellationToken.None),
                ["restore", var file] => await RestoreCommand.RunAsync(file, Console.Out, Configuration(), CancellationToken.None),
                _ => throw new StartProblem($"There is no command \"{string.Join(' ', args)}\". There are: serve, migrate, keys rotate, staff reset-second-factor USERNAME, demo, doctor, backup FILE, restore FILE."),
            };
        }
        catch (StartProblem problem)
        {
            await Console.Error.WriteLineAsync("The portal did not start.");
            foreach (var sentence in problem.Sentences)
            {
                await Console.Error.WriteLineAsync($"- {sentence}");
            }

            foreach (var note in problem.Notes)
            {
                await Console.Error.WriteLineAsync(note);
            }

            return NotStarted;
        }
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        await PortalHost.ServeAsync(args);
        return 0;
    }

    private static async Task<int> RotateKeysAsync(WebApplication app)
    {
        var rotated = await app.Services.GetRequiredService<RotateKeys>().ExecuteAsync(Actor.System, CancellationToken.None);
        return await SayAsync($"New keys are in use; {rotated.Value} applications were encrypted anew. A running portal needs no restart.");
    }

    private static async Task<int> ResetSecondFactorAsync(WebApplication app, string userName)
    {
        var done = await app.Services.GetRequiredService<RecoverAccount>().ExecuteAsync(new(userName), Actor.System, CancellationToken.None);
        if (done.Succeeded)
        {
            return await SayAsync($"The second factor of \"{userName}\" is gone, and every session has ended. The next sign-in leads to setting up a new one. The audit trail says so.");
        }

        await Console.Error.WriteLineAsync(done.Error == AccessErrors.NotFound
            ? $"There is no account \"{userName}\"."
            : $"\"{userName}\" has no second factor to reset, or is not in work any more.");
        return NotDone;
    }

    private static async Task<int> SayAsync(string sentence)
    {
        await Console.Out.WriteLineAsync(sentence);
        return 0;
    }

    private static IConfiguration Configuration() => WebApplication.CreateBuilder().Configuration;
}
