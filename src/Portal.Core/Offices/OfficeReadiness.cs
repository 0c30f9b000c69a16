namespace Portal.Core.Offices;

/// <summary>What an office needs before residents come.</summary>
public enum OfficeNeed
{
    /// <summary>A village at least: residents choose theirs.</summary>
    Villages,

    /// <summary>Opening hours that give free times.</summary>
    Hours,

    /// <summary>Where to ask or complain in person.</summary>
    Contact,

    /// <summary>Letterhead and somebody who signs.</summary>
    Letters,

    /// <summary>Somebody at the register desk.</summary>
    Registrar,

    /// <summary>Somebody who records.</summary>
    Operator,

    /// <summary>Somebody has looked at rules and services, and changed them or left them.</summary>
    Services,
}

/// <summary>How far an office is set up, told from its data.</summary>
/// <param name="Villages">How many villages it has.</param>
/// <param name="FreePlaces">Places that could be booked on the days already released.</param>
/// <param name="HasContact">Whether it says where to ask.</param>
/// <param name="HasLetters">Whether it has a letterhead and a signatory.</param>
/// <param name="Registrars">Active accounts at the register desk.</param>
/// <param name="Operators">Active accounts that record.</param>
/// <param name="Reviewed">Whether its rules or services were changed or looked at.</param>
public sealed record OfficeReadiness(int Villages, int FreePlaces, bool HasContact, bool HasLetters, int Registrars, int Operators, bool Reviewed)
{
    /// <summary>What is missing, in the order in which it is best done.</summary>
    public IReadOnlyList<OfficeNeed> Missing => [.. Enum.GetValues<OfficeNeed>().Where(need => !Has(need))];

    /// <summary>True while a resident could not book at all: then the office cannot be opened.</summary>
    public bool Blocks => !Has(OfficeNeed.Villages) || !Has(OfficeNeed.Hours);

    /// <summary>Whether a need is met.</summary>
    public bool Has(OfficeNeed need) => need switch
    {
        OfficeNeed.Villages => Villages > 0,
        OfficeNeed.Hours => FreePlaces > 0,
        OfficeNeed.Contact => HasContact,
        OfficeNeed.Letters => HasLetters,
        OfficeNeed.Registrar => Registrars > 0,
        OfficeNeed.Operator => Operators > 0,
        OfficeNeed.Services => Reviewed,
    };
}
