using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;

namespace Portal.IntegrationTests.Printing;

/// <summary>Applications as the import of an office's old list leaves them, without an appointment.</summary>
public sealed class ReadyCards(ApplicationRegistrar registrar, OfficeEntry office, DateTimeOffset now)
{
    private static readonly Actor s_import = Actor.Staff(Guid.NewGuid(), []);
    private static readonly string[] s_names = ["Sri Contoh", "Budi Umpama", "Dewi Misal", "Agus Teladan", "Ratna Ibarat"];
    private static int s_person;

    /// <summary>Adds one inside the caller's transaction; the caller saves.</summary>
    public async Task<RegisterNumber> AddAsync(PortalDbContext db, DateTimeOffset since, ApplicationState state = ApplicationState.PrintReady, bool phone = true)
    {
        var person = Interlocked.Increment(ref s_person);
        var day = (person % 28) + 1;
        var village = office.Villages[person % office.Villages.Count].Code;
        var answers = new BookingAnswers
        {
            Name = s_names[person % s_names.Length],
            Nik = $"367203{day:D2}0590{(person / 28) + 1:D4}",
            BirthDay = $"{day}",
            BirthMonth = "5",
            BirthYear = "1990",
            Phone = phone ? $"0813{person:D8}" : null,
            Village = village.ToString(),
            Channel = phone ? "whatsapp" : "none",
            Consent = true,
        };
        var today = office.Calendar.LocalDay(now);
        var details = BookingDetails.Check(answers, office.Code, office.VillageCodes, ServiceSlug.New, Language.Indonesian, today, today).Value;
        var application = (await registrar.RegisterAsync(db, details, office, Intake.Import, since, default)).Value.Application;
        if (state == ApplicationState.Printed)
        {
            application.PlaceFromBacklog(ApplicationState.PrintReady, since, s_import, now);
            application.StartPrinting(s_import, now);
            application.FinishPrinting(s_import, now);
        }
        else if (state != ApplicationState.Submitted)
        {
            application.PlaceFromBacklog(state, since, s_import, now).Succeeded.ShouldBeTrue();
        }

        return application.Register;
    }
}
