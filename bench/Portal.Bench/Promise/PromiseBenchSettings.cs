using System.Globalization;
using Portal.Core.Printing;

namespace Portal.Bench.Promise;

/// <summary>What is simulated.</summary>
/// <param name="FirstSeed">Inclusive.</param>
/// <param name="LastSeed">Inclusive.</param>
/// <param name="Sigma">How erratic the erratic regime is.</param>
/// <param name="Backlog">Print-ready cards that an office begins with: evenly 0 to this many.</param>
/// <param name="Threads">Office-years at a time.</param>
/// <param name="Tuning">The model's assumptions.</param>
internal sealed record PromiseBenchSettings(int FirstSeed, int LastSeed, double Sigma, int Backlog, int Threads, PromiseTuning Tuning)
{
    public static bool TryRead(string[] args, out PromiseBenchSettings settings)
    {
        settings = new(501, 1000, 0.6, 200, 2, PromiseTuning.Default);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--tune")
            {
                settings = settings with { FirstSeed = 1, LastSeed = 500 };
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
            {
                if (i + 1 >= args.Length || With(settings, args[i], args[++i]) is not { } next)
                {
                    return false;
                }

                settings = next;
            }
        }

        return true;
    }

    private static PromiseBenchSettings? With(PromiseBenchSettings settings, string name, string value)
    {
        var parts = value.Split('-');
        return name switch
        {
            "--seeds" when parts.Length == 2 && Whole(parts[0]) is { } first && Whole(parts[1]) is { } last && first <= last => settings with { FirstSeed = first, LastSeed = last },
            "--threads" when Whole(value) is > 0 and <= 64 and { } threads => settings with { Threads = threads },
            "--backlog" when Whole(value) is <= 20_000 and { } backlog => settings with { Backlog = backlog },
            "--sigma" when Number(value) is > 0 and <= 2 and { } sigma => settings with { Sigma = sigma },
            _ => null,
        };
    }

    private static int? Whole(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static double? Number(string value) => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
