using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Settings;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>What messages cost is counted once each by the office's own day, and its limit holds back what can wait.</summary>
public sealed class SpendingTests : MessageFixture
{
    private static readonly Actor s_chief = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Supervisor, Scope.Of(House.Pulomerak))]);

    [Fact]
    public async Task Dispatch_EveryKindAndChannel_IsCountedOnceAlsoWhenItIsLookedUpOrReportedFirst()
    {
        await MapAsync(MessageEvent.CardReady);
        await WriteAsync(4);
        await WriteAsync(2, channel: Channel.WhatsApp, first: 10);
        await WriteAsync(1, MessageEvent.PickupReminder, first: 20);
        await WriteAsync(1, office: OfficeCode.Parse("64.72.04").Value, first: 30);
        var broken = 0;
        Twilio.Does = form => form.Count > 0 && !form.ContainsKey("ContentSid") && Interlocked.Increment(ref broken) == 1 ? (Deed.TakeAndBreak, 0) : (Deed.Take, 0);
        Twilio.BeforeAnswer = taken => taken.Message == default ? Task.CompletedTask
            : House.Get<NoteDelivery>().ExecuteAsync(new(taken.Message, 1, taken.Sid, "sent", 0), Actor.System, default);

        await DispatchAsync();
        House.Time.Advance(DeliveryRules.LookUpAfter);
        await DispatchAsync();
        foreach (var taken in Twilio.Taken)
        {
            await House.Get<NoteDelivery>().ExecuteAsync(new(taken.Message, 1, taken.Sid, "delivered", 0), Actor.System, default);
        }

        await using var db = House.Db();
        (await db.MessageDays.OrderBy(d => d.OfficeCode).ThenBy(d => d.Class).Select(d => new { d.OfficeCode, d.Class, d.Sms, d.SmsParts, d.WhatsApp }).ToListAsync())
            .Select(d => (d.OfficeCode.Value, d.Class, d.Sms, d.WhatsApp))
            .ShouldBe([("36.72.03", SpendingClass.Reminders, 1, 0), ("36.72.03", SpendingClass.Steps, 4, 2), ("64.72.04", SpendingClass.Steps, 1, 0)]);
        (await db.MessageDays.SumAsync(d => d.SmsParts)).ShouldBe(await db.Outbox.Where(m => m.Channel == Channel.Sms).SumAsync(m => m.Parts));
    }

    [Fact]
    public async Task Dispatch_AtTheLimit_HoldsBroadcastsThenRemindersNeverStepsUntilItIsRaisedOrTheNextDay()
    {
        await LimitAsync(10);
        var broadcast = await WriteAsync(2, MessageEvent.Broadcast, key: Broadcast.KeyOf(Guid.NewGuid()), first: 100);
        var reminders = await WriteAsync(2, MessageEvent.PickupReminder, first: 120);
        await HaveSpentAsync(8);

        await DispatchAsync();
        (await StatesAsync(broadcast)).ShouldAllBe(s => s == MessageState.Pending, "the last fifth is kept for one person's news");
        (await StatesAsync(reminders)).ShouldAllBe(s => s == MessageState.Accepted);

        var late = await WriteAsync(2, MessageEvent.PickupReminder, first: 140);
        var steps = await WriteAsync(2, first: 160);
        var codes = await WriteAsync(2, MessageEvent.OneTimeCode, first: 180);
        await DispatchAsync();
        (await StatesAsync(late)).ShouldAllBe(s => s == MessageState.Pending);
        (await StatesAsync([.. steps, .. codes])).ShouldAllBe(s => s == MessageState.Accepted);
        var view = await ViewAsync();
        (view.Level, view.HeldBroadcasts, view.HeldReminders, view.Cap).ShouldBe((SpendingLevel.Reached, 2, 2, 10));

        (await CodeOf(House.Get<RaiseMessageCap>().ExecuteAsync(new(House.Pulomerak, 1_000, "ya", view.Budget!.Version, Guid.NewGuid()), s_chief, default))).ShouldBe("reason_required");
        (await CodeOf(House.Get<RaiseMessageCap>().ExecuteAsync(new(House.Pulomerak, 1_000, "wabah campak", view.Budget.Version, Guid.NewGuid()), s_chief, default))).ShouldBeNull();
        (await CodeOf(House.Get<RaiseMessageCap>().ExecuteAsync(new(House.Pulomerak, 2_000, "wabah campak", view.Budget.Version, Guid.NewGuid()), s_chief, default))).ShouldBe("stale_page");
        House.Time.Advance(TimeSpan.FromSeconds(1));
        await DispatchAsync();
        (await StatesAsync([.. late, .. broadcast])).ShouldAllBe(s => s == MessageState.Accepted);
    }

    [Fact]
    public async Task Dispatch_LimitReached_GoesOnOnTheOfficesNextDay()
    {
        await LimitAsync(10);
        await HaveSpentAsync(10);
        var held = await WriteAsync(2, MessageEvent.PickupReminder);
        // Eight in the morning of the next day in Pulomerak.
        House.Time.UtcNow = new DateTimeOffset(2026, 12, 7, 16, 59, 0, TimeSpan.Zero);
        (await ViewAsync()).Level.ShouldBe(SpendingLevel.Reached);
        await DispatchAsync();
        (await StatesAsync(held)).ShouldAllBe(s => s == MessageState.Pending);

        House.Time.UtcNow = new DateTimeOffset(2026, 12, 8, 1, 0, 0, TimeSpan.Zero);
        await DispatchAsync();

        (await StatesAsync(held)).ShouldAllBe(s => s == MessageState.Accepted);
        (await ViewAsync()).ShouldSatisfyAllConditions(v => v.Level.ShouldBe(SpendingLevel.Free), v => v.Days.Count.ShouldBe(2));
    }

    [Fact]
    public async Task Dispatch_HeldWaveOfTwoNodes_ExceedsTheLimitByNoMoreThanIsInHand()
    {
        await LimitAsync(100);
        await WriteAsync(300, MessageEvent.PickupReminder);
        await using var other = House.OtherNode();

        await Task.WhenAll(DispatchAsync(), other.GetRequiredService<DispatchMessages>().ExecuteAsync(Actor.System, default));

        // Two nodes, each with twice as many in hand as talk at once.
        Twilio.Taken.Count.ShouldBeInRange(50, 100 + (2 * 2 * 8));
        (await ViewAsync()).Spent.ShouldBe(Twilio.Taken.Sum(t => GsmText.Segments(t.Body)));
    }

    [Fact]
    public async Task Dispatch_LimitOfTheInstallation_HoldsForOfficesThatHaveSetNoneAndCanBeRaised()
    {
        var admin = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Admin, Scope.Installation)]);
        var seen = (await House.Get<ViewSettings>().ExecuteAsync(admin, default)).Value.Values;
        seen["dailyMessageCap"].ShouldBe("");
        (await House.Get<ChangeSettings>().ExecuteAsync(new(seen, new Dictionary<string, string>(seen) { ["dailyMessageCap"] = "10" }, Guid.NewGuid()), admin, default)).Succeeded.ShouldBeTrue();
        await HaveSpentAsync(10);
        var held = await WriteAsync(2, MessageEvent.PickupReminder);
        await DispatchAsync();
        (await StatesAsync(held)).ShouldAllBe(s => s == MessageState.Pending);
        (await ViewAsync()).ShouldSatisfyAllConditions(v => v.Level.ShouldBe(SpendingLevel.Reached), v => v.Cap.ShouldBe(10), v => v.IsUsual.ShouldBeTrue(), v => v.Budget.ShouldBeNull());

        (await CodeOf(House.Get<RaiseMessageCap>().ExecuteAsync(new(House.Pulomerak, 50, "wabah campak", 0, Guid.NewGuid()), s_chief, default))).ShouldBeNull();
        House.Time.Advance(TimeSpan.FromSeconds(1));
        await DispatchAsync();
        (await StatesAsync(held)).ShouldAllBe(s => s == MessageState.Accepted);
        (await ViewAsync()).ShouldSatisfyAllConditions(v => v.Cap.ShouldBe(50), v => v.IsUsual.ShouldBeTrue());

        // Its own limit goes before the installation's.
        (await CodeOf(House.Get<SetMessageBudget>().ExecuteAsync(new(House.Pulomerak, null, null, SpendingUnit.Parts, 1_000, (await ViewAsync()).Budget!.Version, Guid.NewGuid()), s_chief, default))).ShouldBeNull();
        (await ViewAsync()).ShouldSatisfyAllConditions(v => v.Cap.ShouldBe(1_000), v => v.IsUsual.ShouldBeFalse(), v => v.Level.ShouldBe(SpendingLevel.Free));
    }

    [Fact]
    public async Task Set_TwoAtOnceAndDoubleClick_OneCountsAndTheOtherIsTold()
    {
        var done = await House.FiftyAtOnceAsync(i => CodeOf(House.Get<SetMessageBudget>().ExecuteAsync(new(House.Pulomerak, 350, 600, SpendingUnit.Rupiah, 1_000 + i, 0, Guid.NewGuid()), s_chief, default)));
        done.Count(c => c is null).ShouldBe(1);
        done.Count(c => c == "stale_page").ShouldBe(49);

        var view = await ViewAsync();
        var click = new SetMessageBudget.Command(House.Pulomerak, 400, 600, SpendingUnit.Parts, null, view.Budget!.Version, Guid.NewGuid());
        (await CodeOf(House.Get<SetMessageBudget>().ExecuteAsync(click, s_chief, default))).ShouldBeNull();
        (await CodeOf(House.Get<SetMessageBudget>().ExecuteAsync(click, s_chief, default))).ShouldBeNull();
        (await House.ScalarAsync<long>("SELECT count(*) FROM audit_events WHERE verb = 'message.budget_set'")).ShouldBe(2);
        (await CodeOf(House.Get<RaiseMessageCap>().ExecuteAsync(new(House.Pulomerak, 5, "wabah campak", (await ViewAsync()).Budget!.Version, Guid.NewGuid()), s_chief, default))).ShouldBe("spending_no_cap");
    }

    private static async Task<string?> CodeOf(Task<Result> act) => await act is { Succeeded: false } refused ? refused.Error.Code : null;

    private async Task LimitAsync(long cap) =>
        (await House.Get<SetMessageBudget>().ExecuteAsync(new(House.Pulomerak, null, null, SpendingUnit.Parts, cap, 0, Guid.NewGuid()), s_chief, default)).Succeeded.ShouldBeTrue();

    private Task HaveSpentAsync(int parts) =>
        House.RunAsync($"INSERT INTO message_days (office_code, day, class, sms, sms_parts, whats_app) VALUES ('36.72.03', '2026-12-07', 'Steps', {parts}, {parts}, 0)");

    private async Task<SpendingView> ViewAsync() => (await House.Get<ViewMessageBudget>().ExecuteAsync(new(House.Pulomerak), s_chief, default)).Value;

    private async Task<IReadOnlyList<MessageState>> StatesAsync(IReadOnlyList<Guid> ids)
    {
        await using var db = House.Db();
        return await db.Outbox.Where(m => ids.Contains(m.Id)).Select(m => m.State).ToListAsync();
    }
}
