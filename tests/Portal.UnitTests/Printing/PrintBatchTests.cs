using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Printing;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.UnitTests.Printing;

public sealed class PrintBatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 7, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Printer = Actor.Staff(Guid.NewGuid(), []);
    private static readonly OfficeCode Office = OfficeCode.Parse("36.72.03").Value;

    [Fact]
    public void Add_Cards_NumbersThemFromOne()
    {
        var batch = new PrintBatch(Guid.NewGuid(), Office, 3, new DateOnly(2026, 12, 7), Printer, Now);

        batch.Add(Guid.NewGuid(), Ready(1), null, Now);
        batch.Add(Guid.NewGuid(), Ready(2), "AB0002", Now);

        batch.Jobs.Select(j => (j.Position, j.Serial, j.State)).ShouldBe([(1, null, PrintJobState.Printing), (2, "AB0002", PrintJobState.Printing)]);
    }

    [Theory]
    [InlineData(PrintJobState.Printing, true, true, true)]
    [InlineData(PrintJobState.Printed, false, true, false)]
    [InlineData(PrintJobState.Spoiled, false, false, false)]
    [InlineData(PrintJobState.Stopped, false, false, false)]
    public void End_FromEachState_OnlyWhatCanFollow(PrintJobState from, bool finish, bool spoil, bool stop)
    {
        Job(from).Finish(null, Printer, Now).Succeeded.ShouldBe(finish);
        Job(from).Spoil(null, Printer, Now).Succeeded.ShouldBe(spoil);
        Job(from).Stop(Printer, Now).Succeeded.ShouldBe(stop);
    }

    [Fact]
    public void Finish_WithASerial_KeepsItWhenItIsSpoiledLater()
    {
        var job = Job(PrintJobState.Printing);
        job.Finish("AB0007", Printer, Now);
        job.Spoil(null, Printer, Now.AddMinutes(3));

        job.Serial.ShouldBe("AB0007");
        job.FinishedAt.ShouldBe(Now.AddMinutes(3));
        job.FinishedBy.ShouldBe(Printer.StaffId);
    }

    [Fact]
    public void Spoil_ACard_SendsItToTheFrontWithItsOldTime()
    {
        var card = Ready(1);
        var since = card.PrintReadyAt;
        card.StartPrinting(Printer, Now);

        card.SpoilCard(Reasons.Of([], "macet di printer").Value, Printer, Now).Succeeded.ShouldBeTrue();

        (card.State, card.PrintClass, card.PrintReadyAt).ShouldBe((ApplicationState.PrintReady, PrintOrder.Front, since));
        card.Prioritise(new PriorityClass("exam", 20, new("Ujian")), Now);
        card.PrintClass.ShouldBe(PrintOrder.Front, "no class goes before a card whose turn had come");
    }

    [Fact]
    public void Stop_ACard_KeepsItsPlace()
    {
        var card = Ready(1);
        card.Prioritise(new PriorityClass("exam", 20, new("Ujian")), Now);
        var (since, rank) = (card.PrintReadyAt, card.PrintClass);
        card.StartPrinting(Printer, Now);

        card.StopPrinting(Printer, Now).Succeeded.ShouldBeTrue();

        (card.PrintReadyAt, card.PrintClass, rank).ShouldBe((since, rank, (short)20));
    }

    [Theory]
    [InlineData("Siti Contoh", "S*** C***")]
    [InlineData("Suharto", "S***")]
    [InlineData("  M.  Ali (alm.) ", "M*** A*** a***")]
    [InlineData("Émile", "É***")]
    public void Masked_AName_ShowsFirstLettersOnly(string name, string masked) => PersonName.Masked(name).ShouldBe(masked);

    private static PrintJob Job(PrintJobState state)
    {
        var job = new PrintBatch(Guid.NewGuid(), Office, 1, new DateOnly(2026, 12, 7), Printer, Now).Add(Guid.NewGuid(), Ready(1), null, Now);
        _ = state switch
        {
            PrintJobState.Printing => Result.Ok,
            PrintJobState.Printed => job.Finish(null, Printer, Now),
            PrintJobState.Spoiled => job.Spoil(null, Printer, Now),
            PrintJobState.Stopped => job.Stop(Printer, Now),
        };
        return job;
    }

    private static CardApplication Ready(long number)
    {
        var answers = new BookingAnswers { Name = "Siti Contoh", Nik = "3672030105900001", BirthDay = "1", BirthMonth = "5", BirthYear = "1990", Village = "36.72.03.1001", Channel = "none", Consent = true };
        var day = DateOnly.FromDateTime(Now.Date);
        var details = BookingDetails.Check(answers, Office, [VillageCode.Parse("36.72.03.1001").Value], ServiceSlug.New, Language.Indonesian, day, day).Value;
        var card = CardApplication.Submit(Guid.NewGuid(), RegisterNumber.FromSequence(number, new RegisterNumberKey(new byte[32])), details, new SealedPerson([1], [1], null, [1], null), [1], Intake.Web, Now.AddDays(-9));
        card.PlaceFromBacklog(ApplicationState.PrintReady, Now.AddDays(-3), Printer, Now).Succeeded.ShouldBeTrue();
        return card;
    }
}
