using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Core.Audit;
using Portal.Core.Shared;
using Portal.Core.Stock;
using Portal.Infrastructure.Stock;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Stock;

/// <summary>The ledger of blangko: what it refuses, and that it holds under fifty at once.</summary>
public sealed class StockLedgerTests : IAsyncLifetime
{
    private House _house = null!;
    private StockRoom _room = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        _room = new StockRoom(_house);
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task FiftyAtOnce_EveryKindOfMovement_NeverBelowZeroAndEveryLineFollows()
    {
        await _room.ReceiveAsync(40);
        var corrections = new List<(Guid, uint)>();
        for (var i = 0; i < 10; i++)
        {
            corrections.Add(await _room.ProposeAsync(i % 2 == 0 ? -6 : 3, StockRoom.Printer));
        }

        var outcomes = await House.FiftyAtOnceAsync(i => (i % 5) switch
        {
            0 => _room.ReceiveAsync(1 + (i % 3)),
            1 => _room.WriteOffAsync(4),
            2 or 3 => _room.TransferAsync(5),
            _ => _room.DecideAsync(corrections[i / 5], accept: true, StockRoom.Supervisor),
        });

        outcomes.Count(o => o.Succeeded).ShouldBeInRange(15, 49, "some must run short");
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Error.Code == "stock_not_enough");
        await _room.ShouldAgreeAsync();
        await using var db = _house.Db();
        (await db.StockEntries.CountAsync()).ShouldBe(1 + outcomes.Count(o => o.Succeeded));
        (await db.StockCorrections.CountAsync(c => c.Accepted == true)).ShouldBe(await db.StockEntries.CountAsync(e => e.Movement == StockMovement.Corrected), "a correction is booked or not decided, never half");
    }

    [Fact]
    public async Task FiftyAtOnce_OneCommand_IsOneLine()
    {
        var command = Guid.NewGuid();
        var outcomes = await House.FiftyAtOnceAsync(_ => _room.ReceiveAsync(250, command: command));

        outcomes.ShouldAllBe(o => o.Succeeded);
        outcomes.Count(o => !o.Value.Already).ShouldBe(1);
        outcomes.ShouldAllBe(o => o.Value.OnHand == 250);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM stock_entries")).ShouldBe(1);
        (await _house.ScalarAsync<long>($"SELECT count(*) FROM audit_events WHERE verb = '{AuditVerbs.StockReceived}'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("UPDATE stock_entries SET change = 1")]
    [InlineData("DELETE FROM stock_entries")]
    [InlineData("TRUNCATE stock_entries")]
    public async Task Ledger_ChangedByHand_IsRefusedByTheDatabase(string sql)
    {
        await _room.ReceiveAsync(10);

        await Should.ThrowAsync<PostgresException>(() => _house.RunAsync(sql));
        await _room.ShouldAgreeAsync();
    }

    [Fact]
    public async Task Level_BelowZeroByHand_IsRefusedByTheDatabase()
    {
        await _room.ReceiveAsync(10);

        await Should.ThrowAsync<PostgresException>(() => _house.RunAsync("UPDATE stock_levels SET on_hand = -1"));
        await Should.ThrowAsync<PostgresException>(() => _house.RunAsync("UPDATE stock_levels SET reserved = 11"));
    }

    [Fact]
    public async Task WriteOff_BlanksInThePrinter_AreNotTouched()
    {
        await _room.ReceiveAsync(10);
        await _house.RunAsync("UPDATE stock_levels SET reserved = 8");

        (await _room.WriteOffAsync(3)).Error.ShouldBe(StockErrors.NotEnough(2));
        (await _room.WriteOffAsync(2)).Value.Available.ShouldBe(0);
    }

    [Fact]
    public async Task Receive_SerialsOfAnEarlierDelivery_AreRefused()
    {
        await _room.ReceiveAsync(100, from: "AB0001", through: "AB0100", note: "SJ 7");

        (await _room.ReceiveAsync(10, from: "AB0100", through: "AB0109", note: "SJ 8")).Error.Arguments.ShouldBe(["SJ 7"]);
        (await _room.ReceiveAsync(10, from: "AB0101", through: "AB0110", note: "SJ 8")).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Receive_ForARequest_EndsItOnce()
    {
        await _house.Get<RequestBlangko>().ExecuteAsync(new(House.Pulomerak, 500, null, Guid.NewGuid()), StockRoom.Printer, default);
        var request = (await ViewAsync()).Requests.Single();
        (await _room.ReceiveAsync(200, request: request.Id)).Succeeded.ShouldBeTrue();

        (await _room.ReceiveAsync(200, request: request.Id)).Error.ShouldBe(StockErrors.Decided);
        (await _room.ReceiveAsync(200, request: Guid.NewGuid())).Error.ShouldBe(AccessErrors.NotFound);
        var view = await ViewAsync();
        view.OnHand.ShouldBe(200, "what was refused has moved nothing");
        view.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Answer_FromAStalePage_IsTold()
    {
        await _house.Get<RequestBlangko>().ExecuteAsync(new(House.Pulomerak, 500, "lewat surat 12", Guid.NewGuid()), StockRoom.Printer, default);
        var request = (await ViewAsync()).Requests.Single();
        var promise = new ChangeStockRequest.Promise(new(2026, 12, 14), new(2026, 12, 18), 200, 300);
        Task<Result<StockOutcome>> ChangeAsync(StockAnswer answer, uint version) =>
            _house.Get<ChangeStockRequest>().ExecuteAsync(new(request.Id, version, answer, promise, Guid.NewGuid()), StockRoom.Supervisor, default);

        (await ChangeAsync(StockAnswer.Promised, request.Version)).Succeeded.ShouldBeTrue();
        (await ChangeAsync(StockAnswer.Refused, request.Version)).Error.ShouldBe(AccessErrors.StalePage);

        var expected = (await _room.BoardAsync()).Expected.Single();
        expected.ShouldBe(new ExpectedDelivery(new(2026, 12, 14), new(2026, 12, 18), 200, 300, new(2026, 12, 7)));
        (await ChangeAsync(StockAnswer.Withdrawn, (await ViewAsync()).Requests.Single().Version)).Succeeded.ShouldBeTrue();
        (await _room.BoardAsync()).Expected.ShouldBeEmpty();
    }

    [Fact]
    public async Task Correction_ByOnePerson_NeedsAReasonThatIsReviewed()
    {
        await _room.ReceiveAsync(10);
        var proposed = await _room.ProposeAsync(-3, StockRoom.Printer);

        (await _room.DecideAsync(proposed, accept: true, StockRoom.Printer)).Error.ShouldBe(StockErrors.SamePerson);
        (await _room.DecideAsync(proposed, accept: true, StockRoom.Printer, alone: "  ")).Error.ShouldBe(AccessErrors.ReasonRequired);
        (await _room.DecideAsync(proposed, accept: true, StockRoom.Printer, alone: "hanya saya yang bertugas")).Value.OnHand.ShouldBe(7);
        (await _room.DecideAsync(proposed, accept: false, StockRoom.Supervisor)).Error.ShouldBe(StockErrors.Decided);

        await using var db = _house.Db();
        var act = await db.LoneActs.SingleAsync();
        (act.SubjectId, act.Verb, act.StaffId).ShouldBe((proposed.Id, AuditVerbs.StockCorrected, StockRoom.Printer.StaffId));
        act.DueOn.ShouldBe(new DateOnly(2026, 12, 8));
        (await _room.BoardAsync()).LoneActs.ShouldBe(1);
    }

    [Fact]
    public async Task Correction_ByTwo_NamesBothAndIsNoLoneAct()
    {
        await _room.ReceiveAsync(10);
        var proposed = await _room.ProposeAsync(2, StockRoom.Printer);

        (await _room.DecideAsync(proposed, accept: true, StockRoom.Supervisor, alone: "tidak dipakai")).Value.OnHand.ShouldBe(12);

        await using var db = _house.Db();
        var line = await db.StockEntries.SingleAsync(e => e.Movement == StockMovement.Corrected);
        (line.StaffId, line.SecondStaffId).ShouldBe((StockRoom.Supervisor.StaffId, StockRoom.Printer.StaffId));
        (await db.LoneActs.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Correction_BelowZero_IsRefusedAndStaysOpen()
    {
        await _room.ReceiveAsync(10);
        var proposed = await _room.ProposeAsync(-11, StockRoom.Printer);

        (await _room.DecideAsync(proposed, accept: true, StockRoom.Supervisor)).Error.ShouldBe(StockErrors.NotEnough(10));
        (await ViewAsync()).Corrections.Single().Id.ShouldBe(proposed.Id);
    }

    [Fact]
    public async Task Acts_ByAnotherOffice_FindNothing()
    {
        var proposed = await _room.ProposeAsync(5, StockRoom.Printer);
        Result<StockOutcome>[] tried =
        [
            await _room.ReceiveAsync(10, StockRoom.Elsewhere),
            await _room.WriteOffAsync(10, StockRoom.Elsewhere),
            await _room.TransferAsync(10, StockRoom.Elsewhere),
            await _room.DecideAsync(proposed, accept: true, StockRoom.Elsewhere),
            await _room.CountAsync(new(2026, 12, 7), 0, StockRoom.Elsewhere),
        ];

        tried.ShouldAllBe(t => t.Error == AccessErrors.NotFound);
        (await _house.ScalarAsync<long>("SELECT count(*) FROM stock_entries")).ShouldBe(0);
    }

    [Fact]
    public async Task View_FilteredAndPaged_ShowsTheLinesAskedFor()
    {
        await _room.ReceiveAsync(100);
        for (var i = 0; i < 30; i++)
        {
            await _room.WriteOffAsync(1);
        }

        _house.Time.Advance(TimeSpan.FromDays(1));
        await _room.TransferAsync(5);

        (await ViewAsync()).Lines[0].Movement.ShouldBe(StockMovement.Transferred, "newest first");
        var spoiled = await ViewAsync(new(House.Pulomerak, StockMovement.Spoiled, Skip: 25, Take: 25));
        (spoiled.Total, spoiled.Lines.Count).ShouldBe((30, 5));
        (await ViewAsync(new(House.Pulomerak, From: new(2026, 12, 8)))).Total.ShouldBe(1);
        (await ViewAsync(new(House.Pulomerak, Through: new(2026, 12, 7)))).Total.ShouldBe(31);
        (await ViewAsync()).Sums.ShouldBe(new StockSums(70, 0, 0, 0, 5, 0));
    }

    private async Task<StockView> ViewAsync(ViewStock.Query? query = null) =>
        (await _house.Get<ViewStock>().ExecuteAsync(query ?? new(House.Pulomerak), StockRoom.Supervisor, default)).Value;
}
