using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Printing;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.UnitTests.Applications;

public sealed class ApplicationWorkflowTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly Actor Operator = Person();
    private static readonly Actor Second = Person();
    private static readonly Reasons Why = Reasons.Of([new("Foto tidak jelas")], null).Value;

    /// <summary>Every state reached by its own verbs, so that the tests below begin where a real card would be.</summary>
    private static readonly Dictionary<ApplicationState, Func<CardApplication>> Reached = new()
    {
        [ApplicationState.Submitted] = New,
        [ApplicationState.DossierAccepted] = () => After(New(), a => a.AcceptDossier(Operator, Now)),
        [ApplicationState.DossierReturned] = () => After(New(), a => a.ReturnDossier(Why, Operator, Now)),
        [ApplicationState.Recorded] = () => After(At(ApplicationState.DossierAccepted), a => a.Record(Complete(a), Operator, Now)),
        [ApplicationState.RecordingReturned] = () => After(At(ApplicationState.Recorded), a => a.ReturnRecording(Why, false, Second, Now)),
        [ApplicationState.Verified] = () => After(At(ApplicationState.Recorded), a => a.ConfirmData(false, Second, Now)),
        [ApplicationState.SentToCentre] = () => After(At(ApplicationState.Verified), a => a.SendToCentre(Guid.NewGuid(), Operator, Now)),
        [ApplicationState.DuplicateFound] = () => After(At(ApplicationState.SentToCentre), a => a.ReportFromCentre(CentreOutcome.Duplicate, StatusSource.Centre, Now, Operator, Now)),
        [ApplicationState.CentreFailed] = () => After(At(ApplicationState.SentToCentre), a => a.ReportFromCentre(CentreOutcome.Failed, StatusSource.Centre, Now, Operator, Now)),
        [ApplicationState.PrintReady] = () => After(At(ApplicationState.SentToCentre), a => a.ReportFromCentre(CentreOutcome.PrintReady, StatusSource.Centre, Now, Operator, Now)),
        [ApplicationState.Printing] = () => After(At(ApplicationState.PrintReady), a => a.StartPrinting(Operator, Now)),
        [ApplicationState.PrintedElsewhere] = () => After(At(ApplicationState.PrintReady), a => a.ShipFromElsewhere(Guid.NewGuid(), StatusSource.Phone, Now, Operator, Now)),
        [ApplicationState.Printed] = () => After(At(ApplicationState.Printing), a => a.FinishPrinting(Operator, Now)),
        [ApplicationState.ReadyForPickup] = () => After(At(ApplicationState.Printed), a => a.PassQuality(Operator, Now)),
        [ApplicationState.Collected] = () => After(At(ApplicationState.ReadyForPickup), a => a.HandOver(Operator, Now)),
        [ApplicationState.Cancelled] = () => After(New(), a => a.Cancel(Actor.System, Now)),
        [ApplicationState.Rejected] = () => After(New(), a => a.Reject(Why, Operator, Now)),
        [ApplicationState.Lapsed] = () => After(New(), a => a.Lapse(Actor.System, Now)),
    };

    private static readonly Dictionary<ApplicationVerb, Func<CardApplication, Result>> Verbs = new()
    {
        [ApplicationVerb.AcceptDossier] = a => a.AcceptDossier(Operator, Now),
        [ApplicationVerb.ReturnDossier] = a => a.ReturnDossier(Why, Operator, Now),
        [ApplicationVerb.Record] = a => a.Record(Complete(a), Operator, Now),
        [ApplicationVerb.ConfirmData] = a => a.ConfirmData(false, Second, Now),
        [ApplicationVerb.ReturnRecording] = a => a.ReturnRecording(Why, false, Second, Now),
        [ApplicationVerb.SendToCentre] = a => a.SendToCentre(Guid.NewGuid(), Operator, Now),
        [ApplicationVerb.ReportPrintReady] = a => a.ReportFromCentre(CentreOutcome.PrintReady, StatusSource.Centre, Now, Operator, Now),
        [ApplicationVerb.ReportDuplicate] = a => a.ReportFromCentre(CentreOutcome.Duplicate, StatusSource.Centre, Now, Operator, Now),
        [ApplicationVerb.ReportFailed] = a => a.ReportFromCentre(CentreOutcome.Failed, StatusSource.Centre, Now, Operator, Now),
        [ApplicationVerb.SendAgain] = a => a.SendAgain(Guid.NewGuid(), Why, Operator, Now),
        [ApplicationVerb.RecordAgain] = a => a.RecordAgain(Why, Operator, Now),
        [ApplicationVerb.Reject] = a => a.Reject(Why, Operator, Now),
        [ApplicationVerb.StartPrinting] = a => a.StartPrinting(Operator, Now),
        [ApplicationVerb.FinishPrinting] = a => a.FinishPrinting(Operator, Now),
        [ApplicationVerb.SpoilCard] = a => a.SpoilCard(Why, Operator, Now),
        [ApplicationVerb.StopPrinting] = a => a.StopPrinting(Operator, Now),
        [ApplicationVerb.ShipFromElsewhere] = a => a.ShipFromElsewhere(Guid.NewGuid(), StatusSource.Phone, Now, Operator, Now),
        [ApplicationVerb.ReceiveCard] = a => a.ReceiveCard(Operator, Now),
        [ApplicationVerb.MissInBundle] = a => a.MissInBundle(Operator, Now),
        [ApplicationVerb.PassQuality] = a => a.PassQuality(Operator, Now),
        [ApplicationVerb.FailQuality] = a => a.FailQuality(Why, Operator, Now),
        [ApplicationVerb.HandOver] = a => a.HandOver(Operator, Now),
        [ApplicationVerb.Cancel] = a => a.Cancel(Operator, Now),
        [ApplicationVerb.FreeNik] = a => a.FreeNik(Operator, Now),
        [ApplicationVerb.Lapse] = a => a.Lapse(Operator, Now),
    };

    /// <summary>What design.md promises, written down a second time by hand: a slip in the table shows here.</summary>
    [Theory]
    [InlineData(ApplicationState.Submitted, "AcceptDossier ReturnDossier Reject Cancel FreeNik Lapse")]
    [InlineData(ApplicationState.DossierAccepted, "Record Reject Cancel FreeNik Lapse")]
    [InlineData(ApplicationState.DossierReturned, "AcceptDossier Reject Cancel FreeNik Lapse")]
    [InlineData(ApplicationState.Recorded, "ConfirmData ReturnRecording Reject Cancel")]
    [InlineData(ApplicationState.RecordingReturned, "Record Reject Cancel FreeNik Lapse")]
    [InlineData(ApplicationState.Verified, "SendToCentre Reject Cancel")]
    [InlineData(ApplicationState.SentToCentre, "ReportPrintReady ReportDuplicate ReportFailed Reject Cancel")]
    [InlineData(ApplicationState.DuplicateFound, "ReportPrintReady ReportFailed SendAgain RecordAgain Reject Cancel")]
    [InlineData(ApplicationState.CentreFailed, "ReportPrintReady ReportDuplicate SendAgain RecordAgain Reject Cancel")]
    [InlineData(ApplicationState.PrintReady, "Reject StartPrinting ShipFromElsewhere Cancel")]
    [InlineData(ApplicationState.Printing, "FinishPrinting SpoilCard StopPrinting")]
    [InlineData(ApplicationState.PrintedElsewhere, "ReceiveCard MissInBundle")]
    [InlineData(ApplicationState.Printed, "SpoilCard PassQuality FailQuality")]
    [InlineData(ApplicationState.ReadyForPickup, "HandOver")]
    [InlineData(ApplicationState.Collected, "")]
    [InlineData(ApplicationState.Cancelled, "")]
    [InlineData(ApplicationState.Rejected, "")]
    [InlineData(ApplicationState.Lapsed, "")]
    public void Verbs_FromEveryState_AreThoseOfTheDesignAndNoOther(ApplicationState state, string allowed)
    {
        var done = Verbs.Where(verb => verb.Value(At(state)).Succeeded).Select(verb => verb.Key.ToString());

        done.Order().ShouldBe(allowed.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order());
    }

    [Fact]
    public void Verbs_EveryOneThatIsAllowed_LeadsWhereTheTableSaysAndLeavesOneLine()
    {
        foreach (var row in ApplicationWorkflow.Transitions)
        {
            foreach (var from in row.From)
            {
                var application = At(from);
                var lines = application.History.Count;

                Verbs[row.Verb](application).Succeeded.ShouldBeTrue($"{row.Verb} from {from}");

                application.State.ShouldBe(row.To);
                application.History.Count.ShouldBe(lines + 1);
                application.History[^1].Verb.ShouldBe(row.Verb);
            }
        }
    }

    [Fact]
    public void Verbs_ThatAreRefused_ChangeNothing()
    {
        foreach (var state in Reached.Keys)
        {
            foreach (var verb in Verbs.Where(v => ApplicationWorkflow.Next(state, v.Key) is null))
            {
                var application = At(state);
                var lines = application.History.Count;

                verb.Value(application).Succeeded.ShouldBeFalse();

                (application.State, application.History.Count).ShouldBe((state, lines));
            }
        }
    }

    [Fact]
    public void Transitions_EveryRow_HasAHolder() =>
        ApplicationWorkflow.Transitions.Where(row => PermissionTable.HoldersOf(row.Permission) == Holders.None).ShouldBeEmpty();

    [Fact]
    public void ConfirmData_ByWhoeverRecorded_IsRefusedUnlessAloneWithAReason()
    {
        var application = At(ApplicationState.Recorded);

        application.ConfirmData(alone: false, Operator, Now).Error.ShouldBe(ApplicationErrors.SamePerson);
        application.ReturnRecording(Why, alone: false, Operator, Now).Error.ShouldBe(ApplicationErrors.SamePerson);
        application.State.ShouldBe(ApplicationState.Recorded);

        application.ConfirmData(alone: true, Operator, Now).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void ReportFromCentre_TimeToCome_IsRefused() =>
        At(ApplicationState.SentToCentre).ReportFromCentre(CentreOutcome.PrintReady, StatusSource.Phone, Now.AddMinutes(1), Operator, Now).Error.ShouldBe(ApplicationErrors.ReportedTime);

    [Fact]
    public void ReportFromCentre_PrintReady_TakesTheCentresTimeIntoTheOrder()
    {
        var application = At(ApplicationState.SentToCentre);

        application.ReportFromCentre(CentreOutcome.PrintReady, StatusSource.Centre, Now.AddDays(-3), Operator, Now).Succeeded.ShouldBeTrue();

        application.PrintReadyAt.ShouldBe(Now.AddDays(-3));
        var line = application.History[^1];
        (line.At, line.EnteredAt, line.Source, line.StaffId).ShouldBe((Now.AddDays(-3), Now, StatusSource.Centre, Operator.StaffId));
    }

    [Fact]
    public void SpoilCard_FromPrinterOrAfter_GoesToTheFrontWithItsOldTime()
    {
        foreach (var state in new[] { ApplicationState.Printing, ApplicationState.Printed })
        {
            var application = At(state);
            var ready = application.PrintReadyAt;

            application.SpoilCard(Why, Operator, Now.AddDays(2)).Succeeded.ShouldBeTrue();

            (application.PrintClass, application.PrintReadyAt).ShouldBe((PrintOrder.Front, ready));
        }
    }

    [Fact]
    public void Prioritise_SpoiledCard_StaysAtTheFront()
    {
        var application = At(ApplicationState.Printing);
        application.SpoilCard(Why, Operator, Now);

        application.Prioritise(new PriorityClass("exam", 20, new("Ujian")), Now).Succeeded.ShouldBeTrue();

        application.PrintClass.ShouldBe(PrintOrder.Front);
    }

    [Fact]
    public void Prioritise_TakenBack_IsAmongAllOthersAgain()
    {
        var application = At(ApplicationState.PrintReady);
        application.Prioritise(new PriorityClass("exam", 20, new("Ujian")), Now);
        application.PrintClass.ShouldBe((short)20);

        application.Prioritise(null, Now);

        (application.PrintClass, application.Priority).ShouldBe((PrintOrder.Normal, null));
    }

    [Theory]
    [InlineData(ApplicationState.Printing)]
    [InlineData(ApplicationState.ReadyForPickup)]
    [InlineData(ApplicationState.Cancelled)]
    public void Prioritise_OnceItsTurnHasCome_IsRefused(ApplicationState state) =>
        At(state).Prioritise(null, Now).Error.ShouldBe(ApplicationErrors.WrongState);

    [Fact]
    public void Undo_BySamePersonWithinMinutes_LeadsBackAndKeepsTheAge()
    {
        var application = New();
        application.AcceptDossier(Operator, Now.AddHours(5));

        application.Undo(Operator, Now.AddHours(5) + ApplicationWorkflow.UndoFor).Succeeded.ShouldBeTrue();

        (application.State, application.StateSince).ShouldBe((ApplicationState.Submitted, Now));
        application.Undo(Operator, Now.AddHours(5)).Error.ShouldBe(ApplicationErrors.CannotUndo);
    }

    [Fact]
    public void Undo_BySomebodyElseOrTooLate_IsRefused()
    {
        var application = At(ApplicationState.DossierAccepted);

        application.Undo(Second, Now).Error.ShouldBe(ApplicationErrors.CannotUndo);
        application.Undo(Operator, Now + ApplicationWorkflow.UndoFor + TimeSpan.FromTicks(1)).Error.ShouldBe(ApplicationErrors.CannotUndo);
    }

    [Fact]
    public void Undo_OfAStepThatCannotBeTakenBack_IsRefused() =>
        At(ApplicationState.SentToCentre).Undo(Operator, Now).Error.ShouldBe(ApplicationErrors.CannotUndo);

    [Fact]
    public void HandOver_Undone_OccupiesTheNikAgain()
    {
        var application = At(ApplicationState.Collected);
        application.IsOpen.ShouldBeFalse();

        application.Undo(Operator, Now).Succeeded.ShouldBeTrue();

        application.IsOpen.ShouldBeTrue();
    }

    [Theory]
    [InlineData(ApplicationState.SentToCentre, true)]
    [InlineData(ApplicationState.PrintReady, true)]
    [InlineData(ApplicationState.ReadyForPickup, true)]
    [InlineData(ApplicationState.Collected, false)]
    [InlineData(ApplicationState.Recorded, false)]
    public void PlaceFromBacklog_OnceAndOnlyWhereAnOldListStands(ApplicationState state, bool allowed)
    {
        var application = New();

        application.PlaceFromBacklog(state, Now.AddDays(-40), Operator, Now).Succeeded.ShouldBe(allowed);

        if (allowed)
        {
            (application.State, application.StateSince).ShouldBe((state, Now.AddDays(-40)));
            application.PlaceFromBacklog(state, Now.AddDays(-40), Operator, Now).Succeeded.ShouldBeFalse();
        }
    }

    [Fact]
    public void Reasons_NeitherChosenNorWritten_AreRequired()
    {
        Reasons.Of([], "  ").Error.ShouldBe(ApplicationErrors.ReasonsRequired);
        Reasons.Of([], "KK belum ada").Value.Note.ShouldBe("KK belum ada");
        Reasons.Of([], "NIK 3672035703050001").Succeeded.ShouldBeFalse();
    }

    private static CardApplication At(ApplicationState state) => Reached[state]();

    private static CardApplication After(CardApplication application, Func<CardApplication, Result> verb)
    {
        verb(application).Succeeded.ShouldBeTrue();
        return application;
    }

    private static Recording Complete(CardApplication application)
    {
        var recording = new Recording(Guid.NewGuid(), application, new DateOnly(2026, 12, 1), Operator, Now);
        foreach (var part in Enum.GetValues<RecordingPart>())
        {
            recording.Take(part, null, "A1", Operator, Now).Succeeded.ShouldBeTrue();
        }

        return recording;
    }

    private static Actor Person() => Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Operator, Scope.Installation)]);

    private static CardApplication New()
    {
        var details = new BookingDetails(
            OfficeCode.Parse("36.72.03").Value, ServiceSlug.New, "Siti Contoh", Nik.Parse("3672035703050001").Value, new DateOnly(2005, 3, 17), false,
            PhoneNumber.Parse("081234567890").Value, VillageCode.Parse("36.72.03.1001").Value, Language.Indonesian, Channel.Sms, SpecialNeeds.None);
        return CardApplication.Submit(
            Guid.NewGuid(), RegisterNumber.FromSequence(1, new RegisterNumberKey(new byte[32])), details, new SealedPerson([1], [2], [3], [4], [5]), [6], Intake.Web, Now);
    }
}
