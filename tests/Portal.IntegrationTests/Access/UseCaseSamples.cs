using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.PublicInfo;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Access;

/// <summary>What a use case reaches, which decides what a stranger is told.</summary>
public enum Reach
{
    /// <summary>No record of an office: holding the permission anywhere is enough.</summary>
    Anything,

    /// <summary>A record of an office: to holders of other offices it does not exist.</summary>
    Record,
}

/// <summary>A record for the use cases to act on: an open application with a booked appointment in Pulomerak.</summary>
public sealed record Subject(Guid Application, Guid Appointment, RegisterNumber Register, string LinkCode, DateTimeOffset OtherSlot);

/// <summary>One harmless call of every use case. A use case that is not here fails the test.</summary>
public static class UseCaseSamples
{
    public static readonly byte[] Browser = new byte[32];

    /// <summary>What it reaches, and its input; null for a use case that takes none.</summary>
    public static readonly IReadOnlyDictionary<Type, (Reach Reach, Func<Subject, object?> Input)> All = new Dictionary<Type, (Reach, Func<Subject, object?>)>
    {
        [typeof(FindFreeDays)] = (Reach.Anything, _ => new FindFreeDays.Query(House.Pulomerak)),
        [typeof(FindFreeSlots)] = (Reach.Anything, _ => new FindFreeSlots.Query(House.Pulomerak, new DateOnly(2026, 12, 7), new DateOnly(2026, 12, 8))),
        [typeof(HoldPlace)] = (Reach.Anything, s => new HoldPlace.Command(null, Browser, ServiceSlug.New, House.Pulomerak, s.OtherSlot, Language.Indonesian)),
        [typeof(ViewDraft)] = (Reach.Anything, _ => new ViewDraft.Query(Guid.NewGuid(), Browser)),
        [typeof(SaveAnswers)] = (Reach.Anything, _ => new SaveAnswers.Command(Guid.NewGuid(), Browser, new BookingAnswers(), Language.Indonesian)),
        [typeof(BookAppointment)] = (Reach.Anything, s => BookAppointment.Command.Direct(ServiceSlug.New, House.Pulomerak, s.OtherSlot, new BookingAnswers(), Language.Indonesian, Intake.Api)),
        [typeof(TrackApplication)] = (Reach.Anything, s => new TrackApplication.Query(s.Register)),
        [typeof(ViewOwnApplication)] = (Reach.Anything, s => new ViewOwnApplication.Query(s.LinkCode)),
        [typeof(ViewServices)] = (Reach.Anything, _ => new ViewServices.Query(House.Pulomerak)),
        [typeof(RescheduleAppointment)] = (Reach.Record, s => new RescheduleAppointment.Command(s.Application, s.OtherSlot, Guid.NewGuid())),
        [typeof(BookFollowUp)] = (Reach.Record, s => new BookFollowUp.Command(s.Application, s.OtherSlot, Guid.NewGuid())),
        [typeof(CancelApplication)] = (Reach.Record, s => new CancelApplication.Command(s.Application, Guid.NewGuid())),
        [typeof(RequestContactCode)] = (Reach.Record, s => new RequestContactCode.Command(s.Application, "081399999999", "sms", Guid.NewGuid())),
        [typeof(ChangeContact)] = (Reach.Record, s => new ChangeContact.Command(s.Application, Guid.NewGuid(), "000000")),
        [typeof(RequestLinkCode)] = (Reach.Anything, s => new RequestLinkCode.Command(s.Register, Guid.NewGuid())),
        [typeof(RecoverLink)] = (Reach.Anything, _ => new RecoverLink.Command(Guid.NewGuid(), "000000")),
        [typeof(SweepExpiredHolds)] = (Reach.Anything, _ => null),
        [typeof(PurgeExpired)] = (Reach.Anything, _ => null),
        [typeof(DispatchMessages)] = (Reach.Anything, _ => null),
        [typeof(LapseApplications)] = (Reach.Anything, _ => null),
        [typeof(RotateKeys)] = (Reach.Anything, _ => null),
        [typeof(CreateStaff)] = (Reach.Anything, _ => new CreateStaff.Command("ab", "", [])),
        [typeof(ViewToday)] = (Reach.Record, _ => new ViewToday.Query(House.Pulomerak)),
        [typeof(CheckIn)] = (Reach.Record, s => CheckIn.Command.ByRegister(s.Register, Guid.NewGuid())),
        [typeof(UndoCheckIn)] = (Reach.Record, s => new DeskCommand(s.Appointment, null, Guid.NewGuid())),
        [typeof(MarkNoShow)] = (Reach.Record, s => new DeskCommand(s.Appointment, null, Guid.NewGuid())),
        [typeof(UndoNoShow)] = (Reach.Record, s => new DeskCommand(s.Appointment, null, Guid.NewGuid())),
        [typeof(RegisterWalkIn)] = (Reach.Record, _ => new RegisterWalkIn.Command(House.Pulomerak, ServiceSlug.New, new BookingAnswers(), Language.Indonesian, Guid.NewGuid())),
        [typeof(KeepWalkInDraft)] = (Reach.Record, _ => new KeepWalkInDraft.Command(House.Pulomerak, WalkInDraft.Empty)),
        [typeof(FindWalkInDraft)] = (Reach.Record, _ => new FindWalkInDraft.Query(House.Pulomerak)),
        [typeof(FindApplications)] = (Reach.Anything, s => new FindApplications.Query(s.Register.Value)),
        [typeof(ViewApplication)] = (Reach.Record, s => new ViewApplication.Query(s.Register)),
        [typeof(UnmaskPersonalData)] = (Reach.Record, s => new UnmaskPersonalData.Command(s.Register, PersonalField.Nik, "alasan uji")),
        [typeof(ChangeContactAtDesk)] = (Reach.Record, s => new ChangeContactAtDesk.Command(s.Application, 0, "081399999999", Channel.Sms, "KK asli", Guid.NewGuid())),
        [typeof(FreeNik)] = (Reach.Record, s => new FreeNik.Command(s.Application, 0, "alasan uji", Guid.NewGuid())),
        [typeof(ReprintReceipt)] = (Reach.Record, s => new ReprintReceipt.Command(s.Register)),
        [typeof(ViewMessages)] = (Reach.Record, _ => new ViewMessages.Query(House.Pulomerak)),
    };

