using Portal.Core.Shared;

namespace Portal.Core.Audit;

/// <summary>Refusals about the audit trail.</summary>
public static class AuditErrors
{
    /// <summary>Not the head of a chain; argument 0 is how many digits the sheet prints.</summary>
    public static Error HeadInvalid(string field, int digits) => new("seal_head_invalid", ErrorKind.Invalid, field, digits);

    /// <summary>No seal of this chain has that head.</summary>
    public static Error HeadUnknown { get; } = new("seal_head_unknown", ErrorKind.NotFound, "head");

    /// <summary>Neither a register number nor the id of a record.</summary>
    public static Error RecordInvalid { get; } = new("audit_record_invalid", ErrorKind.Invalid, "record");

    /// <summary>No application of this office has that register number.</summary>
    public static Error RecordUnknown { get; } = new("audit_record_unknown", ErrorKind.NotFound, "record");

    /// <summary>The period ends before it begins.</summary>
    public static Error PeriodBackwards { get; } = new("audit_period_backwards", ErrorKind.Invalid, "through");
}
