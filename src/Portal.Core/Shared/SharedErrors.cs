namespace Portal.Core.Shared;

/// <summary>Refusals of the value types that every area reads from people's typing. None carries what was typed.</summary>
public static class SharedErrors
{
    /// <summary>No NIK was given.</summary>
    public static Error NikRequired(string field) => Invalid("nik_required", field);

    /// <summary>Not 16 digits; argument 0 is how many were given.</summary>
    public static Error NikLength(string field, int digits) => Invalid("nik_length", field, digits);

    /// <summary>Something other than digits is in it.</summary>
    public static Error NikDigits(string field) => Invalid("nik_digits", field);

    /// <summary>Digits 7 to 12 are no day of birth.</summary>
    public static Error NikBirthDay(string field) => Invalid("nik_birth_day", field);

    /// <summary>The last four digits are 0000, which is never issued.</summary>
    public static Error NikSerial(string field) => Invalid("nik_serial", field);

    /// <summary>No phone number was given.</summary>
    public static Error PhoneRequired(string field) => Invalid("phone_required", field);

    /// <summary>An Indonesian landline: it gets no messages.</summary>
    public static Error PhoneLandline(string field) => Invalid("phone_landline", field);

    /// <summary>A number of another country.</summary>
    public static Error PhoneForeign(string field) => Invalid("phone_foreign", field);

    /// <summary>No phone number at all, too short or too long.</summary>
    public static Error PhoneInvalid(string field) => Invalid("phone_invalid", field);

    /// <summary>No register number was given.</summary>
    public static Error RegisterRequired(string field) => Invalid("register_required", field);

    /// <summary>Not 10 digits; argument 0 is how many were given.</summary>
    public static Error RegisterLength(string field, int digits) => Invalid("register_length", field, digits);

    /// <summary>Something other than digits is in it.</summary>
    public static Error RegisterDigits(string field) => Invalid("register_digits", field);

    /// <summary>The check digit does not fit: a digit is wrong or two are swapped.</summary>
    public static Error RegisterCheckDigit(string field) => Invalid("register_check_digit", field);

    /// <summary>No office was given.</summary>
    public static Error OfficeCodeRequired(string field) => Invalid("office_code_required", field);

    /// <summary>Not written like 36.72.03.</summary>
    public static Error OfficeCodeInvalid(string field) => Invalid("office_code_invalid", field);

    /// <summary>No village was given.</summary>
    public static Error VillageCodeRequired(string field) => Invalid("village_code_required", field);

    /// <summary>Not written like 36.72.03.1001.</summary>
    public static Error VillageCodeInvalid(string field) => Invalid("village_code_invalid", field);

    /// <summary>No name was given.</summary>
    public static Error NameRequired(string field) => Invalid("name_required", field);

    /// <summary>Longer than argument 0 characters.</summary>
    public static Error NameTooLong(string field, int longest) => Invalid("name_too_long", field, longest);

    /// <summary>A character that no name on a family card has.</summary>
    public static Error NameCharacters(string field) => Invalid("name_characters", field);

    private static Error Invalid(string code, string field, params object[] arguments) => new(code, ErrorKind.Invalid, field, arguments);
}
