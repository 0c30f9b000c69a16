using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Privacy;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>A message to a group: one writes, another approves, everybody gets it once, and it can be stopped.</summary>
public sealed class BroadcastTests : MessageFixture
{
    private const string News = "Blangko tiba Senin. Belum perlu datang; kami kabari saat KTP siap.";

    private static readonly Actor s_writer = Staff(StaffRole.Registrar);
    private static readonly Actor s_chief = Staff(StaffRole.Supervisor);
    private static readonly BroadcastAudience s_waiting = new(BroadcastStage.WaitingForBlangko, null, null, []);

    [Fact]
    public async Task Approve_GroupThatWaitsForBlangko_EverybodyOnceInTheirLanguageAndChannel()
    {
        await WaitForBlangkoAsync(6);
        await MakeAsync(("language = 'English'", 1), ("channel = 'WhatsApp'", 2), ("channel = 'None'", 3), ("village_code = '36.72.03.1002'", 5));
        await StopMessagesToAsync(4);

        var id = await ProposeAsync(s_waiting, News, "Blank cards come on Monday. No need to come yet.");
        var view = await ViewAsync(id);
        view.Preview!.Count.ShouldBe(new BroadcastCount(People: 6, Sms: 4, SmsParts: 4, WhatsApp: 0, NoPhone: 1, OptedOut: 1));
        view.Preview.Cost.ShouldBeNull();
        (await ApproveAsync(id, s_writer)).ShouldBe("forbidden");
        (await ApproveAsync(id, s_chief)).ShouldBeNull();

        (await DispatchAsync()).ShouldBe(4);
        Twilio.Taken.Select(t => t.To).ShouldBeUnique();
        Twilio.Taken.Select(t => t.Body).ShouldAllBe(body => body.Contains("Rp 0"));
        Twilio.Taken.Count(t => t.Body.StartsWith("e-KTP Pulomerak: Blank cards come", StringComparison.Ordinal)).ShouldBe(1);
        Twilio.Taken.Count(t => t.Body.StartsWith("KTP-el Pulomerak: Blangko tiba", StringComparison.Ordinal)).ShouldBe(3);
        var after = await ViewAsync(id);
        (after.Line.State, after.In(MessageGroup.UnderWay), after.In(MessageGroup.Waiting)).ShouldBe((BroadcastState.Approved, 4, 0));
        (await UnreachedAsync(id)).Select(u => u.Reason).ShouldBe([UntoldReason.NoPhone, UntoldReason.OptedOut], ignoreOrder: true);
    }

