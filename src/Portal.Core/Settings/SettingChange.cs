using Portal.Core.Shared;

namespace Portal.Core.Settings;

/// <summary>One change of an office, a rule or a setting. The database lets nobody change or delete it.</summary>
public sealed class SettingChange
{
    /// <summary>Longest subject and field, in characters.</summary>
    public const int LongestName = 60;

    /// <summary>Longest value, in characters; what is longer ends with an ellipsis.</summary>
    public const int LongestValue = 10_000;

    private SettingChange()
    {
    }

    /// <summary>Notes a change.</summary>
    /// <param name="office">Of which office; null for the installation.</param>
    /// <param name="subject">What was changed: "office", "rules", "village" …</param>
    /// <param name="field">Which part of it.</param>
    /// <param name="before">What it was, in words; null for nothing.</param>
    /// <param name="after">What it is now, in words; null for nothing.</param>
    /// <param name="commandId">The command, where there was one.</param>
    /// <param name="actor">Who.</param>
    /// <param name="now">The moment, UTC.</param>
    public SettingChange(OfficeCode? office, string subject, string field, string? before, string? after, Guid? commandId, Actor actor, DateTimeOffset now)
    {
        OfficeCode = office;
        Subject = subject;
        Field = field;
        Before = Short(before);
        After = Short(after);
        CommandId = commandId;
        StaffId = actor.StaffId;
        At = now;
    }

    /// <summary>Database-given, ascending.</summary>
    public long Id { get; private set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Of which office; null for the installation.</summary>
    public OfficeCode? OfficeCode { get; private set; }

    /// <summary>What was changed.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Which part of it.</summary>
    public string Field { get; private set; } = "";

    /// <summary>What it was, in words; null for nothing.</summary>
    public string? Before { get; private set; }

    /// <summary>What it is now, in words; null for nothing.</summary>
    public string? After { get; private set; }

    /// <summary>Who; null for the portal itself.</summary>
    public Guid? StaffId { get; private set; }

    /// <summary>The command; several fields may share one.</summary>
    public Guid? CommandId { get; private set; }

    private static string? Short(string? value) => value is { Length: > LongestValue } ? value[..(LongestValue - 1)] + "…" : value is "" ? null : value;
}
