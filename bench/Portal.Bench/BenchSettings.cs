using System.Globalization;

namespace Portal.Bench;

/// <summary>How a run is measured.</summary>
/// <param name="Seconds">Length of one measured stretch, split over the rounds.</param>
/// <param name="Clients">Connections that ask at the same time.</param>
/// <param name="Rounds">How often the two sides take turns.</param>
/// <param name="Durable">False forces nothing to disk, on both sides.</param>
internal sealed record BenchSettings(int Seconds, int Clients, int Rounds, bool Durable)
{
    public TimeSpan Stretch => TimeSpan.FromSeconds((double)Seconds / Rounds);

    public static bool TryRead(string[] args, out BenchSettings settings)
    {
        settings = new(15, 16, 5, true);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--careless")
            {
                settings = settings with { Durable = false };
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
            {
                if (i + 1 >= args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value is < 1 or > 600)
                {
                    return false;
                }

                settings = args[i++] switch
                {
                    "--seconds" => settings with { Seconds = value },
                    "--clients" => settings with { Clients = value },
                    "--rounds" => settings with { Rounds = value },
                    _ => settings with { Rounds = 0 },
                };
            }
        }

        return settings is { Rounds: >= 1, Clients: <= 64 };
    }
}
