using Portal.Core.Applications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.Core.Booking;

/// <summary>What a person typed, untouched. Every value may be missing or nonsense.</summary>
public sealed record BookingAnswers
{
    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>NIK.</summary>
    public string? Nik { get; init; }

    /// <summary>Day of birth, 1–31.</summary>
    public string? BirthDay { get; init; }

    /// <summary>Month of birth, 1–12.</summary>
    public string? BirthMonth { get; init; }

    /// <summary>Year of birth, four digits.</summary>
    public string? BirthYear { get; init; }

    /// <summary>"yes" or "no"; needed under 17 only.</summary>
    public string? EverMarried { get; init; }

    /// <summary>Mobile phone; may be empty with channel "none".</summary>
    public string? Phone { get; init; }

    /// <summary>Village code.</summary>
    public string? Village { get; init; }

    /// <summary>"whatsapp", "sms" or "none".</summary>
    public string? Channel { get; init; }

    /// <summary>Any of "elderly", "disability", "pregnant".</summary>
    public IReadOnlyList<string> Needs { get; init; } = [];

    /// <summary>True when consent was ticked.</summary>
    public bool Consent { get; init; }
}

/// <summary>What a booking needs, checked.</summary>
public sealed record BookingDetails(
    OfficeCode Office,
    ServiceSlug Service,
    string Name,
    Nik Nik,
    DateOnly BirthDate,
    bool EverMarried,
    PhoneNumber? Phone,
    VillageCode Village,
    Language Language,
    Channel Channel,
    SpecialNeeds Needs)
{
    /// <summary>
    /// Checks what was typed. All faults are told at once, each tied to its field, so that a person corrects the form
    /// in one go.
    /// </summary>
    /// <param name="answers">What was typed.</param>
    /// <param name="office">The office booked.</param>
    /// <param name="villages">Its villages.</param>
    /// <param name="service">The service asked for.</param>
    /// <param name="language">The reader's language.</param>
    /// <param name="day">The office-local day of the appointment: age counts on that day.</param>
    /// <param name="today">The office-local day now.</param>
    public static Result<BookingDetails> Check(BookingAnswers answers, OfficeCode office, IReadOnlyCollection<VillageCode> villages, ServiceSlug service, Language language, DateOnly day, DateOnly today)
    {
        List<Error> errors = [];
        if (!service.BeginsApplication())
        {
            errors.Add(BookingErrors.PickupNeedsLink);
        }

        var name = Take(PersonName.Clean(answers.Name), errors);
        var nik = Take(Shared.Nik.Parse(answers.Nik), errors);
        var birthDate = Take(EligibilityRule.ParseBirthDate(answers.BirthDay, answers.BirthMonth, answers.BirthYear, today), errors);
        var married = answers.EverMarried switch { "yes" => true, "no" => false, _ => (bool?)null };
        if (birthDate != default && !EligibilityRule.MayRecord(birthDate, married ?? false, day))
        {
            errors.Add(married is null ? BookingErrors.MarriedRequired : ApplicationErrors.UnderAge(EligibilityRule.EligibleFrom(birthDate)));
        }

        VillageCode village = default;
        if (string.IsNullOrWhiteSpace(answers.Village))
        {
            errors.Add(BookingErrors.VillageRequired);
        }
        else if (!VillageCode.TryParse(answers.Village, out village) || !villages.Contains(village))
        {
            errors.Add(BookingErrors.VillageUnknown);
        }

        var channel = Channels.TryParse(answers.Channel, out var parsed) ? parsed : (Channel?)null;
        if (channel is null)
        {
            errors.Add(BookingErrors.ChannelRequired);
        }

        PhoneNumber? phone = null;
        if (!string.IsNullOrWhiteSpace(answers.Phone))
        {
            phone = Take(PhoneNumber.Parse(answers.Phone), errors);
        }
        else if (channel is Channel.WhatsApp or Channel.Sms)
        {
            errors.Add(BookingErrors.ChannelNeedsPhone);
        }

        if (!SpecialNeedsText.TryParse(answers.Needs, out var needs))
        {
            errors.Add(BookingErrors.NeedsUnknown);
        }

        if (!answers.Consent)
        {
            errors.Add(BookingErrors.ConsentRequired);
        }

        return errors.Count > 0
            ? Result<BookingDetails>.Refused(errors)
            : new BookingDetails(office, service, name!, nik, birthDate, married ?? false, phone, village, language, channel!.Value, needs);
    }

    private static T? Take<T>(Result<T> result, List<Error> errors)
    {
        if (result.TryGet(out var value))
        {
            return value;
        }

        errors.AddRange(result.Errors);
        return default;
    }
}
