using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Core.Stock;
using Portal.Infrastructure.Persistence;
using Portal.Infrastructure.Privacy;

namespace Portal.IntegrationTests.Support;

/// <summary>Cards with a past: moved through the entity's own verbs at moments of the test's choice, without waiting for them.</summary>
public static class Cards
{
    /// <summary>An operator of every office.</summary>
    public static Actor Operator { get; } = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Operator, Scope.Installation)]);

    /// <summary>Somebody else.</summary>
    public static Actor Second { get; } = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Supervisor, Scope.Installation)]);

    /// <summary>A card recorded at a moment and, where told, print-ready, printed and ready at later ones. Not saved.</summary>
    public static async Task<CardApplication> AddCardAsync(this PortalDbContext db, KeyRing ring, PersonalDataVault vault, OfficeCode office, int person, DateTimeOffset recorded, DateTimeOffset? printReady = null, DateTimeOffset? printed = null, DateTimeOffset? ready = null)
    {
        var id = Guid.NewGuid();
        var (day, month, year, serial) = ((person % 28) + 1, (person / 28 % 12) + 1, 60 + (person / 336 % 40), (person / 13_440) + 1);
        var nik = Nik.Parse($"{office.Value.Replace(".", "", StringComparison.Ordinal)}{day:D2}{month:D2}{year:D2}{serial:D4}").Value;
        var phone = PhoneNumber.Parse($"0813{person:D8}").Value;
        var born = new DateOnly(1900 + year, month, day);
        var details = new BookingDetails(office, ServiceSlug.New, "Warga Contoh", nik, born, false, phone, VillageCode.Parse($"{office.Value}.{(office.Value.StartsWith("16", StringComparison.Ordinal) ? 2001 : 1001)}").Value, Language.Indonesian, Channel.Sms, SpecialNeeds.None);
        var sequence = await db.Database.SqlQuery<long>($"SELECT nextval('register_number_seq') AS \"Value\"").SingleAsync();
        var application = CardApplication.Submit(id, RegisterNumber.FromSequence(sequence, ring.Register), details, vault.Seal(id, nik, born, phone), PersonalDataVault.LinkHash(vault.LinkCode(id, 1)), Intake.Web, recorded.AddDays(-1));
        db.Applications.Add(application);
        Done(application.AcceptDossier(Operator, recorded));
        var recording = new Recording(Guid.NewGuid(), application, DateOnly.FromDateTime(recorded.UtcDateTime), Operator, recorded);
        foreach (var part in Enum.GetValues<RecordingPart>())
        {
            Done(recording.Take(part, null, null, Operator, recorded));
        }

        Done(recording.Complete(recorded));
        Done(application.Record(recording, Operator, recorded));
        db.Recordings.Add(recording);
        if (printReady is { } at)
        {
            Done(application.ConfirmData(false, Second, recorded));
            Done(application.SendToCentre(Guid.NewGuid(), Operator, recorded));
            Done(application.ReportFromCentre(CentreOutcome.PrintReady, StatusSource.Centre, at, Operator, at));
        }

        if (printed is { } out_)
        {
            Done(application.StartPrinting(Operator, out_));
            Done(application.FinishPrinting(Operator, out_));
        }

        if (ready is { } good)
        {
            Done(application.PassQuality(Operator, good));
        }

        return application;
    }

    /// <summary>A line of the ledger of another day, and the level that follows.</summary>
    public static async Task MoveStockAsync(this PortalDbContext db, OfficeCode office, int change, DateOnly day)
    {
        await db.Database.ExecuteSqlAsync($"INSERT INTO stock_levels (office_code, on_hand, reserved) VALUES ({office.Value}, 0, 0) ON CONFLICT DO NOTHING");
        await db.Database.ExecuteSqlAsync($"UPDATE stock_levels SET on_hand = on_hand + {change} WHERE office_code = {office.Value}");
        var balance = await db.Database.SqlQuery<int>($"SELECT on_hand AS \"Value\" FROM stock_levels WHERE office_code = {office.Value}").SingleAsync();
        var at = new DateTimeOffset(day.ToDateTime(new TimeOnly(5, 0)), TimeSpan.Zero);
        for (var i = 0; i < (change < 0 ? -change : 1); i++)
        {
            db.StockEntries.Add(change < 0
                ? StockEntry.Printed(office, Guid.NewGuid(), null, balance - change - i - 1, day, Operator, at, Guid.NewGuid())
                : StockEntry.Received(office, Delivery.Of(change, "SJ-1", null, null).Value, balance, day, Operator, at, Guid.NewGuid()));
        }

        await db.SaveChangesAsync();
    }

    private static void Done(Result result) => result.Succeeded.ShouldBeTrue(result.Succeeded ? "" : result.Error.Code);
}
