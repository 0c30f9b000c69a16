using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.UnitTests.Applications;

public sealed class CardApplicationTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 12, 1);

    [Fact]
    public void Submit_BirthDateAgainstTheNik_IsFlaggedForStaff()
    {
        New(new DateOnly(2005, 3, 17)).NikMismatch.ShouldBeFalse();
        New(new DateOnly(2005, 3, 18)).NikMismatch.ShouldBeTrue();
    }

    [Fact]
    public void Cancel_Open_EndsItAndFreesTheNik()
    {
        var application = New();

        application.Cancel(Actor.System, Now.AddHours(1)).Succeeded.ShouldBeTrue();

        application.State.ShouldBe(ApplicationState.Cancelled);
        application.IsOpen.ShouldBeFalse();
        application.History.Select(h => (h.State, h.At)).ShouldBe([(ApplicationState.Submitted, Now), (ApplicationState.Cancelled, Now.AddHours(1))]);
    }

    [Fact]
    public void Cancel_Ended_IsRefusedAndChangesNothing()
    {
        var application = New();
        application.Lapse(Actor.System, Now);

        application.Cancel(Actor.System, Now).Error.ShouldBe(ApplicationErrors.Closed);

        application.State.ShouldBe(ApplicationState.Lapsed);
        application.History.Count.ShouldBe(2);
    }

    [Fact]
    public void ChangeContact_ChannelWithoutPhone_IsRefused()
    {
        var application = New();

        application.ChangeContact(null, null, Channel.Sms, Now).Error.ShouldBe(BookingErrors.ChannelNeedsPhone);
        application.ChangeContact(null, null, Channel.None, Now).Succeeded.ShouldBeTrue();
        application.Person!.Phone.ShouldBeNull();
    }

    [Theory]
    [InlineData(ApplicationState.Printing)]
    [InlineData(ApplicationState.Printed)]
    [InlineData(ApplicationState.ReadyForPickup)]
    [InlineData(ApplicationState.Collected)]
    [InlineData(ApplicationState.Rejected)]
    public void Next_OncePrintingHasBegun_NobodyWithdrawsOrRefusesIt(ApplicationState state) =>
        new[] { ApplicationVerb.Cancel, ApplicationVerb.Reject, ApplicationVerb.FreeNik, ApplicationVerb.Lapse }.ShouldAllBe(verb => ApplicationWorkflow.Next(state, verb) == null);

    [Fact]
    public void Next_EndedStates_LeadNowhere()
    {
        foreach (var state in Enum.GetValues<ApplicationState>().Where(s => !ApplicationWorkflow.IsOpen(s)))
        {
            Enum.GetValues<ApplicationVerb>().ShouldAllBe(verb => ApplicationWorkflow.Next(state, verb) == null);
        }
    }

    [Fact]
    public void CheckIn_OnTheDay_OnceAndAgain_IsOneCheckIn()
    {
        var visit = Visit();

        visit.CheckIn(Today, Now).Succeeded.ShouldBeTrue();
        visit.CheckIn(Today, Now.AddMinutes(1)).Succeeded.ShouldBeTrue();

        visit.CheckedInAt.ShouldBe(Now);
    }

    [Fact]
    public void CheckIn_AnotherDay_IsRefused() => Visit().CheckIn(Today.AddDays(1), Now).Error.ShouldBe(BookingErrors.NotToday);

    [Fact]
    public void CheckIn_AfterNoShow_TheLateOneIsServed()
    {
        var visit = Visit();
        visit.MarkNoShow(Now.AddHours(3)).Succeeded.ShouldBeTrue();
        visit.IsLive.ShouldBeFalse();

        visit.CheckIn(Today, Now.AddHours(4)).Succeeded.ShouldBeTrue();

        visit.IsLive.ShouldBeTrue();
    }

    [Fact]
    public void MarkNoShow_BeforeTheSlot_IsRefused() => Visit().MarkNoShow(Now).Error.ShouldBe(BookingErrors.NoAppointment);

    [Fact]
    public void Move_CheckedInOrEnded_IsRefused()
    {
        var here = Visit();
        here.CheckIn(Today, Now);
        var gone = Visit();
        gone.Cancel();

        here.Move(Guid.NewGuid(), SlotAt(Now.AddDays(1)), Today.AddDays(1)).Error.ShouldBe(BookingErrors.NoAppointment);
        gone.Move(Guid.NewGuid(), SlotAt(Now.AddDays(1)), Today.AddDays(1)).Error.ShouldBe(BookingErrors.NoAppointment);
    }

    [Fact]
    public void Serve_HereOrBegun_EndsTheVisitForGood()
    {
        var here = Visit();
        here.CheckIn(Today, Now);
        var unnoted = Visit();

        here.Serve(Now.AddMinutes(5)).Succeeded.ShouldBeTrue();
        unnoted.Serve(Now.AddHours(2)).Succeeded.ShouldBeTrue();

        (here.State, here.IsLive, unnoted.IsLive).ShouldBe((AppointmentState.Served, false, false));
        here.CheckIn(Today, Now).Error.ShouldBe(BookingErrors.AlreadyServed);
        here.UndoCheckIn().Error.ShouldBe(BookingErrors.NoAppointment);
        here.MarkNoShow(Now.AddHours(3)).Error.ShouldBe(BookingErrors.NoAppointment);
        here.Cancel().Error.ShouldBe(BookingErrors.NoAppointment);
    }

    [Fact]
    public void Serve_AheadOrOver_IsAnotherVisit()
    {
        var gone = Visit();
        gone.Cancel();

        Visit().Serve(Now).Error.ShouldBe(BookingErrors.NoAppointment);
        gone.Serve(Now.AddHours(3)).Error.ShouldBe(BookingErrors.NoAppointment);
    }

    private static Appointment Visit() => Appointment.At(Guid.NewGuid(), New(), Guid.NewGuid(), SlotAt(Now.AddHours(2)), Today);

    private static Slot SlotAt(DateTimeOffset start) => new(start, start.AddMinutes(15), 2);

    private static CardApplication New(DateOnly? born = null)
    {
        var details = new BookingDetails(
            OfficeCode.Parse("36.72.03").Value, ServiceSlug.New, "Siti Contoh", Nik.Parse("3672035703050001").Value, born ?? new DateOnly(2005, 3, 17), false,
            PhoneNumber.Parse("081234567890").Value, VillageCode.Parse("36.72.03.1001").Value, Language.Indonesian, Channel.Sms, SpecialNeeds.None);
        return CardApplication.Submit(
            Guid.NewGuid(), RegisterNumber.FromSequence(1, new RegisterNumberKey(new byte[32])), details, new SealedPerson([1], [2], [3], [4], [5]), [6], Intake.Web, Now);
    }
}
