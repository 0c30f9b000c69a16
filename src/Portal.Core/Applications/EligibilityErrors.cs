using Portal.Core.Shared;

namespace Portal.Core.Applications;

/// <summary>Refusals of a birth date.</summary>
public static class EligibilityErrors
{
    /// <summary>Day, month or year is missing.</summary>
    public static Error BirthDateRequired(string field) => new("birth_date_required", ErrorKind.Invalid, field);

    /// <summary>No such day.</summary>
    public static Error BirthDateInvalid(string field) => new("birth_date_invalid", ErrorKind.Invalid, field);

    /// <summary>Later than today.</summary>
    public static Error BirthDateFuture(string field) => new("birth_date_future", ErrorKind.Invalid, field);

    /// <summary>Before the year in argument 0.</summary>
    public static Error BirthDateTooOld(string field, int firstYear) => new("birth_date_too_old", ErrorKind.Invalid, field, firstYear);
}
