using Microsoft.EntityFrameworkCore;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Privacy;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.Infrastructure.Handovers;
using Portal.Infrastructure.Notifications;
using Portal.IntegrationTests.Printing;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Handovers;

public sealed class HandOverCardTests : IAsyncLifetime
{
    private static readonly Actor s_registrar = Of(StaffRole.Registrar, House.Pulomerak);
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync(showsSecrets: true);

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task HandOver_ToTheHolder_EndsTheVisitTellsTheHolderAndFreesTheNik()
    {
        var card = await ReadyAsync();
        var id = await _house.ApplicationIdAsync(card);
        var slot = (await _house.SlotsAsync())[^1];
        (await _house.Get<BookFollowUp>().ExecuteAsync(new(id, slot.Start, Guid.NewGuid()), Actor.Resident(id), default)).Succeeded.ShouldBeTrue();

        (await ToHolderAsync(card)).Value.State.ShouldBe(ApplicationState.Collected);

        await using var db = _house.Db();
        (await db.Appointments.AnyAsync(v => v.ApplicationId == id && v.IsLive)).ShouldBeFalse();
        (await _house.ScalarAsync<int>("SELECT taken FROM slot_occupancies")).ShouldBe(0, "the place of a visit that is not needed any more is free");
        (await db.Outbox.CountAsync(m => m.ApplicationId == id && m.Event == MessageEvent.CardCollected)).ShouldBe(1);
        (await db.Applications.Where(a => a.Id == id).Select(a => a.IsOpen).SingleAsync()).ShouldBeFalse();
        (await db.AuditEvents.Where(e => e.Verb == "card.handed_over").Select(e => e.Detail).SingleAsync()).ShouldBe("Holder OldCard");
        (await db.Handovers.SingleAsync()).LocalDay.ShouldBe(new DateOnly(2026, 12, 7));
    }

    [Fact]
    public async Task HandOver_SomebodyCheckedIn_CountsAsServed()
    {
        var card = await ReadyAsync();
        var id = await _house.ApplicationIdAsync(card);
        var slot = (await _house.SlotsAsync())[0];
        await _house.Get<BookFollowUp>().ExecuteAsync(new(id, slot.Start, Guid.NewGuid()), Actor.Resident(id), default);
        (await _house.Get<CheckIn>().ExecuteAsync(CheckIn.Command.ByRegister(card, Guid.NewGuid()), s_registrar, default)).Succeeded.ShouldBeTrue();

        (await ToHolderAsync(card)).Succeeded.ShouldBeTrue();

        (await _house.ScalarAsync<string>("SELECT state FROM appointments")).ShouldBe("Served");
    }

