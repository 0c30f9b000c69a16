using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Printing;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Printing;

/// <summary>Places, ranges and promises on a real database: what the model is told, and what people read of it.</summary>
public sealed class RangesTests : IAsyncLifetime
{
    private static readonly OfficeCode Kiaracondong = OfficeCode.Parse("32.73.16").Value;
    private House _house = null!;
    private int _person;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task Recompute_OfficeWithoutAPast_TellsThePublishedStandardAndLabelsIt()
    {
        var now = _house.Time.GetUtcNow();
        var register = await CardAsync(now, office: Kiaracondong);

        await RecomputeAsync();

        var tracked = await TrackAsync(register);
        tracked.Range!.Basis.ShouldBe(PromiseBasis.PublishedStandard);
        tracked.Range.Through.ShouldBe(new DateOnly(2027, 1, 6));
    }

    [Fact]
    public async Task Recompute_OfficeThatPublishesNothingAndHasNoPast_SaysNothing()
    {
        var register = await CardAsync(_house.Time.GetUtcNow());

        await RecomputeAsync();

        (await TrackAsync(register)).Range.ShouldBeNull();
    }

    [Fact]
    public async Task Track_PrintReady_TellsPlaceByClassAndTime()
    {
        var now = _house.Time.GetUtcNow();
        var second = await CardAsync(now.AddDays(-9), printReady: now.AddDays(-3));
        var first = await CardAsync(now.AddDays(-9), printReady: now.AddDays(-4));
        var third = await CardAsync(now.AddDays(-9), printReady: now.AddDays(-2));
        var preferred = await CardAsync(now.AddDays(-9), printReady: now.AddDays(-1), then: a => a.Prioritise(new PriorityClass("exam", 20, new("Ujian")), now));
        await CardAsync(now.AddDays(-9), printReady: now.AddDays(-30), office: Kiaracondong);

        var places = new List<(int?, int?)>();
        foreach (var register in new[] { preferred, first, second, third })
        {
            var tracked = await TrackAsync(register);
            places.Add((tracked.Place, tracked.Of));
        }

        places.ShouldBe([(1, 4), (2, 4), (3, 4), (4, 4)]);
    }

    [Fact]
    public async Task Recompute_OfficeWithAPast_GivesEachItsRangeAndNotesWhichWereKept()
    {
        await PastAsync(blanks: 500);
        var now = _house.Time.GetUtcNow();
        var waiting = await CardAsync(now.AddDays(-6), printReady: now.AddDays(-1));
        await RecomputeAsync();
        var tracked = await TrackAsync(waiting);
        tracked.Range!.Basis.ShouldBe(PromiseBasis.OwnSpeed);
        tracked.Range.From.ShouldBeGreaterThanOrEqualTo(new DateOnly(2026, 12, 7));
        tracked.PerWeek.ShouldBe(20);

        _house.Time.UtcNow = tracked.Range.From.ToDateTime(new TimeOnly(3, 0), DateTimeKind.Utc);
        await using (var db = _house.Db())
        {
            var application = await db.Applications.SingleAsync(a => a.Register == waiting);
            var moment = _house.Time.GetUtcNow();
            application.StartPrinting(Cards.Operator, moment).Succeeded.ShouldBeTrue();
            application.FinishPrinting(Cards.Operator, moment).Succeeded.ShouldBeTrue();
            application.PassQuality(Cards.Operator, moment).Succeeded.ShouldBeTrue();
            await db.SaveChangesAsync();
        }

        await MarkAsync();
        await RecomputeAsync();

        await using var read = _house.Db();
        var promise = await read.CardPromises.SingleAsync(p => p.GivenFrom == tracked.Range.From && p.ReadyOn != null && p.ToldPlace == 1);
        (promise.ReadyOn, promise.Kept).ShouldBe((tracked.Range.From, true));
    }

    [Fact]
    public async Task Recompute_NothingHasHappened_ComputesNothing()
    {
        await PastAsync(blanks: 500);
        await RecomputeAsync();
        var computed = await _house.ScalarAsync<DateTime>("SELECT max(computed_at) FROM promise_runs");
        _house.Time.UtcNow = _house.Time.UtcNow.AddMinutes(5);

        (await RecomputeAsync()).ShouldBe(0);

        (await _house.ScalarAsync<DateTime>("SELECT max(computed_at) FROM promise_runs")).ShouldBe(computed);
    }

