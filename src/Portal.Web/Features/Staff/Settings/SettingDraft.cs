using Portal.Core.Shared;
using Portal.Infrastructure.Settings;

namespace Portal.Web.Features.Staff.Settings;

/// <summary>A field that somebody else changed while this page was open.</summary>
/// <param name="Now">Its text now.</param>
/// <param name="Last">Who changed it, and when; null where that is not known.</param>
public sealed record Clash(string Now, LastChange? Last);

/// <summary>What stands in the boxes of a form, beside what was there when it was opened.</summary>
public sealed class SettingDraft
{
    private Dictionary<string, string> _seen = [];
    private Dictionary<string, string> _typed = [];

    /// <summary>What was there.</summary>
    public IReadOnlyDictionary<string, string> Seen => _seen;

    /// <summary>What stands there now.</summary>
    public IReadOnlyDictionary<string, string> Typed => _typed;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<Error> Faults { get; private set; } = [];

    /// <summary>What others changed meanwhile, by field.</summary>
    public IReadOnlyDictionary<string, Clash> Clashes { get; private set; } = new Dictionary<string, Clash>();

    /// <summary>Makes a double click one act.</summary>
    public Guid CommandId { get; private set; } = Guid.NewGuid();

    /// <summary>The fields that differ from what was there.</summary>
    public IReadOnlyList<string> Touched => [.. _typed.Where(t => t.Value != _seen.GetValueOrDefault(t.Key)).Select(t => t.Key)];

    /// <summary>One box, or nothing.</summary>
    public string this[string field]
    {
        get => _typed.GetValueOrDefault(field, "");
        set => _typed[field] = value;
    }

    /// <summary>Begins with what is stored.</summary>
    public void Begin(IReadOnlyDictionary<string, string> values)
    {
        (_seen, _typed) = (new(values), new(values));
        (Faults, Clashes, CommandId) = ([], new Dictionary<string, Clash>(), Guid.NewGuid());
    }

    /// <summary>Shows what is wrong; the boxes keep what was typed.</summary>
    /// <param name="errors">The refusals.</param>
    /// <param name="now">What is stored now.</param>
    /// <param name="last">Who changed a field last.</param>
    public void Refuse(IReadOnlyList<Error> errors, IReadOnlyDictionary<string, string> now, Func<string, LastChange?> last)
    {
        Clashes = errors.Where(e => e.Code == AccessErrors.StalePage.Code && e.Field is not null)
            .ToDictionary(e => e.Field!, e => new Clash(now.GetValueOrDefault(e.Field!, ""), last(e.Field!)), StringComparer.Ordinal);
        Faults = Clashes.Count > 0 ? [] : errors;
        CommandId = Guid.NewGuid();
    }

    /// <summary>Insists on what was typed: what others wrote has been seen now.</summary>
    public void Insist()
    {
        foreach (var (field, clash) in Clashes)
        {
            _seen[field] = clash.Now;
        }

        Clashes = new Dictionary<string, Clash>();
    }

    /// <summary>The sentence below a box, or null.</summary>
    public Error? FaultOf(string field) => Faults.FirstOrDefault(f => f.Field == field);
}
