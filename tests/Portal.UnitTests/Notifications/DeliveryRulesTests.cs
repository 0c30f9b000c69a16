using Portal.Core.Applications;
using Portal.Core.Notifications;

namespace Portal.UnitTests.Notifications;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 7, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(63016, Channel.WhatsApp, 1, NextStep.UseSms)]
    [InlineData(63003, Channel.WhatsApp, 1, NextStep.UseSms)]
    [InlineData(63024, Channel.WhatsApp, 1, NextStep.UseSms)]
    [InlineData(63024, Channel.Sms, 1, NextStep.GiveUp)]
    [InlineData(63014, Channel.WhatsApp, 1, NextStep.OptOut)]
    [InlineData(21610, Channel.Sms, 1, NextStep.OptOut)]
    [InlineData(21211, Channel.WhatsApp, 1, NextStep.GiveUp)]
    [InlineData(30006, Channel.Sms, 1, NextStep.GiveUp)]
    [InlineData(30003, Channel.Sms, 2, NextStep.TryAgain)]
    [InlineData(30003, Channel.Sms, 3, NextStep.GiveUp)]
    [InlineData(30005, Channel.WhatsApp, 3, NextStep.UseSms)]
    [InlineData(63018, Channel.WhatsApp, 50, NextStep.TryAgain)]
    [InlineData(20429, Channel.Sms, 50, NextStep.TryAgain)]
    [InlineData(429, Channel.Sms, 50, NextStep.TryAgain)]
    [InlineData(21654, Channel.WhatsApp, 1, NextStep.UseSms)]
    [InlineData(21655, Channel.WhatsApp, 1, NextStep.UseSms)]
    [InlineData(21656, Channel.WhatsApp, 1, NextStep.UseSms)]
    [InlineData(30008, Channel.Sms, 5, NextStep.TryAgain)]
    [InlineData(30008, Channel.Sms, 6, NextStep.GiveUp)]
    [InlineData(30008, Channel.WhatsApp, 6, NextStep.UseSms)]
    public void After_EachCode_IsFollowedByItsStep(int code, Channel channel, int attempt, NextStep step) =>
        DeliveryRules.After(TwilioWords.ProblemOf(code), channel, attempt).ShouldBe(step);

    [Theory]
    [InlineData(21654)]
    [InlineData(21655)]
    [InlineData(21656)]
    public void ProblemOf_ATemplateOfOurs_IsOurs(int code) => TwilioWords.ProblemOf(code).ShouldBe(DeliveryProblem.OurTemplateIsWrong);

    [Theory]
    [InlineData("queued", MessageState.Accepted)]
    [InlineData("scheduled", MessageState.Accepted)]
    [InlineData("sent", MessageState.Sent)]
    [InlineData("undelivered", MessageState.Failed)]
    [InlineData("canceled", MessageState.Failed)]
    [InlineData("read", MessageState.Read)]
    [InlineData("Sent", null)]
    [InlineData("teleported", null)]
    [InlineData(null, null)]
    public void StateOf_EachStatus_IsOurs(string? status, MessageState? state) => TwilioWords.StateOf(status).ShouldBe(state);

    [Fact]
    public void ExpiryOf_CodeAppointmentAndTheRest_EndEachAtItsTime()
    {
        DeliveryRules.ExpiryOf(MessageEvent.OneTimeCode, Now, Now.AddMinutes(1)).ShouldBe(Now.AddMinutes(10));
        DeliveryRules.ExpiryOf(MessageEvent.BookingConfirmed, Now, Now.AddHours(5)).ShouldBe(Now.AddHours(5));
        DeliveryRules.ExpiryOf(MessageEvent.BookingConfirmed, Now, Now.AddDays(9)).ShouldBe(Now.AddHours(72));
        DeliveryRules.ExpiryOf(MessageEvent.BookingConfirmed, Now, Now).ShouldBe(Now.AddHours(72));
        DeliveryRules.ExpiryOf(MessageEvent.CardReady, Now, null).ShouldBe(Now.AddHours(72));
    }

    [Fact]
    public void UrgencyOf_Codes_ComeFirst() =>
        Enum.GetValues<MessageEvent>().Where(e => DeliveryRules.UrgencyOf(e) == MessageUrgency.Code).ShouldBe([MessageEvent.OneTimeCode, MessageEvent.DelegateCode]);

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 120)]
    [InlineData(3, 480)]
    [InlineData(5, 7200)]
    [InlineData(5000, 7200)]
    public void WaitAfter_EachAttempt_IsFourTimesAsLongWithAQuarterMoreOrLess(int attempt, int seconds)
    {
        DeliveryRules.WaitAfter(attempt, 0.5).ShouldBe(TimeSpan.FromSeconds(seconds));
        DeliveryRules.WaitAfter(attempt, 0).ShouldBe(TimeSpan.FromSeconds(seconds * 0.75));
        DeliveryRules.WaitAfter(attempt, 1).ShouldBe(TimeSpan.FromSeconds(seconds * 1.25));
    }

    [Theory]
    [InlineData("Asia/Jakarta", "2026-12-07T12:59:59Z", "2026-12-07T12:59:59Z")]
    [InlineData("Asia/Jakarta", "2026-12-07T13:00:00Z", "2026-12-08T00:00:00Z")]
    [InlineData("Asia/Jakarta", "2026-12-07T23:59:59Z", "2026-12-08T00:00:00Z")]
    [InlineData("Asia/Jakarta", "2026-12-08T00:00:00Z", "2026-12-08T00:00:00Z")]
    [InlineData("Asia/Makassar", "2026-12-07T12:00:00Z", "2026-12-07T23:00:00Z")]
    [InlineData("Asia/Jayapura", "2026-12-07T11:00:00Z", "2026-12-07T22:00:00Z")]
    [InlineData("Asia/Jayapura", "2026-12-07T22:00:00Z", "2026-12-07T22:00:00Z")]
    public void NextAllowed_ByTheOfficesClock_IsSevenInTheMorning(string zone, string instant, string allowed) =>
        QuietHours.NextAllowed(At(instant), TimeZoneInfo.FindSystemTimeZoneById(zone)).ShouldBe(At(allowed));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
