using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Booking;

namespace Portal.Web.Features.Staff.WalkIn;

/// <summary>What is typed into the walk-in form, bound box by box.</summary>
public sealed class WalkInForm
{
    public ServiceSlug Service { get; set; }

    public Language Language { get; set; }

    public string Name { get; set; } = "";

    public string Nik { get; set; } = "";

    public string BirthDay { get; set; } = "";

    public string BirthMonth { get; set; } = "";

    public string BirthYear { get; set; } = "";

    public string EverMarried { get; set; } = "";

    public string Village { get; set; } = "";

    public string Channel { get; set; } = "";

    public string Phone { get; set; } = "";

    public HashSet<string> Needs { get; private init; } = [];

    public bool Consent { get; set; }

    public static WalkInForm From(WalkInDraft draft) => new()
    {
        Service = draft.Service,
        Language = draft.Language,
        Name = draft.Answers.Name ?? "",
        Nik = draft.Answers.Nik ?? "",
        BirthDay = draft.Answers.BirthDay ?? "",
        BirthMonth = draft.Answers.BirthMonth ?? "",
        BirthYear = draft.Answers.BirthYear ?? "",
        EverMarried = draft.Answers.EverMarried ?? "",
        Village = draft.Answers.Village ?? "",
        Channel = draft.Answers.Channel ?? "",
        Phone = draft.Answers.Phone ?? "",
        Needs = [.. draft.Answers.Needs],
        Consent = draft.Answers.Consent,
    };

    public WalkInDraft ToDraft() => new(
        Service,
        new BookingAnswers
        {
            Name = Name,
            Nik = Nik,
            BirthDay = BirthDay,
            BirthMonth = BirthMonth,
            BirthYear = BirthYear,
            EverMarried = EverMarried,
            Village = Village,
            Channel = Channel,
            Phone = Phone,
            Needs = [.. Needs],
            Consent = Consent,
        },
        Language);
}