    [Fact]
    public async Task Recompute_BlanksGone_TellsTheLateOnesOnceWithTheReason()
    {
        await PastAsync(blanks: 300);
        var now = _house.Time.GetUtcNow();
        var register = await CardAsync(now.AddDays(-6), printReady: now.AddDays(-1));
        await RecomputeAsync();
        var before = (await TrackAsync(register)).Range!;
        await using (var db = _house.Db())
        {
            await db.MoveStockAsync(House.Pulomerak, -300, new DateOnly(2026, 12, 7));
        }

        // Three weeks later no delivery has come, and the drawer is empty.
        _house.Time.UtcNow = _house.Time.UtcNow.AddDays(21);
        await MarkAsync();
        await RecomputeAsync();
        await MarkAsync();
        await RecomputeAsync();

        var after = await TrackAsync(register);
        after.Range!.Through.ShouldBeGreaterThan(before.Through);
        after.Range.Basis.ShouldBe(PromiseBasis.Supply);
        after.Delay.ShouldNotBeNull();
        await using var read = _house.Db();
        var application = await read.Applications.SingleAsync(a => a.Register == register);
        var messages = await read.Outbox.Where(m => m.ApplicationId == application.Id && m.Event == MessageEvent.RangeLater).ToListAsync();
        messages.Count.ShouldBe(1);
        var body = _house.Get<MessageComposer>().BodyOf(messages[0]);
        body.ShouldContain(DelayTexts.For(after.Delay!.Value, Language.Indonesian));
        body.ShouldContain("Perkiraan antara");
    }

    /// <summary>Ten weeks of an office that prints four cards every working day, three days after they were recorded.</summary>
    private async Task PastAsync(int blanks)
    {
        await using var db = _house.Db();
        var calendar = (await _house.Get<OfficeDirectory>().GetAsync())[House.Pulomerak].Calendar;
        var days = Enumerable.Range(-70, 70).Select(d => new DateOnly(2026, 12, 7).AddDays(d)).Where(calendar.IsWorkingDay).ToList();
        await db.MoveStockAsync(House.Pulomerak, blanks + ((days.Count - 3) * 4), days[0]);
        for (var i = 3; i < days.Count; i++)
        {
            DateTimeOffset At(int day) => new(days[day].ToDateTime(new TimeOnly(3, 0)), TimeSpan.Zero);
            for (var n = 0; n < 4; n++)
            {
                await db.AddCardAsync(_house.Get<KeyRing>(), _house.Get<PersonalDataVault>(), House.Pulomerak, ++_person, At(i - 3), At(i - 1), At(i), At(i));
            }

            await db.MoveStockAsync(House.Pulomerak, -4, days[i]);
        }
    }

    private async Task<RegisterNumber> CardAsync(DateTimeOffset recorded, DateTimeOffset? printReady = null, OfficeCode? office = null, Func<CardApplication, Result>? then = null)
    {
        await using var db = _house.Db();
        var card = await db.AddCardAsync(_house.Get<KeyRing>(), _house.Get<PersonalDataVault>(), office ?? House.Pulomerak, ++_person, recorded, printReady);
        if (then is not null)
        {
            then(card).Succeeded.ShouldBeTrue();
        }

        await db.SaveChangesAsync();
        return card.Register;
    }

    private async Task<TrackedApplication> TrackAsync(RegisterNumber register) =>
        (await _house.Get<TrackApplication>().ExecuteAsync(new(register), Actor.Visitor, default)).Value;

    private async Task<int> RecomputeAsync() => (await _house.Get<RecomputeRanges>().ExecuteAsync(Actor.System, default)).Value;

    /// <summary>What every use case leaves and entity verbs alone do not: an audit row, by which the computation knows that something happened.</summary>
    private async Task MarkAsync()
    {
        await using var db = _house.Db();
        db.AuditEvents.Add(Portal.Core.Audit.AuditEvent.Of(Portal.Core.Audit.AuditVerbs.CardPrinted, Cards.Operator, _house.Time.GetUtcNow(), House.Pulomerak));
        await db.SaveChangesAsync();
    }
}
