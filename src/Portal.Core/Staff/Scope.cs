using Portal.Core.Shared;

namespace Portal.Core.Staff;

/// <summary>How far a role reaches.</summary>
public enum ScopeKind
{
    /// <summary>One office.</summary>
    Office,

    /// <summary>All offices of one regency or city.</summary>
    Regency,

    /// <summary>Every office of the installation.</summary>
    Installation,
}

/// <summary>Where a role holds: one office, a regency, or the whole installation.</summary>
/// <param name="Kind">How far it reaches.</param>
/// <param name="Code">Office code ("36.72.03"), regency code ("36.72"), or the empty string for the installation.</param>
public sealed record Scope(ScopeKind Kind, string Code)
{
    /// <summary>Every office.</summary>
    public static Scope Installation { get; } = new(ScopeKind.Installation, "");

    /// <summary>One office.</summary>
    public static Scope Of(OfficeCode office) => new(ScopeKind.Office, office.ToString());

    /// <summary>All offices of a regency, by its code ("36.72").</summary>
    public static Scope OfRegency(string regencyCode) => new(ScopeKind.Regency, regencyCode);

    /// <summary>True when <paramref name="office"/> lies within this scope.</summary>
    public bool Covers(OfficeCode office) => Kind switch
    {
        ScopeKind.Office => Code == office.ToString(),
        ScopeKind.Regency => Code == office.RegencyCode,
        ScopeKind.Installation => true,
    };

    /// <summary>True when everything within <paramref name="inner"/> lies within this scope too.</summary>
    public bool Contains(Scope inner) => Kind switch
    {
        ScopeKind.Installation => true,
        ScopeKind.Regency => inner == this || (inner.Kind == ScopeKind.Office && OfficeCode.TryParse(inner.Code, out var office) && Covers(office)),
        ScopeKind.Office => inner == this,
    };
}

/// <summary>One role of one person, and where it holds.</summary>
/// <param name="Role">The role.</param>
/// <param name="Scope">Where it holds.</param>
public sealed record RoleAssignment(StaffRole Role, Scope Scope);
