using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

/// <summary>Puts applications of invented people straight where a test needs them, through the entity's own verbs.</summary>
internal static class People
{
    public static readonly OfficeCode Samarinda = OfficeCode.Parse("64.72.04").Value;
    private static readonly Actor s_first = Actor.Staff(Guid.NewGuid(), []);
    private static readonly Actor s_second = Actor.Staff(Guid.NewGuid(), []);

    /// <summary>Applications in one of the states up to PrintReady.</summary>
    public static async Task<IReadOnlyList<CardApplication>> AddAsync(this House house, ApplicationState state, int from, int count, OfficeCode? office = null)
    {
        var at = office ?? House.Pulomerak;
        await using var db = house.Db();
        var next = await house.ScalarAsync<long>($"SELECT setval('{PortalDbContext.RegisterSequence}', nextval('{PortalDbContext.RegisterSequence}') + {count})");
        List<CardApplication> added = [];
        for (var i = 0; i < count; i++)
        {
            added.Add(Make(house, at, from + i, RegisterNumber.FromSequence(next - count + i, house.Get<KeyRing>().Register), state));
        }

        db.Applications.AddRange(added);
        await db.SaveChangesAsync();
        return added;
    }

    public static async Task<CardApplication> AddOneAsync(this House house, ApplicationState state, int number, OfficeCode? office = null) => (await house.AddAsync(state, number, 1, office))[0];

    /// <summary>The application as it stands now.</summary>
    public static async Task<CardApplication> FindAsync(this House house, CardApplication application)
    {
        await using var db = house.Db();
        return (await db.Applications.FindAsync(application.Id))!;
    }

    /// <summary>An invented NIK; every <paramref name="number"/> below 270,000 is another one.</summary>
    public static Nik NikOf(int number) => Nik.Parse($"367203{(number % 27) + 1:D2}0590{(number / 27) + 1:D4}").Value;

    private static CardApplication Make(House house, OfficeCode office, int number, RegisterNumber register, ApplicationState state)
    {
        var now = house.Time.GetUtcNow();
        var village = VillageCode.Parse(office + ".1001").Value;
        var phone = PhoneNumber.Parse($"0812{number:D8}").Value;
        var details = new BookingDetails(office, ServiceSlug.New, "Warga Contoh", NikOf(number), new DateOnly(1990, 5, (number % 27) + 1), false, phone, village, Language.Indonesian, Channel.Sms, SpecialNeeds.None);
        var id = Guid.CreateVersion7(now);
        var vault = house.Get<PersonalDataVault>();
        var application = CardApplication.Submit(id, register, details, vault.Seal(id, details.Nik, details.BirthDate, phone), PersonalDataVault.LinkHash(vault.LinkCode(id, 1)), Intake.WalkIn, now);
        List<Func<Result>> steps =
        [
            () => application.AcceptDossier(s_first, now),
            () => application.Record(Complete(application, now), s_first, now),
            () => application.ConfirmData(false, s_second, now),
            () => application.SendToCentre(Guid.NewGuid(), s_first, now),
            () => application.ReportFromCentre(CentreOutcome.PrintReady, StatusSource.Centre, now, s_first, now),
        ];
        foreach (var step in steps.TakeWhile(_ => application.State != state))
        {
            step().Succeeded.ShouldBeTrue();
        }

        application.State.ShouldBe(state);
        return application;
    }

    private static Recording Complete(CardApplication application, DateTimeOffset now)
    {
        var recording = new Recording(Guid.NewGuid(), application, DateOnly.FromDateTime(now.DateTime), s_first, now);
        foreach (var part in Enum.GetValues<RecordingPart>())
        {
            recording.Take(part, null, null, s_first, now);
        }

        return recording;
    }
}
