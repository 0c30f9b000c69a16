using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.UnitTests.Applications;

public sealed class RecordingTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly LocalizedText NoFinger = new("Jari tidak ada atau cedera");
    private readonly Actor _first = Actor.Staff(Guid.NewGuid(), []);
    private readonly Actor _second = Actor.Staff(Guid.NewGuid(), []);
    private readonly Actor _third = Actor.Staff(Guid.NewGuid(), []);

    [Fact]
    public void Take_EveryPartButOne_IsNotComplete()
    {
        foreach (var missing in Enum.GetValues<RecordingPart>())
        {
            var recording = New();
            foreach (var part in Enum.GetValues<RecordingPart>().Where(p => p != missing))
            {
                recording.Take(part, null, null, _first, Now).Succeeded.ShouldBeTrue();
            }

            recording.IsComplete.ShouldBeFalse();
            recording.Complete(Now).Error.ShouldBe(ApplicationErrors.RecordingIncomplete);
            recording.IsOpen.ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData(RecordingPart.Dossier, false)]
    [InlineData(RecordingPart.Photo, true)]
    [InlineData(RecordingPart.Fingerprints, true)]
    [InlineData(RecordingPart.Iris, true)]
    [InlineData(RecordingPart.Signature, true)]
    [InlineData(RecordingPart.Data, false)]
    public void Take_Excepted_OnlyForPartsOfTheBody(RecordingPart part, bool allowed)
    {
        var recording = New();

        var taken = recording.Take(part, NoFinger, null, _first, Now);

        taken.Succeeded.ShouldBe(allowed);
        taken.Errors.ShouldBe(allowed ? [] : [ApplicationErrors.CannotBeExcepted]);
        recording.Steps.Count.ShouldBe(allowed ? 1 : 0);
    }

    [Fact]
    public void Take_Twice_IsTheLastOnes()
    {
        var recording = New();
        recording.Take(RecordingPart.Fingerprints, NoFinger, null, _first, Now);

        recording.Take(RecordingPart.Fingerprints, null, "Pemindai 2", _second, Now.AddMinutes(1));

        var step = recording.Steps.ShouldHaveSingleItem();
        (step.Exception, step.Device, step.StaffId, step.At).ShouldBe((null, "Pemindai 2", _second.StaffId, Now.AddMinutes(1)));
        recording.Staff.ShouldBe([_second.StaffId!.Value]);
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public void Take_DeviceName_HasAtMostFortyCharacters(int length, bool allowed) =>
        New().Take(RecordingPart.Photo, null, new string('k', length), _first, Now).Succeeded.ShouldBe(allowed);

    [Fact]
    public void Take_DeviceNameThatTheDatabaseRefuses_IsRefusedBefore() =>
        New().Take(RecordingPart.Photo, null, "Kamera\0", _first, Now).Error.Code.ShouldBe("device_name");

    [Fact]
    public void TakeBack_NotedOrNot_OnlyOnce()
    {
        var recording = Whole();

        recording.TakeBack(RecordingPart.Iris).Succeeded.ShouldBeTrue();

        recording.IsComplete.ShouldBeFalse();
        recording.TakeBack(RecordingPart.Iris).Error.ShouldBe(ApplicationErrors.CannotUndo);
    }

    [Fact]
    public void Complete_Whole_ClosesItForEverything()
    {
        var recording = Whole();

        recording.Complete(Now.AddMinutes(7)).Succeeded.ShouldBeTrue();

        recording.CompletedAt.ShouldBe(Now.AddMinutes(7));
        recording.Complete(Now.AddMinutes(8)).Error.ShouldBe(ApplicationErrors.WrongState);
        recording.GiveUp().Error.ShouldBe(ApplicationErrors.WrongState);
        recording.Take(RecordingPart.Photo, null, null, _third, Now).Error.ShouldBe(ApplicationErrors.WrongState);
        recording.TakeBack(RecordingPart.Photo).Error.ShouldBe(ApplicationErrors.CannotUndo);
        recording.Steps.Count.ShouldBe(6);
    }

    [Fact]
    public void GiveUp_Unfinished_KeepsWhatWasTakenAndIsNoCompletion()
    {
        var recording = New();
        recording.Take(RecordingPart.Photo, null, null, _first, Now);

        recording.GiveUp().Succeeded.ShouldBeTrue();

        (recording.IsOpen, recording.CompletedAt, recording.Steps.Count).ShouldBe((false, null, 1));
        recording.GiveUp().Error.ShouldBe(ApplicationErrors.WrongState);
    }

    [Fact]
    public void Record_Incomplete_ChangesNothing()
    {
        var application = Accepted();

        application.Record(New(application), _first, Now).Error.ShouldBe(ApplicationErrors.RecordingIncomplete);

        application.State.ShouldBe(ApplicationState.DossierAccepted);
        application.RecordedBy.ShouldBeEmpty();
    }

    [Fact]
    public void ConfirmData_ByWhoeverTookAPartOrClosedIt_NeedsAnotherPersonOrTheLoneWay()
    {
        foreach (var one in new[] { _first, _second })
        {
            var application = Recorded();
            application.ConfirmData(alone: false, one, Now).Error.ShouldBe(ApplicationErrors.SamePerson);
            application.ReturnRecording(Why, alone: false, one, Now).Error.ShouldBe(ApplicationErrors.SamePerson);
            application.State.ShouldBe(ApplicationState.Recorded);
            application.ConfirmData(alone: true, one, Now).Succeeded.ShouldBeTrue();
        }

        Recorded().ConfirmData(alone: false, _third, Now).Succeeded.ShouldBeTrue();
        Recorded().ReturnRecording(Why, alone: true, _first, Now).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void ConfirmData_BeforeTheRecording_IsTheWrongState() =>
        Accepted().ConfirmData(alone: false, _third, Now).Error.ShouldBe(ApplicationErrors.WrongState);

    [Fact]
    public void ReturnRecording_Reasons_AreWhatStaffReadThere()
    {
        var application = Recorded();

        application.ReturnRecording(Reasons.Of([new("Foto tidak jelas", "Not clear")], "rambut menutup mata").Value, alone: false, _third, Now);

        application.History[^1].WhyInWords.ShouldBe(["Foto tidak jelas", "rambut menutup mata"]);
        application.History[0].WhyInWords.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, null, 0, RecordingPace.NoStandard)]
    [InlineData(420, 7, 7, RecordingPace.Within)]
    [InlineData(421, 7, 7, RecordingPace.Over)]
    [InlineData(59, 7, 0, RecordingPace.Within)]
    [InlineData(-5, 7, 0, RecordingPace.Within)]
    public void Time_AgainstTheProcedure_IsWithinToTheSecond(int seconds, int? standard, int minutes, RecordingPace pace)
    {
        var time = RecordingTime.Of(Now, null, standard, Now.AddSeconds(seconds));

        (time.Minutes, time.Pace).ShouldBe((minutes, pace));
    }

    [Fact]
    public void Time_OfACompleteOne_StandsStill() =>
        RecordingTime.Of(Now, Now.AddMinutes(6), 7, Now.AddHours(3)).Elapsed.ShouldBe(TimeSpan.FromMinutes(6));

    private static Reasons Why => Reasons.Of([new("Foto tidak jelas")], null).Value;

    private CardApplication Recorded()
    {
        var application = Accepted();
        application.Record(Whole(application), _second, Now).Succeeded.ShouldBeTrue();
        return application;
    }

    private Recording Whole(CardApplication? application = null)
    {
        var recording = New(application);
        foreach (var part in Enum.GetValues<RecordingPart>())
        {
            recording.Take(part, null, null, _first, Now).Succeeded.ShouldBeTrue();
        }

        return recording;
    }

    private Recording New(CardApplication? application = null) => new(Guid.NewGuid(), application ?? Accepted(), new DateOnly(2026, 12, 1), _first, Now);

    private static CardApplication Accepted()
    {
        var details = new BookingDetails(
            OfficeCode.Parse("36.72.03").Value, ServiceSlug.New, "Siti Contoh", Nik.Parse("3672035703050001").Value, new DateOnly(2005, 3, 17), false,
            PhoneNumber.Parse("081234567890").Value, VillageCode.Parse("36.72.03.1001").Value, Language.Indonesian, Channel.Sms, SpecialNeeds.None);
        var application = CardApplication.Submit(
            Guid.NewGuid(), RegisterNumber.FromSequence(1, new RegisterNumberKey(new byte[32])), details, new SealedPerson([1], [2], [3], [4], [5]), [6], Intake.Web, Now);
        application.AcceptDossier(Actor.System, Now).Succeeded.ShouldBeTrue();
        return application;
    }
}
