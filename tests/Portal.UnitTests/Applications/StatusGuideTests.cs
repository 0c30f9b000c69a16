using Portal.Core.Applications;

namespace Portal.UnitTests.Applications;

public sealed class StatusGuideTests
{
    public static TheoryData<ApplicationState> States => [.. Enum.GetValues<ApplicationState>()];

    [Theory]
    [InlineData(ApplicationState.Submitted, "submitted")]
    [InlineData(ApplicationState.SentToCentre, "sent-to-centre")]
    [InlineData(ApplicationState.ReadyForPickup, "ready-for-pickup")]
    public void StageOf_State_IsItsNameInLowerCaseWithHyphens(ApplicationState state, string stage) =>
        StatusGuide.StageOf(state).ShouldBe(stage);

    [Theory]
    [MemberData(nameof(States))]
    public void For_EndedApplication_PromisesNothingMore(ApplicationState state)
    {
        var advice = StatusGuide.For(state, VisitOutlook.None);

        (advice.Next is null).ShouldBe(!ApplicationWorkflow.IsOpen(state));
        (advice.By == ExpectedBy.Nothing).ShouldBe(!ApplicationWorkflow.IsOpen(state));
    }

    [Theory]
    [InlineData(VisitOutlook.None, "Do.submitted.none", ExpectedBy.Resident)]
    [InlineData(VisitOutlook.Ahead, "Do.submitted.ahead", ExpectedBy.Appointment)]
    [InlineData(VisitOutlook.Begun, "Do.begun", ExpectedBy.Resident)]
    public void For_ResidentStillToCome_DependsOnTheAppointment(VisitOutlook visit, string advice, ExpectedBy by)
    {
        var told = StatusGuide.For(ApplicationState.Submitted, visit);

        told.Do.ShouldBe(advice);
        told.By.ShouldBe(by);
    }

    [Fact]
    public void For_WorkOfTheOffice_DoesNotDependOnAnAppointment() =>
        StatusGuide.For(ApplicationState.SentToCentre, VisitOutlook.Ahead).ShouldBe(StatusGuide.For(ApplicationState.SentToCentre, VisitOutlook.None));

    [Fact]
    public void For_WaitingForBlangko_ChangesTheWordsAndNotTheStage()
    {
        var waits = StatusGuide.For(ApplicationState.PrintReady, VisitOutlook.None, waitsForBlangko: true);

        waits.ShouldBe(new StatusAdvice("print-ready", "What.no-blangko", "Next.no-blangko", "Do.no-blangko", ExpectedBy.OfficePromise));
        StatusGuide.For(ApplicationState.PrintReady, VisitOutlook.None, waitsForBlangko: false).ShouldBe(StatusGuide.For(ApplicationState.PrintReady, VisitOutlook.None));
    }

    [Fact]
    public void OutlookOf_StartInTheFuture_IsAheadUntilTheVeryMoment()
    {
        var start = new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.FromHours(7));

        StatusGuide.OutlookOf(null, start).ShouldBe(VisitOutlook.None);
        StatusGuide.OutlookOf(start, start.AddTicks(-1)).ShouldBe(VisitOutlook.Ahead);
        StatusGuide.OutlookOf(start, start).ShouldBe(VisitOutlook.Begun);
    }

    [Theory]
    [MemberData(nameof(States))]
    public void UsualNext_FollowedToTheEnd_ReachesCollectedUnlessEnded(ApplicationState state)
    {
        var at = state;
        for (var steps = 0; StatusGuide.UsualNext(at) is { } next; steps++)
        {
            steps.ShouldBeLessThan(12);
            at = next;
        }

        at.ShouldBe(ApplicationWorkflow.IsOpen(state) ? ApplicationState.Collected : state);
    }
}
