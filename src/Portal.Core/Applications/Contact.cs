namespace Portal.Core.Applications;

/// <summary>How a resident wants to hear from the office.</summary>
public enum Channel
{
    /// <summary>Not at all by phone: paper and the desk.</summary>
    None,

    /// <summary>WhatsApp, with SMS when that fails.</summary>
    WhatsApp,

    /// <summary>SMS.</summary>
    Sms,
}

/// <summary>Needs that give priority in the hall.</summary>
[Flags]
public enum SpecialNeeds
{
    /// <summary>None told.</summary>
    None = 0,

    /// <summary>Elderly.</summary>
    Elderly = 1,

    /// <summary>A disability.</summary>
    Disability = 2,

    /// <summary>Pregnant.</summary>
    Pregnant = 4,
}

/// <summary>By which door an application came in.</summary>
public enum Intake
{
    /// <summary>Resident pages.</summary>
    Web,

    /// <summary>Public API.</summary>
    Api,

    /// <summary>At the desk, without an appointment.</summary>
    WalkIn,

    /// <summary>Taken down on paper while the power or the line was away, and keyed in later.</summary>
    Paper,

    /// <summary>From the list an office kept before the portal.</summary>
    Import,
}