    [Fact]
    public async Task Approve_OnePhoneBehindTwoApplications_GetsOneMessage()
    {
        await WaitForBlangkoAsync(3);
        await using (var db = House.Db())
        {
            var id = await db.Applications.Where(a => a.State == ApplicationState.PrintReady).OrderByDescending(a => a.PrintReadyAt).Select(a => a.Id).FirstAsync();
            var phone = House.Get<PersonalDataVault>().SealPhone(id, PhoneNumber.Parse($"0813{1:D8}").Value);
            await db.Database.ExecuteSqlAsync($"UPDATE applications SET phone = {phone} WHERE id = {id}");
        }

        var broadcast = await ProposeAsync(s_waiting, News);
        (await ViewAsync(broadcast)).Preview!.Count.ShouldBe(new BroadcastCount(People: 2, Sms: 2, SmsParts: 2, WhatsApp: 0, NoPhone: 0, OptedOut: 0));
        (await ApproveAsync(broadcast, s_chief)).ShouldBeNull();

        (await DispatchAsync()).ShouldBe(2);
        Twilio.Taken.Select(t => t.To).ShouldBeUnique();
        (await UnreachedAsync(broadcast)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Approve_WithATemplateOfItsOwn_GoesByWhatsAppWithTheTextAsAVariable()
    {
        await MapAsync(MessageEvent.Broadcast);
        await WaitForBlangkoAsync(2);
        await MakeAsync(("channel = 'WhatsApp'", 1));

        var id = await ProposeAsync(s_waiting, "Blangko tiba Senin.\nBelum perlu datang.");
        (await ViewAsync(id)).Preview!.Count.ShouldBe(new BroadcastCount(2, 1, 1, 1, 0, 0));
        (await ApproveAsync(id, s_chief)).ShouldBeNull();
        await DispatchAsync();

        Twilio.Faults.ShouldBeEmpty();
        Twilio.Taken.Single(t => t.Form.ContainsKey("ContentSid")).Form["ContentVariables"].ShouldContain("\"8\":\"Blangko tiba Senin. Belum perlu datang.\"");
    }

    [Theory]
    [InlineData(BroadcastStage.WaitingForBlangko, null, 3)]
    [InlineData(BroadcastStage.WaitingForBlangko, "36.72.03.1002", 1)]
    [InlineData(BroadcastStage.ReadyForPickup, null, 1)]
    [InlineData(BroadcastStage.WaitingForCentre, null, 1)]
    [InlineData(BroadcastStage.DossierReturned, null, 0)]
    [InlineData(BroadcastStage.AllOpen, null, 7)]
    public async Task Preview_EachStage_FindsItsPeople(BroadcastStage stage, string? village, int people)
    {
        // Five in the print order and two blanks: the first two do not wait for any.
        await WaitForBlangkoAsync(5);
        await using (var db = House.Db())
        {
            var now = House.Time.UtcNow;
            await db.AddCardAsync(House.Get<KeyRing>(), House.Get<PersonalDataVault>(), House.Pulomerak, 40, now, now, now, now);
            await db.AddCardAsync(House.Get<KeyRing>(), House.Get<PersonalDataVault>(), House.Pulomerak, 41, now);
            await db.AddCardAsync(House.Get<KeyRing>(), House.Get<PersonalDataVault>(), OfficeCode.Parse("64.72.04").Value, 42, now, now);
            await db.SaveChangesAsync();
            await db.MoveStockAsync(House.Pulomerak, 2, new DateOnly(2026, 12, 7));
        }

        await MakeAsync(("village_code = '36.72.03.1002'", 4));

        var preview = await House.Get<PreviewBroadcast>().ExecuteAsync(new(House.Pulomerak, new(stage, null, null, village is null ? [] : [village]), News, null), s_writer, default);

        preview.Value.Count.People.ShouldBe(people);
    }

    [Fact]
    public async Task Preview_BookedOnADay_FindsThoseWhoComeThen()
    {
        var slots = await House.SlotsAsync();
        var first = slots[0];
        await House.BookAsync(House.Person(1), first.Start);
        var other = slots.First(s => s.Start.Date > first.Start.Date);
        await House.BookAsync(House.Person(2), other.Start);

        foreach (var (day, people) in new[] { (DateOnly.FromDateTime(first.Start.DateTime), 1), (DateOnly.FromDateTime(other.Start.DateTime), 1), (DateOnly.FromDateTime(other.Start.DateTime).AddDays(200), 0) })
        {
            var preview = await House.Get<PreviewBroadcast>().ExecuteAsync(new(House.Pulomerak, new(BroadcastStage.BookedOn, day, null, []), News, null), s_writer, default);
            preview.Value.Count.People.ShouldBe(people);
        }
    }

    [Fact]
    public async Task Approve_FiftyAtOnceOnTwoNodes_WritesEveryMessageOnce()
    {
        await WaitForBlangkoAsync(30);
        var id = await ProposeAsync(s_waiting, News);
        var view = await ViewAsync(id);
        await using var node = House.OtherNode();

        var done = await House.FiftyAtOnceAsync(async i => (await (i % 2 == 0 ? House.Get<ApproveBroadcast>() : node.GetRequiredService<ApproveBroadcast>())
            .ExecuteAsync(new(id, view.Version, view.Preview!.Count, null, Guid.NewGuid()), Staff(StaffRole.Supervisor), default)) is { Succeeded: true } ? "done" : "no");

        done.Count(d => d == "done").ShouldBe(1);
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages")).ShouldBe(30);
        await DispatchAsync();
        Twilio.Taken.Count.ShouldBe(30);
    }

    [Fact]
    public async Task Approve_DoubleClickStalePageChangedGroupAndHaste_AreTold()
    {
        await WaitForBlangkoAsync(3);
        var id = await ProposeAsync(s_waiting, News);
        var seen = (await ViewAsync(id)).Preview!.Count;
        await WaitForBlangkoAsync(1, first: 10);

        (await ApproveAsync(id, s_chief, seen)).ShouldBe("broadcast_group_changed");
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages")).ShouldBe(0);
        var (view, click) = (await ViewAsync(id), Guid.NewGuid());
        (await CodeOf(House.Get<ApproveBroadcast>().ExecuteAsync(new(id, view.Version + 1, view.Preview!.Count, null, click), s_chief, default))).ShouldBe("stale_page");
        (await CodeOf(House.Get<ApproveBroadcast>().ExecuteAsync(new(id, view.Version, view.Preview.Count, null, click), s_chief, default))).ShouldBeNull();
        (await CodeOf(House.Get<ApproveBroadcast>().ExecuteAsync(new(id, view.Version, view.Preview.Count, null, click), s_chief, default))).ShouldBeNull();
        (await ApproveAsync(id, s_chief, view.Preview.Count)).ShouldBe("broadcast_decided");
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages")).ShouldBe(4);

        var next = await ProposeAsync(s_waiting, "Kantor tutup besok.");
        (await ApproveAsync(next, s_chief)).ShouldBe("broadcast_too_soon");
        House.Time.Advance(BroadcastRules.Between);
        (await ApproveAsync(next, s_chief)).ShouldBeNull();
    }

    [Fact]
    public async Task Approve_WriterAlone_NeedsAReasonAndIsReviewed()
    {
        await WaitForBlangkoAsync(1);
        var id = (await House.Get<ProposeBroadcast>().ExecuteAsync(new(House.Pulomerak, s_waiting, News, null, Guid.NewGuid()), s_chief, default)).Value;

        (await ApproveAsync(id, s_chief)).ShouldBe("broadcast_same_person");
        (await ApproveAsync(id, s_chief, alone: "ya")).ShouldBe("reason_required");
        (await ApproveAsync(id, s_chief, alone: "hanya saya di kantor")).ShouldBeNull();

        await using var db = House.Db();
        (await db.LoneActs.SingleAsync()).ShouldSatisfyAllConditions(a => a.SubjectId.ShouldBe(id), a => a.Verb.ShouldBe("broadcast.approved"), a => a.Reason.ShouldBe("hanya saya di kantor"));
        (await db.AuditEvents.SingleAsync(e => e.Verb == "broadcast.approved")).Detail.ShouldBe("1 alone");
    }

    [Fact]
    public async Task Propose_TextWithFaultsAndTooManyWaiting_AreTold()
    {
        var faults = await House.Get<ProposeBroadcast>().ExecuteAsync(new(House.Pulomerak, new(BroadcastStage.BookedOn, null, null, []), "Bayar Rp 5.000.", "For 3672031705900001.", Guid.NewGuid()), s_writer, default);
        faults.Errors.Select(e => (e.Code, e.Field)).ShouldBe([("broadcast_day", "day"), ("broadcast_has_amount", "text"), ("broadcast_looks_like_nik", "textEn")]);

        var click = Guid.NewGuid();
        for (var i = 0; i < 2; i++)
        {
            (await House.Get<ProposeBroadcast>().ExecuteAsync(new(House.Pulomerak, s_waiting, News, null, click), s_writer, default)).Value.ShouldBe(click);
        }

        for (var i = 1; i < BroadcastRules.MostProposed; i++)
        {
            await ProposeAsync(s_waiting, News);
        }

        (await CodeOf(House.Get<ProposeBroadcast>().ExecuteAsync(new(House.Pulomerak, s_waiting, News, null, Guid.NewGuid()), s_writer, default))).ShouldBe("broadcast_too_many");
    }

    [Fact]
    public async Task Cancel_WhileItRuns_DropsWhatHasNotLeftAndMarksIt()
    {
        await WaitForBlangkoAsync(20);
        var id = await ApprovedAsync();
        // One node has five in its hands and talks to nobody yet.
        await using var slow = House.OtherNode();
        var inHand = await slow.GetRequiredService<MessageClaims>().TakeAsync(5, default);
        inHand.Count.ShouldBe(5);

        var stopped = await House.Get<CancelBroadcast>().ExecuteAsync(new(id, (await ViewAsync(id)).Version, "salah tanggal", Guid.NewGuid()), s_writer, default);
        stopped.Value.ShouldBe(15);
        (await DispatchAsync()).ShouldBe(0);

        // That node died: what it had comes back, is looked up, and is not sent after all.
        House.Time.Advance(MessageClaims.Lease);
        await DispatchAsync();
        await DispatchAsync();

        Twilio.Taken.ShouldBeEmpty();
        var view = await ViewAsync(id);
        (view.Line.State, view.States[MessageState.Withdrawn], view.States.Count).ShouldBe((BroadcastState.Cancelled, 20, 1));
        (await House.ScalarAsync<long>("SELECT count(*) FROM message_steps WHERE state = 'Withdrawn'")).ShouldBe(20);
        (await CodeOf(House.Get<CancelBroadcast>().ExecuteAsync(new(id, view.Version, "salah tanggal", Guid.NewGuid()), s_writer, default))).ShouldBe("broadcast_decided");
    }

    [Fact]
    public async Task Dispatch_BroadcastAndNewsOfOnePerson_TheNewsLeavesFirstAndTheBroadcastWaitsForMorning()
    {
        await WaitForBlangkoAsync(10);
        await ApprovedAsync();
        House.Time.Advance(TimeSpan.FromMinutes(1));
        var news = (await WriteAsync(3, first: 50)).ToHashSet();
        var patient = House.Join(House.ConnectionString, Twilio.Options() with { Parallel = 1 });
        patient.Time.UtcNow = House.Time.UtcNow.Date.AddHours(14);

        await patient.Get<DispatchMessages>().ExecuteAsync(Actor.System, default);
        Twilio.Taken.ShouldBeEmpty("it is nine in the evening there");
        patient.Time.UtcNow = House.Time.UtcNow.Date.AddDays(1);
        await patient.Get<DispatchMessages>().ExecuteAsync(Actor.System, default);

        Twilio.Taken.Count.ShouldBe(13);
        Twilio.Taken.Take(3).ShouldAllBe(t => news.Contains(t.Message));
    }

    [Fact]
    public async Task Preview_AndApprove_TwentyThousandPeople_TakeSeconds()
    {
        await WaitForBlangkoAsync(1);
        // The same person over and over: what is measured is the group, not the people.
        await CopyPeopleAsync(19_999);
        var watch = Stopwatch.StartNew();
        var id = await ProposeAsync(s_waiting, News);
        var view = await ViewAsync(id);
        var shown = watch.Elapsed;
        watch.Restart();

        (await ApproveAsync(id, s_chief, view.Preview!.Count)).ShouldBeNull();

        view.Preview.Count.Messages.ShouldBe(20_000);
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages")).ShouldBe(20_000);
        shown.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(40));
        Console.WriteLine($"20,000 people: shown in {shown.TotalSeconds:0.0} s, approved in {watch.Elapsed.TotalSeconds:0.0} s");
    }

    private static Actor Staff(StaffRole role) => Actor.Staff(Guid.NewGuid(), [new RoleAssignment(role, Scope.Of(House.Pulomerak))]);

    private static async Task<string?> CodeOf<T>(Task<Result<T>> act) => await act is { Succeeded: false } refused ? refused.Error.Code : null;

    private async Task<Guid> ProposeAsync(BroadcastAudience audience, string text, string? english = null) =>
        (await House.Get<ProposeBroadcast>().ExecuteAsync(new(House.Pulomerak, audience, text, english, Guid.NewGuid()), s_writer, default)).Value;

    private async Task<BroadcastView> ViewAsync(Guid id) => (await House.Get<ViewBroadcast>().ExecuteAsync(new(id), s_writer, default)).Value;

    private async Task<IReadOnlyList<UnreachedPerson>> UnreachedAsync(Guid id) => (await House.Get<ViewBroadcastUnreached>().ExecuteAsync(new(id), s_writer, default)).Value.Rows;

    private async Task<string?> ApproveAsync(Guid id, Actor actor, BroadcastCount? seen = null, string? alone = null)
    {
        var view = await ViewAsync(id);
        return await CodeOf(House.Get<ApproveBroadcast>().ExecuteAsync(new(id, view.Version, seen ?? view.Preview!.Count, alone, Guid.NewGuid()), actor, default));
    }

    private async Task<Guid> ApprovedAsync()
    {
        var id = await ProposeAsync(s_waiting, News);
        (await ApproveAsync(id, s_chief)).ShouldBeNull();
        return id;
    }

    private async Task WaitForBlangkoAsync(int people, int first = 0)
    {
        await using var db = House.Db();
        var now = House.Time.UtcNow;
        for (var person = first; person < first + people; person++)
        {
            await db.AddCardAsync(House.Get<KeyRing>(), House.Get<PersonalDataVault>(), House.Pulomerak, person, now.AddDays(-5), now.AddDays(-1).AddMinutes(person));
        }

        await db.SaveChangesAsync();
    }

    private async Task MakeAsync(params (string Change, int Person)[] changes)
    {
        foreach (var (change, person) in changes)
        {
            await House.RunAsync($"UPDATE applications SET {change} WHERE id = (SELECT id FROM applications WHERE state = 'PrintReady' AND office_code = '36.72.03' ORDER BY print_ready_at OFFSET {person} LIMIT 1)");
        }
    }

    private async Task StopMessagesToAsync(int person)
    {
        await using var db = House.Db();
        db.OptOuts.Add(new OptOut(House.Get<PersonalDataVault>().HashOfSubscriber($"+62813{person:D8}"), stops: true, byProvider: false, House.Time.UtcNow));
        await db.SaveChangesAsync();
    }

    private async Task CopyPeopleAsync(int people)
    {
        // A phone is sealed for one record: each copy gets its own.
        var vault = House.Get<PersonalDataVault>();
        await House.RunAsync(
            $"""
            INSERT INTO applications SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'register', lpad(n::text, 10, '0'), 'link_hash', '\x' || encode(sha256(n::text::bytea), 'hex'), 'nik_hash', '\x' || encode(sha256(('n' || n)::bytea), 'hex')))).*
            FROM applications a, generate_series(1, {people}) n WHERE a.state = 'PrintReady'
            """);
        await using var db = House.Db();
        var ids = await db.Applications.Select(a => a.Id).ToListAsync();
        var registers = ids.Select((_, n) => RegisterNumber.FromSequence(1_000_000 + n, House.Get<KeyRing>().Register).Value).ToArray();
        var phones = ids.Select((id, n) => vault.SealPhone(id, PhoneNumber.Parse($"0813{n:D8}").Value)).ToArray();
        await db.Database.ExecuteSqlAsync($"UPDATE applications a SET register = v.register, phone = v.phone FROM unnest ({ids.ToArray()}, {registers}, {phones}) AS v (id, register, phone) WHERE a.id = v.id");
    }
}
