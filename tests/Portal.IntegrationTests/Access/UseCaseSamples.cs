using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.Notifications;
using Portal.Core.Offices;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Calendar;
using Portal.Infrastructure.Centre;
using Portal.Infrastructure.Handovers;
using Portal.Infrastructure.Imports;
using Portal.Infrastructure.Jobs;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Paper;
using Portal.Infrastructure.Printing;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.PublicInfo;
using Portal.Infrastructure.Reports;
using Portal.Infrastructure.Settings;
using Portal.Infrastructure.Staff;
using Portal.Infrastructure.Stock;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Access;

/// <summary>What a use case reaches, which decides what a stranger is told.</summary>
public enum Reach
{
    /// <summary>No record of an office: holding the permission anywhere is enough.</summary>
    Anything,

    /// <summary>A record of an office: to holders of other offices it does not exist.</summary>
    Record,

    /// <summary>What all offices share: only for those who hold the permission over the whole installation.</summary>
    Installation,
}

/// <summary>A record for the use cases to act on: an open application with a booked appointment in Pulomerak.</summary>
public sealed record Subject(Guid Application, Guid Appointment, RegisterNumber Register, string LinkCode, DateTimeOffset OtherSlot)
{
    /// <summary>A print batch of Pulomerak, empty.</summary>
    public required Guid PrintBatch { get; init; }

    /// <summary>A batch for the centre that waits in Pulomerak; a list that was read in and a block of paper have the same id.</summary>
    public required Guid CentreBatch { get; init; }

    /// <summary>A bundle of Pulomerak, empty.</summary>
    public required Guid Bundle { get; init; }

    /// <summary>The message about the appointment.</summary>
    public required Guid Message { get; init; }

    /// <summary>A broadcast of Pulomerak that waits for approval.</summary>
    public required Guid Broadcast { get; init; }

    /// <summary>A lone act of Pulomerak that nobody has reviewed.</summary>
    public required Guid LoneAct { get; init; }

    /// <summary>The account of an operator of Pulomerak.</summary>
    public required Guid Staff { get; init; }
}

/// <summary>One harmless call of every use case. A use case that is not here fails the test.</summary>
public static class UseCaseSamples
{
    public static readonly byte[] Browser = new byte[32];

    /// <summary>Id of a correction and of a request of Pulomerak that are there from the start.</summary>
    public static readonly Guid StockRecord = Guid.Parse("0193a000-0000-7000-8000-000000000001");

    /// <summary>The hall of Pulomerak.</summary>
    public static readonly Guid Hall = Guid.Parse("00000000-0000-7000-8000-367203000000");

