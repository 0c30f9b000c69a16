namespace Portal.Core.Staff;

/// <summary>What a member of staff is in an office; who may do what is <see cref="PermissionTable"/>.</summary>
public enum StaffRole
{
    /// <summary>Petugas register: the desk that receives people, books, checks in and hands over.</summary>
    Registrar,

    /// <summary>Kasi: checks dossiers.</summary>
    Checker,

    /// <summary>Records photo, signature, fingerprints and iris.</summary>
    Operator,

    /// <summary>Prints cards and answers for the blangko drawn.</summary>
    PrintOperator,

    /// <summary>Camat or sekcam: answers for stock, order and complaints.</summary>
    Supervisor,

    /// <summary>Runs the installation; sees no personal data.</summary>
    Admin,
}
