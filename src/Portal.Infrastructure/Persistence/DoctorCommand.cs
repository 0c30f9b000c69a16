using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;

namespace Portal.Infrastructure.Persistence;

/// <summary>Looks the machine over and says in plain words what is wrong and what to do.</summary>
public sealed class DoctorCommand(TimeProvider time)
{
    /// <summary>Looks at everything, even after the first trouble, so that one visit tells all.</summary>
    /// <returns>1 when something is wrong, otherwise 0.</returns>
    public async Task<int> RunAsync(TextWriter output, IConfiguration configuration, CancellationToken ct)
    {
        var wrong = 0;
        await foreach (var finding in LookAsync(configuration, ct).WithCancellation(ct))
        {
            var mark = finding.Health switch { Health.Good => "ok   ", Health.Note => "note ", Health.Wrong => "WRONG" };
            await output.WriteLineAsync($"{mark}  {finding.Sentence}");
            if (finding.Remedy is not null)
            {
                await output.WriteLineAsync($"       -> {finding.Remedy}");
                wrong++;
            }
        }

        await output.WriteLineAsync(wrong switch
        {
            0 => "Nothing is wrong.",
            1 => "One thing is wrong.",
            _ => $"{wrong} things are wrong.",
        });
        return wrong == 0 ? 0 : 1;
    }

    private async IAsyncEnumerable<Finding> LookAsync(IConfiguration configuration, [EnumeratorCancellation] CancellationToken ct)
    {
        yield return MachineChecks.Runtime();
        yield return await MachineChecks.PostgresAsync(configuration, ct);
        yield return MachineChecks.DataFolder(configuration);
        yield return MachineChecks.Port(configuration);
        yield return MachineChecks.Languages();
        yield return MachineChecks.TimeZones();
        yield return MachineChecks.Clock(time.GetUtcNow());
        foreach (var finding in MachineChecks.Settings(configuration))
        {
            yield return finding;
        }

        await foreach (var finding in DatabaseChecks.RunAsync(configuration, time).WithCancellation(ct))
        {
            yield return finding;
        }
    }
}