    /// <summary>Everyone there is: nobody, residents, every role in every scope, the portal itself.</summary>
    public static IEnumerable<(string Name, Actor Actor, Holders Holder, bool Here)> Actors(Subject subject)
    {
        yield return ("visitor", Actor.Visitor, Holders.Visitor, true);
        yield return ("machine", Actor.ApiClient, Holders.Visitor, true);
        yield return ("resident of this application", Actor.Resident(subject.Application), Holders.Resident, true);
        yield return ("resident of another application", Actor.Resident(Guid.NewGuid()), Holders.Resident, false);
        yield return ("the portal itself", Actor.System, Holders.System, true);
        yield return ("staff without a role", Actor.Staff(Guid.NewGuid(), []), Holders.None, true);
        foreach (var role in Enum.GetValues<StaffRole>())
        {
            var holder = PermissionTable.FlagOf(role);
            yield return ($"{role} of the office", With(role, Scope.Of(House.Pulomerak)), holder, true);
            yield return ($"{role} of its city", With(role, Scope.OfRegency("36.72")), holder, true);
            yield return ($"{role} of the installation", With(role, Scope.Installation), holder, true);
            yield return ($"{role} of another office", With(role, Scope.Of(OfficeCode.Parse("64.72.04").Value)), holder, false);
            yield return ($"{role} of another city", With(role, Scope.OfRegency("64.72")), holder, false);
        }

        static Actor With(StaffRole role, Scope scope) => Actor.Staff(Guid.NewGuid(), [new RoleAssignment(role, scope)]);
    }
}
