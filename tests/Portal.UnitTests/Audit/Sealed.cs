using System.Reflection;
using Portal.Core.Audit;
using Portal.Core.Shared;

namespace Portal.UnitTests.Audit;

/// <summary>Events and seals as the database would hand them out, and rows that somebody has put hands on.</summary>
internal static class Sealed
{
    public const string Chain = "36.72.03";
    public static readonly OfficeCode Office = OfficeCode.Parse(Chain).Value;

    public static AuditEvent Event(long id, DateTimeOffset at, string verb, Actor actor, OfficeCode? office, Guid? subject = null, string? reason = null, string? detail = null, Guid? command = null) =>
        AuditEvent.Of(verb, actor, at, office, subject, reason, detail, command).With(nameof(AuditEvent.Id), id);

    /// <summary>A chain of seals over events with the ids told, a minute apart.</summary>
    public static (IReadOnlyList<AuditSeal> Seals, Dictionary<long, AuditEvent> Events) ChainOf(params long[][] seals)
    {
        var start = new DateTimeOffset(2026, 12, 7, 1, 0, 0, TimeSpan.Zero);
        var events = seals.SelectMany(ids => ids).ToDictionary(id => id, id => Event(id, start, AuditVerbs.StockReceived, Actor.System, Office, detail: $"{id}"));
        List<AuditSeal> made = [];
        foreach (var ids in seals)
        {
            made.Add(AuditSeal.Of(Chain, made.Count > 0 ? made[^1].Head : null, [.. ids.Select(id => events[id])], start.AddMinutes(made.Count + 1)));
        }

        return (made, events);
    }

    public static SealFinding? Check(IEnumerable<AuditSeal> seals, IReadOnlyDictionary<long, AuditEvent> events)
    {
        var verifier = new SealVerifier(Chain);
        return seals.Select(seal => verifier.Check(seal, events)).FirstOrDefault(finding => finding is not null);
    }

    /// <summary>Sets what only the database and a forger can set.</summary>
    public static T With<T>(this T row, string name, object? value)
        where T : class
    {
        typeof(T).GetProperty(name, BindingFlags.Public | BindingFlags.Instance)!.SetValue(row, value);
        return row;
    }
}