    [Fact]
    public async Task HandOver_FiftyDesksAtOnce_IsOneHandover()
    {
        var card = await ReadyAsync();

        var all = await House.FiftyAtOnceAsync(_ => ToHolderAsync(card));

        all.Count(r => r.Succeeded).ShouldBe(1);
        all.Where(r => !r.Succeeded).ShouldAllBe(r => r.Error == ApplicationErrors.WrongState);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM handovers")).ShouldBe(1);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE event = 'CardCollected'")).ShouldBe(1);
    }

    [Fact]
    public async Task HandOver_FiftyDoubleClicks_AnswerAlike()
    {
        var card = await ReadyAsync();
        var step = new StepCommand(card, null, Guid.NewGuid());

        var all = await House.FiftyAtOnceAsync(_ => _house.Get<HandOverCard>().ExecuteAsync(new(step, HandedTo.Holder, IdentityCheck.OldCard, null), s_registrar, default));

        all.ShouldAllBe(r => r.Succeeded);
        all.Count(r => !r.Value.Already).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task InsertHandover_FiftyWriters_OnlyTheIndexStopsThem(bool index)
    {
        var card = await ReadyAsync();
        var id = await _house.ApplicationIdAsync(card);
        if (!index)
        {
            await _house.RunAsync("DROP INDEX ux_handovers_application");
        }

        await House.FiftyAtOnceAsync(async _ =>
        {
            try
            {
                await _house.RunAsync($"INSERT INTO handovers (id, application_id, office_code, \"to\", \"check\", local_day, at, taken_back) VALUES (gen_random_uuid(), '{id}', '36.72.03', 'Holder', 'OldCard', '2026-12-07', '2026-12-07T03:00:00Z', false)");
                return true;
            }
            catch (Npgsql.PostgresException e) when (e.SqlState == "23505")
            {
                return false;
            }
        });

        (await _house.ScalarAsync<long>("SELECT count(*) FROM handovers")).ShouldBe(index ? 1 : 50);
    }

    [Fact]
    public async Task Delegate_WithTheHoldersCode_GetsTheCardOnce()
    {
        var card = await ReadyAsync();
        var sent = await _house.Get<RequestDelegateCode>().ExecuteAsync(new(card, Guid.NewGuid()), s_registrar, default);
        var code = await CodeAsync();
        sent.Value.SentToMasked!.ShouldNotContain(code);

        (await ToDelegateAsync(card, "12")).Error.ShouldBe(CodeErrors.Digits);
        (await ToDelegateAsync(card, Other(code))).Error.ShouldBe(CodeErrors.Wrong);
        (await _house.ScalarAsync<int>("SELECT tries FROM one_time_codes")).ShouldBe(1, "a wrong try counts");
        (await ToDelegateAsync(card, code)).Value.State.ShouldBe(ApplicationState.Collected);

        (await _house.ScalarAsync<string>("SELECT \"to\" FROM handovers")).ShouldBe("DelegateWithCode");
        (await _house.ScalarAsync<string>("SELECT string_agg(coalesce(reason, '') || coalesce(detail, ''), ' ') FROM audit_events")).ShouldNotContain(code);
    }

    [Fact]
    public async Task Delegate_FiftyWrongCodes_AreFiveTries()
    {
        var card = await ReadyAsync();
        await _house.Get<RequestDelegateCode>().ExecuteAsync(new(card, Guid.NewGuid()), s_registrar, default);
        var code = await CodeAsync();

        var all = await House.FiftyAtOnceAsync(_ => ToDelegateAsync(card, Other(code)));

        all.Count(r => r.Error == CodeErrors.Wrong).ShouldBe(OneTimeCode.MaxTries - 1);
        all.Where(r => r.Error != CodeErrors.Wrong).ShouldAllBe(r => r.Error == CodeErrors.TooManyTries);
        (await ToDelegateAsync(card, code)).Error.ShouldBe(CodeErrors.TooManyTries);
    }

    [Fact]
    public async Task Delegate_CodeAfterTenMinutesOrOfAnotherCard_IsRefused()
    {
        var (card, other) = (await ReadyAsync(), await ReadyAsync());
        await _house.Get<RequestDelegateCode>().ExecuteAsync(new(card, Guid.NewGuid()), s_registrar, default);
        var code = await CodeAsync();

        (await ToDelegateAsync(other, code)).Error.ShouldBe(CodeErrors.Expired);
        _house.Time.Advance(OneTimeCode.Life);
        (await ToDelegateAsync(card, code)).Error.ShouldBe(CodeErrors.Expired);
    }

    [Fact]
    public async Task Delegate_ByPapers_OnlyWhereNoCodeCanBeSentAndWithANote()
    {
        var (reachable, without) = (await ReadyAsync(), await ReadyAsync(phone: false));

        (await ByPapersAsync(reachable, "surat kuasa bermeterai")).Error.ShouldBe(HandoverErrors.NeedsCode);
        (await ByPapersAsync(without, " ")).Error.ShouldBe(HandoverErrors.NoteRequired);
        (await ByPapersAsync(without, "NIK 3672030105900001")).Error.Code.ShouldBe("reason_personal_data");
        (await _house.Get<RequestDelegateCode>().ExecuteAsync(new(without, Guid.NewGuid()), s_registrar, default)).Error.ShouldBe(HandoverErrors.CannotSendCode);
        (await ByPapersAsync(without, "surat kuasa bermeterai")).Value.State.ShouldBe(ApplicationState.Collected);
        (await _house.ScalarAsync<string>("SELECT reason FROM audit_events WHERE verb = 'card.handed_over'")).ShouldBe("surat kuasa bermeterai");
    }

    [Fact]
    public async Task HandOver_ByAnotherOfficeRoleOrFromAStalePage_IsRefused()
    {
        var card = await ReadyAsync();
        var elsewhere = Of(StaffRole.Registrar, OfficeCode.Parse("64.72.04").Value);
        var command = new HandOverCard.Command(new StepCommand(card, 1, Guid.NewGuid()), HandedTo.Holder, IdentityCheck.OldCard, null);

        (await _house.Get<HandOverCard>().ExecuteAsync(command, elsewhere, default)).Error.ShouldBe(AccessErrors.NotFound);
        (await _house.Get<HandOverCard>().ExecuteAsync(command with { To = HandedTo.DelegateWithCode, Digits = "123456" }, elsewhere, default)).Error.ShouldBe(AccessErrors.NotFound);
        (await _house.Get<RequestDelegateCode>().ExecuteAsync(new(card, Guid.NewGuid()), elsewhere, default)).Error.ShouldBe(AccessErrors.NotFound);
        (await _house.Get<ViewPickup>().ExecuteAsync(new(card), elsewhere, default)).Error.ShouldBe(AccessErrors.NotFound);
        (await _house.Get<HandOverCard>().ExecuteAsync(command, Of(StaffRole.PrintOperator, House.Pulomerak), default)).Error.ShouldBe(AccessErrors.Forbidden);
        (await _house.Get<HandOverCard>().ExecuteAsync(command, s_registrar, default)).Error.ShouldBe(AccessErrors.StalePage);
        (await _house.Get<HandOverCard>().ExecuteAsync(command with { Step = command.Step with { Version = null }, Check = IdentityCheck.OtherPaper }, s_registrar, default)).Error.ShouldBe(HandoverErrors.NoteRequired);
    }

    [Fact]
    public async Task Messages_OfDelegateCodes_HideTheDigitsOutsideDevelopment()
    {
        await using var house = await House.OpenAsync();
        var card = (await PrintRoom.ReadyAsync(house, 1, ApplicationState.ReadyForPickup))[0];
        await using var db = house.Db();
        var application = await db.Applications.SingleAsync(a => a.Register == card);
        db.Outbox.Add(house.Get<MessageComposer>().Compose(db, application, MessageEvent.DelegateCode, "x", new() { Register = card, Office = "Pulomerak", Code = "481516" }, house.Time.GetUtcNow())!);
        await db.SaveChangesAsync();

        var list = (await house.Get<ViewMessages>().ExecuteAsync(new(House.Pulomerak), s_registrar, default)).Value;

        list.Rows.Single(r => r.Event == MessageEvent.DelegateCode).Body.ShouldNotContain("481516");
        (await house.Get<RequestDelegateCode>().ExecuteAsync(new(card, Guid.NewGuid()), s_registrar, default)).Error.ShouldBe(HandoverErrors.CannotSendCode, "no provider: nothing leaves the house");
    }

    [Fact]
    public async Task Uncollected_ByAgeAndVillage_CountsWholeDaysOfTheOffice()
    {
        var cards = await PrintRoom.ReadyAsync(_house, 8, ApplicationState.ReadyForPickup);
        // Pulomerak's midnight is 17:00 UTC: one card a minute before and one at the edge of thirty days.
        await SinceAsync(cards[0], "2026-11-07T16:59:00Z");
        await SinceAsync(cards[1], "2026-11-07T17:00:00Z");
        await SinceAsync(cards[2], "2026-09-01T03:00:00Z");

        var all = (await UncollectedAsync()).Value;
        var old = (await UncollectedAsync(30)).Value;

        all.ByAge.ShouldBe([8, 2, 1, 1]);
        old.Rows.Select(r => (r.Register, r.Days)).ShouldBe([(cards[2], 97), (cards[0], 30)]);
        all.Villages.Sum(v => v.Count).ShouldBe(8);
        var village = all.Villages.First(v => v.Count > 0);
        (await UncollectedAsync(village: village.Village)).Value.Rows.ShouldAllBe(r => r.Village == village.Name);
        (await UncollectedAsync(village: village.Village)).Value.Total.ShouldBe(village.Count);
        (await _house.Get<ViewUncollected>().ExecuteAsync(new(House.Pulomerak), Of(StaffRole.Supervisor, OfficeCode.Parse("64.72.04").Value), default)).Error.ShouldBe(AccessErrors.NotFound);
    }

    private static Actor Of(StaffRole role, OfficeCode office) => Actor.Staff(Guid.NewGuid(), [new RoleAssignment(role, Scope.Of(office))]);

    private static string Other(string code) => (code[0] == '9' ? '0' : '9') + code[1..];

    private async Task<RegisterNumber> ReadyAsync(bool phone = true) => (await PrintRoom.ReadyAsync(_house, 1, ApplicationState.ReadyForPickup, phone: phone))[0];

    private Task SinceAsync(RegisterNumber register, string at) => _house.RunAsync($"UPDATE applications SET state_since = '{at}' WHERE register = '{register.Value}'");

    private Task<Result<UncollectedList>> UncollectedAsync(int days = 0, VillageCode? village = null) =>
        _house.Get<ViewUncollected>().ExecuteAsync(new(House.Pulomerak, days, village), s_registrar, default);

    private Task<Result<StepOutcome>> ToHolderAsync(RegisterNumber card) =>
        _house.Get<HandOverCard>().ExecuteAsync(new(new StepCommand(card, null, Guid.NewGuid()), HandedTo.Holder, IdentityCheck.OldCard, null), s_registrar, default);

    private Task<Result<StepOutcome>> ToDelegateAsync(RegisterNumber card, string code) =>
        _house.Get<HandOverCard>().ExecuteAsync(new(new StepCommand(card, null, Guid.NewGuid()), HandedTo.DelegateWithCode, IdentityCheck.FamilyCard, null, code), s_registrar, default);

    private Task<Result<StepOutcome>> ByPapersAsync(RegisterNumber card, string note) =>
        _house.Get<HandOverCard>().ExecuteAsync(new(new StepCommand(card, null, Guid.NewGuid()), HandedTo.DelegateByPapers, IdentityCheck.FamilyCard, note), s_registrar, default);

    private async Task<string> CodeAsync()
    {
        await using var db = _house.Db();
        var message = await db.Outbox.SingleAsync(m => m.Event == MessageEvent.DelegateCode);
        return _house.Get<MessageComposer>().BodyOf(message)[..6];
    }
}
