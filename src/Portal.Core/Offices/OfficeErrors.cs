using Portal.Core.Shared;

namespace Portal.Core.Offices;

/// <summary>Why an office cannot be set up in that way.</summary>
public static class OfficeErrors
{
    /// <summary>There is an office of this code; argument 0 is its name.</summary>
    public static Error CodeTaken(string name) => new("office_code_taken", ErrorKind.Conflict, "code", name);

    /// <summary>The code lies outside the regencies whose offices the actor may open.</summary>
    public static Error OutOfScope { get; } = new("office_out_of_scope", ErrorKind.Invalid, "code");

    /// <summary>The office has appointments ahead, whose times would be told differently.</summary>
    public static Error TimeZoneInUse { get; } = new("time_zone_in_use", ErrorKind.Conflict, "timeZone");

    /// <summary>A NIP that has not 18 digits; argument 0 is the line.</summary>
    public static Error NipInvalid(int line) => new("nip_invalid", ErrorKind.Invalid, "signatories", line);

    /// <summary>A signatory without a name or a position; argument 0 is the line.</summary>
    public static Error SignatoryIncomplete(int line) => new("signatory_incomplete", ErrorKind.Invalid, "signatories", line);

    /// <summary>No villages were typed.</summary>
    public static Error VillagesRequired { get; } = new("villages_required", ErrorKind.Invalid, "villages");

    /// <summary>More than argument 0 lines.</summary>
    public static Error TooManyVillages(int most) => new("too_many_villages", ErrorKind.Invalid, "villages", most);

    /// <summary>A line without a code or without a name; argument 0 is the line.</summary>
    public static Error VillageLineUnreadable(int line) => new("village_line_unreadable", ErrorKind.Invalid, "villages", line);

    /// <summary>A code of another kecamatan; arguments are line, code and this office's code.</summary>
    public static Error VillageElsewhere(int line, string code, string office) => new("village_elsewhere", ErrorKind.Invalid, "villages", line, code, office);

    /// <summary>The last four digits begin with neither 1 (kelurahan) nor 2 (desa); arguments are line and code.</summary>
    public static Error VillageSuffix(int line, string code) => new("village_suffix", ErrorKind.Invalid, "villages", line, code);

    /// <summary>The code stands in an earlier line; arguments are line and code.</summary>
    public static Error VillageTwice(int line, string code) => new("village_twice", ErrorKind.Invalid, "villages", line, code);

    /// <summary>The office has this village; arguments are line, code and its name.</summary>
    public static Error VillageKnown(int line, string code, string name) => new("village_known", ErrorKind.Conflict, "villages", line, code, name);

    /// <summary>A name with signs that no village has; argument 0 is the line.</summary>
    public static Error VillageName(int line) => new("village_name", ErrorKind.Invalid, "villages", line);

    /// <summary>No name, one that is too long, or signs that no village's name has.</summary>
    public static Error VillageNameInvalid { get; } = new("village_name_invalid", ErrorKind.Invalid, "name");

    /// <summary>The village has applications; arguments are its name and how many.</summary>
    public static Error VillageInUse(string name, int applications) => new("village_in_use", ErrorKind.Conflict, null, name, applications);

    /// <summary>Residents could not book: what is missing is told by the list.</summary>
    public static Error NotReady { get; } = new("office_not_ready", ErrorKind.Conflict);

    /// <summary>The office takes no new bookings for the time being.</summary>
    public static Error NotBooking { get; } = new("office_not_booking", ErrorKind.Conflict, "office");
}