    // Closed in the past: refused by the calendar itself, for everybody who may ask.
    private static readonly CalendarChange Harmless = new CalendarChange.CloseDays(new DateOnly(2020, 1, 1), new DateOnly(2020, 1, 1), new("uji"));
    private static readonly Dictionary<string, string> s_none = [];
    private static readonly Dictionary<string, string> s_office = new() { ["name"] = "Umpama", ["regency"] = "Kota Cilegon" };
    private static readonly VillageCode s_village = VillageCode.Parse("36.72.03.1001").Value;

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
        [typeof(NoteDelivery)] = (Reach.Anything, _ => new NoteDelivery.Command(Guid.NewGuid(), 1, "SM1", "sent", 0)),
        [typeof(AnswerInbound)] = (Reach.Anything, _ => new AnswerInbound.Command("+6281300000001", "SM1", "halo")),
        [typeof(FallBackToSms)] = (Reach.Anything, _ => null),
        [typeof(LapseApplications)] = (Reach.Anything, _ => null),
        [typeof(ViewJobs)] = (Reach.Anything, _ => new ViewJobs.Query()),
        [typeof(Watchdog)] = (Reach.Anything, _ => null),
        [typeof(ViewAlerts)] = (Reach.Anything, _ => new ViewAlerts.Query(ViewAlerts.LatestClosed)),
        [typeof(RunJob)] = (Reach.Installation, _ => new RunJob.Command("dispatch-messages", Guid.NewGuid())),
        [typeof(PauseJob)] = (Reach.Installation, _ => new PauseJob.Command("dispatch-messages", "alasan uji", Guid.NewGuid())),
        [typeof(ResumeJob)] = (Reach.Installation, _ => new ResumeJob.Command("dispatch-messages", Guid.NewGuid())),
        [typeof(ViewCalendar)] = (Reach.Record, _ => new ViewCalendar.Query(House.Pulomerak)),
        [typeof(PreviewCalendarChange)] = (Reach.Record, _ => new PreviewCalendarChange.Query(House.Pulomerak, Hall, Harmless, new Dictionary<Guid, DateTimeOffset?>())),
        [typeof(ChangeCalendar)] = (Reach.Record, _ => new ChangeCalendar.Command(House.Pulomerak, Hall, Harmless, 0, [], Guid.NewGuid())),
        [typeof(AddServicePoint)] = (Reach.Record, _ => new AddServicePoint.Command(House.Pulomerak, new(""), Guid.NewGuid())),
        [typeof(ViewHolidays)] = (Reach.Anything, _ => new ViewHolidays.Query(2026)),
        [typeof(PreviewHolidays)] = (Reach.Installation, _ => new PreviewHolidays.Query(2026, "", new Dictionary<Guid, DateTimeOffset?>())),
        [typeof(ChangeHolidays)] = (Reach.Installation, _ => new ChangeHolidays.Command(2026, "", "", [], Guid.NewGuid())),
        [typeof(SealAuditTrail)] = (Reach.Anything, _ => null),
        [typeof(ViewAuditTrail)] = (Reach.Record, _ => new ViewAuditTrail.Query(new AuditFilter(House.Pulomerak))),
        [typeof(ViewAuditPeople)] = (Reach.Record, _ => new ViewAuditPeople.Query(House.Pulomerak)),
        [typeof(ViewUnmaskings)] = (Reach.Record, _ => new ViewUnmaskings.Query(House.Pulomerak)),
        [typeof(ViewAuditChain)] = (Reach.Record, _ => new ViewAuditChain.Query(House.Pulomerak)),
        [typeof(FindSealHead)] = (Reach.Record, _ => new FindSealHead.Query(House.Pulomerak, "0000 0000 0000 0000")),
        [typeof(ExportAuditTrail)] = (Reach.Record, _ => new ExportAuditTrail.Command(new AuditFilter(House.Pulomerak))),
        [typeof(ViewBroadcasts)] = (Reach.Record, _ => new ViewBroadcasts.Query(House.Pulomerak)),
        [typeof(ViewBroadcast)] = (Reach.Record, s => new ViewBroadcast.Query(s.Broadcast)),
        [typeof(ViewBroadcastUnreached)] = (Reach.Record, s => new ViewBroadcastUnreached.Query(s.Broadcast)),
        [typeof(PreviewBroadcast)] = (Reach.Record, _ => new PreviewBroadcast.Query(House.Pulomerak, new(BroadcastStage.AllOpen, null, null, []), "Kantor tutup besok.", null)),
        [typeof(ProposeBroadcast)] = (Reach.Record, _ => new ProposeBroadcast.Command(House.Pulomerak, new(BroadcastStage.AllOpen, null, null, []), "Kantor tutup besok.", null, Guid.NewGuid())),
        [typeof(ApproveBroadcast)] = (Reach.Record, s => new ApproveBroadcast.Command(s.Broadcast, 0, new(0, 0, 0, 0, 0, 0), null, Guid.NewGuid())),
        [typeof(CancelBroadcast)] = (Reach.Record, s => new CancelBroadcast.Command(s.Broadcast, 0, "alasan uji", Guid.NewGuid())),
        [typeof(ViewMessageBudget)] = (Reach.Record, _ => new ViewMessageBudget.Query(House.Pulomerak)),
        [typeof(SetMessageBudget)] = (Reach.Record, _ => new SetMessageBudget.Command(House.Pulomerak, 350, null, SpendingUnit.Parts, 100, 0, Guid.NewGuid())),
        [typeof(RaiseMessageCap)] = (Reach.Record, _ => new RaiseMessageCap.Command(House.Pulomerak, 1000, "alasan uji", 0, Guid.NewGuid())),
        [typeof(ViewTemplates)] = (Reach.Anything, _ => new ViewTemplates.Query()),
        [typeof(ChangeTemplate)] = (Reach.Installation, _ => new ChangeTemplate.Command(MessageEvent.LinkSent, Language.English, null, 0, Guid.NewGuid())),
        [typeof(MapWhatsAppTemplate)] = (Reach.Installation, _ => new MapWhatsAppTemplate.Command(MessageEvent.LinkSent, Language.English, null, null, Guid.NewGuid())),
        [typeof(ViewOffices)] = (Reach.Anything, _ => null),
        [typeof(ViewOffice)] = (Reach.Record, _ => new ViewOffice.Query(House.Pulomerak)),
        [typeof(CreateOffice)] = (Reach.Anything, _ => new CreateOffice.Command("36.72.09", s_office, "1001 Umpama", Guid.NewGuid())),
        [typeof(ChangeOffice)] = (Reach.Record, _ => new ChangeOffice.Command(House.Pulomerak, s_none, s_none, Guid.NewGuid())),
        [typeof(ChangeOfficeRules)] = (Reach.Record, _ => new ChangeOfficeRules.Command(House.Pulomerak, s_none, s_none, Guid.NewGuid())),
        [typeof(WordService)] = (Reach.Record, _ => new WordService.Command(House.Pulomerak, ServiceSlug.New, s_none, s_none, Guid.NewGuid())),
        [typeof(AddVillages)] = (Reach.Record, _ => new AddVillages.Command(House.Pulomerak, "", Guid.NewGuid())),
        [typeof(RenameVillage)] = (Reach.Record, _ => new RenameVillage.Command(House.Pulomerak, s_village, "Tamansari", "Tamansari", Guid.NewGuid())),
        [typeof(RemoveVillage)] = (Reach.Record, _ => new RemoveVillage.Command(House.Pulomerak, s_village, Guid.NewGuid())),
        [typeof(ChangeStanding)] = (Reach.Record, _ => new ChangeStanding.Command(House.Pulomerak, OfficeStanding.Open, OfficeStanding.Open, Guid.NewGuid())),
        [typeof(ReviewOffice)] = (Reach.Record, _ => new ReviewOffice.Command(House.Pulomerak, Guid.NewGuid())),
        [typeof(ViewSettings)] = (Reach.Anything, _ => null),
        [typeof(ViewChanges)] = (Reach.Anything, _ => new ViewChanges.Query()),
        [typeof(ChangeSettings)] = (Reach.Installation, _ => new ChangeSettings.Command(s_none, s_none, Guid.NewGuid())),
        [typeof(SendReminders)] = (Reach.Anything, _ => null),
        [typeof(RemindPickup)] = (Reach.Anything, _ => null),
        [typeof(CloseVisits)] = (Reach.Anything, _ => null),
        [typeof(RecoverAccount)] = (Reach.Anything, _ => new RecoverAccount.Command("nobody")),
        [typeof(RotateKeys)] = (Reach.Anything, _ => null),
        [typeof(RecomputeRanges)] = (Reach.Anything, _ => null),
        [typeof(ViewPerformance)] = (Reach.Anything, _ => new ViewPerformance.Query(House.Pulomerak)),
        [typeof(CreateStaff)] = (Reach.Anything, _ => new CreateStaff.Command("ab", "", [])),
        [typeof(InviteStaff)] = (Reach.Anything, _ => new InviteStaff.Command("ab", "", [], Guid.NewGuid())),
        [typeof(ViewStaffAccounts)] = (Reach.Anything, _ => new ViewStaffAccounts.Query("petugas")),
        [typeof(ViewStaffAccount)] = (Reach.Record, s => new ViewStaffAccount.Query(s.Staff)),
        [typeof(ChangeStaffAccount)] = (Reach.Record, s => new ChangeStaffAccount.Command(Account(s), "", [])),
        [typeof(IssueStaffLink)] = (Reach.Record, Account),
        [typeof(RevokeStaffLink)] = (Reach.Record, Account),
        [typeof(LockStaff)] = (Reach.Record, s => new LockStaff.Command(Account(s), "alasan uji")),
        [typeof(UnlockStaff)] = (Reach.Record, Account),
        [typeof(DeactivateStaff)] = (Reach.Record, s => new DeactivateStaff.Command(Account(s), "alasan uji", null)),
        [typeof(ReactivateStaff)] = (Reach.Record, Account),
        [typeof(EndStaffSessions)] = (Reach.Record, s => new EndStaffSessions.Command(Account(s), null)),
        [typeof(AskSecondFactorReset)] = (Reach.Record, s => new AskSecondFactorReset.Command(Account(s), "alasan uji")),
        [typeof(DecideSecondFactorReset)] = (Reach.Record, s => new DecideSecondFactorReset.Command(Account(s), true)),
        [typeof(ViewOwnSessions)] = (Reach.Anything, _ => null),
        [typeof(EndOwnSessions)] = (Reach.Anything, _ => new EndOwnSessions.Command(null, Guid.NewGuid())),
        [typeof(SetPin)] = (Reach.Anything, _ => new SetPin.Command("123456", "123456", "x")),
        [typeof(ViewInvitation)] = (Reach.Anything, _ => new ViewInvitation.Query("bukan-tautan")),
        [typeof(AcceptInvitation)] = (Reach.Anything, _ => new AcceptInvitation.Command("bukan-tautan", "", "")),
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
        [typeof(ViewDossier)] = (Reach.Record, s => new ViewDossier.Query(s.Register)),
        [typeof(AcceptDossier)] = (Reach.Record, s => new AcceptDossier.Command(new(s.Register, null, Guid.NewGuid()), [])),
        [typeof(ReturnDossier)] = (Reach.Record, s => new ReturnDossier.Command(new(s.Register, null, Guid.NewGuid()), [], [], "fotokopi kabur")),
        [typeof(RejectApplication)] = (Reach.Record, s => new RejectApplication.Command(new(s.Register, null, Guid.NewGuid()), "alasan uji")),
        [typeof(UndoStep)] = (Reach.Record, s => new StepCommand(s.Register, null, Guid.NewGuid())),
        [typeof(ViewLoneActs)] = (Reach.Record, _ => new ViewLoneActs.Query(House.Pulomerak)),
        [typeof(ReviewLoneAct)] = (Reach.Record, s => new ReviewLoneAct.Command(s.LoneAct, 0, true, null, Guid.NewGuid())),
        [typeof(ReprintReceipt)] = (Reach.Record, s => new ReprintReceipt.Command(s.Register)),
        [typeof(ViewRecording)] = (Reach.Record, s => new ViewRecording.Query(s.Register)),
        [typeof(StartRecording)] = (Reach.Record, s => new StepCommand(s.Register, null, Guid.NewGuid())),
        [typeof(TakePart)] = (Reach.Record, s => new TakePart.Command(s.Register, Guid.NewGuid(), RecordingPart.Photo, null, null, Guid.NewGuid())),
        [typeof(TakeBackPart)] = (Reach.Record, s => new TakeBackPart.Command(s.Register, Guid.NewGuid(), RecordingPart.Photo, Guid.NewGuid())),
        [typeof(CompleteRecording)] = (Reach.Record, s => new CompleteRecording.Command(new(s.Register, null, Guid.NewGuid()), Guid.NewGuid())),
        [typeof(GiveUpRecording)] = (Reach.Record, s => new GiveUpRecording.Command(new(s.Register, null, Guid.NewGuid()), Guid.NewGuid(), PersonLeft: false)),
        [typeof(ViewCheck)] = (Reach.Record, s => new ViewCheck.Query(s.Register)),
        [typeof(ConfirmData)] = (Reach.Record, s => new ConfirmData.Command(new(s.Register, null, Guid.NewGuid()), true, true)),
        [typeof(ReturnRecording)] = (Reach.Record, s => new ReturnRecording.Command(new(s.Register, null, Guid.NewGuid()), [], "foto tidak jelas")),
        [typeof(CountQueues)] = (Reach.Record, _ => new CountQueues.Query(House.Pulomerak)),
        [typeof(ViewQueue)] = (Reach.Record, _ => new ViewQueue.Query(House.Pulomerak, WorkStage.Dossier)),
        [typeof(ViewCentre)] = (Reach.Record, _ => new ViewCentre.Query(House.Pulomerak)),
        [typeof(ViewCentreBatch)] = (Reach.Record, s => new ViewCentreBatch.Query(s.CentreBatch)),
        [typeof(ViewCentreCase)] = (Reach.Record, s => new ViewCentreCase.Query(s.Register)),
        [typeof(MakeCentreBatch)] = (Reach.Record, _ => new MakeCentreBatch.Command(House.Pulomerak, [], Guid.NewGuid())),
        [typeof(MarkBatchSent)] = (Reach.Record, s => new BatchCommand(s.CentreBatch, 0, Guid.NewGuid())),
        [typeof(MarkBatchFailed)] = (Reach.Record, s => new BatchCommand(s.CentreBatch, 0, Guid.NewGuid())),
        [typeof(TryBatchNow)] = (Reach.Record, s => new BatchCommand(s.CentreBatch, 0, Guid.NewGuid())),
        [typeof(SendCentreBatches)] = (Reach.Anything, _ => null),
        [typeof(ReportFromCentre)] = (Reach.Record, s => new ReportFromCentre.Command(new StepCommand(s.Register, null, Guid.NewGuid()), "PRR", StatusSource.Centre, null, null)),
        [typeof(PreviewCentreStatuses)] = (Reach.Record, _ => new PreviewCentreStatuses.Query(House.Pulomerak, [])),
        [typeof(ImportCentreStatuses)] = (Reach.Record, _ => new ImportCentreStatuses.Command(House.Pulomerak, [], false, Guid.NewGuid())),
        [typeof(ResolveCentreProblem)] = (Reach.Record, s => new ResolveCentreProblem.Command(new StepCommand(s.Register, null, Guid.NewGuid()), CentreDecision.SendAgain, [], null)),
        [typeof(PreviewBacklog)] = (Reach.Record, _ => new PreviewBacklog.Query(House.Pulomerak, [])),
        [typeof(ImportBacklog)] = (Reach.Record, _ => new ImportBacklog.Command(House.Pulomerak, [], false, false, Guid.NewGuid())),
        [typeof(ViewImports)] = (Reach.Record, _ => new ViewImports.Query(House.Pulomerak)),
        [typeof(ViewImportedList)] = (Reach.Record, s => new ViewImportedList.Query(s.CentreBatch)),
        [typeof(ViewPaper)] = (Reach.Record, _ => new ViewPaper.Query(House.Pulomerak)),
        [typeof(ViewPaperPack)] = (Reach.Record, s => new ViewPaperPack.Query(s.CentreBatch)),
        [typeof(PreparePaper)] = (Reach.Record, _ => new PreparePaper.Command(House.Pulomerak, 0, Guid.NewGuid())),
        [typeof(TakePaper)] = (Reach.Record, s => new TakePaper.Command(s.CentreBatch)),
        [typeof(KeepPaper)] = (Reach.Anything, _ => null),
        [typeof(EnterFromPaper)] = (Reach.Record, _ => new EnterFromPaper.Command(House.Pulomerak, null, null, null, null, ServiceSlug.New, new BookingAnswers(), Language.Indonesian, Guid.NewGuid())),
        [typeof(ViewMessage)] = (Reach.Record, s => new ViewMessage.Query(s.Message)),
        [typeof(ResendMessage)] = (Reach.Record, s => new ResendMessage.Command(s.Message, Guid.NewGuid())),
        [typeof(ViewUntold)] = (Reach.Record, _ => new ViewUntold.Query(House.Pulomerak)),
        [typeof(NoteToldInPerson)] = (Reach.Record, s => new NoteToldInPerson.Command(s.Register, MessageEvent.CardReady, "ditelepon", Guid.NewGuid())),
        [typeof(ViewMessageHealth)] = (Reach.Record, _ => new ViewMessageHealth.Query(House.Pulomerak)),
        [typeof(ViewMessages)] = (Reach.Record, _ => new ViewMessages.Query(House.Pulomerak)),
        [typeof(ViewPrintOrder)] = (Reach.Record, _ => new ViewPrintOrder.Query(House.Pulomerak)),
        [typeof(ViewPrintBatch)] = (Reach.Record, s => new ViewPrintBatch.Query(s.PrintBatch)),
        [typeof(StartPrintBatch)] = (Reach.Record, _ => new StartPrintBatch.Command(House.Pulomerak, 1, Guid.NewGuid())),
        [typeof(PrintOneCard)] = (Reach.Record, s => new PrintOneCard.Command(House.Pulomerak, s.Register, null, Guid.NewGuid())),
        [typeof(FinishPrintJob)] = (Reach.Record, s => new FinishPrintJob.Command(new StepCommand(s.Register, null, Guid.NewGuid()))),
        [typeof(FinishPrintBatch)] = (Reach.Record, s => new FinishPrintBatch.Command(s.PrintBatch)),
        [typeof(SpoilPrintJob)] = (Reach.Record, s => new SpoilPrintJob.Command(new StepCommand(s.Register, null, Guid.NewGuid()), [], "alasan uji")),
        [typeof(StopPrintJob)] = (Reach.Record, s => new StepCommand(s.Register, null, Guid.NewGuid())),
        [typeof(ViewQuality)] = (Reach.Record, _ => new ViewQuality.Query(House.Pulomerak)),
        [typeof(PassQuality)] = (Reach.Record, s => new StepCommand(s.Register, null, Guid.NewGuid())),
        [typeof(FailQuality)] = (Reach.Record, s => new SpoilPrintJob.Command(new StepCommand(s.Register, null, Guid.NewGuid()), [], "alasan uji")),
        [typeof(GivePriority)] = (Reach.Record, s => new GivePriority.Command(new StepCommand(s.Register, null, Guid.NewGuid()), "exam", "alasan uji")),
        [typeof(TakePriority)] = (Reach.Record, s => new TakePriority.Command(new StepCommand(s.Register, null, Guid.NewGuid()), "alasan uji")),
        [typeof(ViewBundles)] = (Reach.Record, _ => new ViewBundles.Query(House.Pulomerak)),
        [typeof(ViewBundle)] = (Reach.Record, s => new ViewBundle.Query(s.Bundle)),
        [typeof(NoteBundle)] = (Reach.Record, s => new NoteBundle.Command(House.Pulomerak, null, new DateOnly(2026, 12, 7), [s.Register], StatusSource.Phone, Guid.NewGuid())),
        [typeof(ReceiveBundleCard)] = (Reach.Record, s => new ReceiveBundleCard.Command(new StepCommand(s.Register, null, Guid.NewGuid()), s.Bundle)),
        [typeof(TakeExtraCard)] = (Reach.Record, s => new ReceiveBundleCard.Command(new StepCommand(s.Register, null, Guid.NewGuid()), s.Bundle)),
        [typeof(ReceiveBundle)] = (Reach.Record, s => new ReceiveBundle.Command(s.Bundle, null, Guid.NewGuid())),
        [typeof(ViewPickup)] = (Reach.Record, s => new ViewPickup.Query(s.Register)),
        [typeof(RequestDelegateCode)] = (Reach.Record, s => new RequestDelegateCode.Command(s.Register, Guid.NewGuid())),
        [typeof(HandOverCard)] = (Reach.Record, s => new HandOverCard.Command(new StepCommand(s.Register, null, Guid.NewGuid()), HandedTo.Holder, IdentityCheck.OldCard, null)),
        [typeof(ViewUncollected)] = (Reach.Record, _ => new ViewUncollected.Query(House.Pulomerak)),
        [typeof(CountJumps)] = (Reach.Anything, _ => new CountJumps.Query(House.Pulomerak, new DateOnly(2026, 12, 1), new DateOnly(2026, 12, 7))),
        [typeof(ReceiveBlangko)] = (Reach.Record, _ => new ReceiveBlangko.Command(House.Pulomerak, 10, "SJ 1", null, null, null, Guid.NewGuid())),
        [typeof(WriteOffBlangko)] = (Reach.Record, _ => new WriteOffBlangko.Command(House.Pulomerak, 1, "alasan uji", Guid.NewGuid())),
        [typeof(TransferBlangko)] = (Reach.Record, _ => new TransferBlangko.Command(House.Pulomerak, 1, "Dinas Dukcapil", Guid.NewGuid())),
        [typeof(ProposeCorrection)] = (Reach.Record, _ => new ProposeCorrection.Command(House.Pulomerak, 1, "alasan uji", Guid.NewGuid())),
        [typeof(DecideCorrection)] = (Reach.Record, _ => new DecideCorrection.Command(StockRecord, 0, false, null, Guid.NewGuid())),
        [typeof(RequestBlangko)] = (Reach.Record, _ => new RequestBlangko.Command(House.Pulomerak, 100, null, Guid.NewGuid())),
        [typeof(ChangeStockRequest)] = (Reach.Record, _ => new ChangeStockRequest.Command(StockRecord, 0, StockAnswer.Withdrawn, null, Guid.NewGuid())),
        [typeof(CountStockDay)] = (Reach.Record, _ => new CountStockDay.Command(House.Pulomerak, new DateOnly(2026, 12, 7), 0, "alasan uji", Guid.NewGuid())),
        [typeof(ConfirmStockDay)] = (Reach.Record, _ => new ConfirmStockDay.Command(House.Pulomerak, new DateOnly(2026, 12, 7), 0, null, Guid.NewGuid())),
        [typeof(ViewStock)] = (Reach.Record, _ => new ViewStock.Query(House.Pulomerak)),
        [typeof(ViewStockRequests)] = (Reach.Record, _ => new ViewStockRequests.Query(House.Pulomerak)),
        [typeof(ViewStockDay)] = (Reach.Record, _ => new ViewStockDay.Query(House.Pulomerak)),
        [typeof(ViewStockBoard)] = (Reach.Anything, _ => new ViewStockBoard.Query(House.Pulomerak)),
        [typeof(ViewStockBoards)] = (Reach.Anything, _ => null),
        [typeof(TellShortage)] = (Reach.Anything, _ => null),
    };

    private static AccountCommand Account(Subject subject) => new(subject.Staff, 0, Guid.NewGuid());

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
