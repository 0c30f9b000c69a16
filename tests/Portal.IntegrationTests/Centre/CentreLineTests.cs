using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Centre;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Centre;

/// <summary>Batches over a real HTTP line that is down, slow, broken or forgetful.</summary>
public sealed class CentreLineTests : DeskFixture, IAsyncLifetime
{
    private StandInCentre _centre = null!;
    private HttpCentreLine _line = null!;

    private Actor Operator { get; } = Somebody(StaffRole.Operator, House.Pulomerak);

    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        _centre = await StandInCentre.StartAsync();
        _line = _centre.Line();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        _line.Dispose();
        await _centre.DisposeAsync();
        await DisposeAsync();
    }

    [Fact]
    public async Task Send_LineFine_SendsOnceAndMovesEveryRecord()
    {
        var batch = await MakeAsync(3);

        (await SendAsync()).ShouldBe(1);
        (await SendAsync()).ShouldBe(0);

        _centre.Posts.Count.ShouldBe(1);
        _centre.Headers.Single().ShouldBe($"{batch} Bearer rahasia-uji");
        ((string)_centre.Posts.Single()["office"]!).ShouldBe("36.72.03");
        (await StatesAsync()).ShouldAllBe(s => s == ApplicationState.SentToCentre);
        var row = await BatchAsync(batch);
        row.SentAt.ShouldNotBeNull();
        row.LastProblem.ShouldBeNull();
        (await TrailAsync(batch)).ShouldBe(["centre.batch_made", "centre.batch_sent"]);
    }

    [Fact]
    public async Task Send_LineDown_WaitsLongerEachTimeAndCatchesUp()
    {
        var batch = await MakeAsync(2);
        using var nowhere = new HttpCentreLine(new CentreOptions { BaseUrl = new Uri("http://127.0.0.1:9/"), Patience = StandInCentre.Patience });

        List<double> waits = [];
        for (var i = 0; i < 7; i++)
        {
            (await SendAsync(nowhere)).ShouldBe(0);
            var row = await BatchAsync(batch);
            row.LastProblem.ShouldBe("line_down");
            row.Tries.ShouldBe(i + 1);
            waits.Add((row.NextTryAt!.Value - House.Time.GetUtcNow()).TotalMinutes);
            (await SendAsync(nowhere)).ShouldBe(0, "it is not due yet");
            House.Time.UtcNow = row.NextTryAt.Value;
        }

        waits.ShouldBe([1, 2, 4, 8, 16, 30, 30]);
        (await StatesAsync()).ShouldAllBe(s => s == ApplicationState.Verified);
        (await SendAsync()).ShouldBe(1);
        _centre.Questions.ShouldBeEmpty("nothing can have arrived");
        (await TrailAsync(batch)).Count(v => v == "centre.batch_failed").ShouldBe(1);
    }

    [Theory]
    [InlineData(Mood.Slow, "line_unclear")]
    [InlineData(Mood.BreaksAfter, "line_trouble")]
    public async Task Send_ArrivedButUnanswered_AsksAndDoesNotSendAgain(Mood mood, string problem)
    {
        var batch = await MakeAsync(2);
        _centre.Mood = mood;
        using var impatient = _centre.Line(StandInCentre.Patience);
        (await SendAsync(impatient)).ShouldBe(0);
        (await BatchAsync(batch)).LastProblem.ShouldBe(problem);

        _centre.Mood = Mood.Fine;
        House.Time.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync()).ShouldBe(1);

        _centre.Posts.Count.ShouldBe(1);
        _centre.Questions.ShouldBe([batch.ToString()]);
        (await StatesAsync()).ShouldAllBe(s => s == ApplicationState.SentToCentre);
    }

    [Fact]
    public async Task Send_BrokeBeforeItArrived_AsksAndSendsAgain()
    {
        var batch = await MakeAsync(2);
        _centre.Mood = Mood.BreaksBefore;
        await SendAsync();
        House.Time.Advance(TimeSpan.FromMinutes(1));
        await SendAsync();
        (await BatchAsync(batch)).Tries.ShouldBe(2);
        _centre.Posts.Count.ShouldBe(1, "while nobody can be asked, nothing is sent a second time");

        _centre.Mood = Mood.Fine;
        House.Time.Advance(TimeSpan.FromMinutes(5));
        (await SendAsync()).ShouldBe(1);
        _centre.Posts.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(Mood.Refuses, "line_refused")]
    [InlineData(Mood.TalksNonsense, "line_unclear")]
    public async Task Send_Refused_KeepsTheBatchAndSaysWhy(Mood mood, string problem)
    {
        var batch = await MakeAsync(1);
        _centre.Mood = mood;

        (await SendAsync()).ShouldBe(0);

        var row = await BatchAsync(batch);
        (row.SentAt, row.LastProblem).ShouldBe((null, problem));
    }

    [Fact]
    public async Task Send_OneRecordNotAccepted_WaitsForAnotherBatch()
    {
        await MakeAsync(3);
        _centre.Mood = Mood.TakesAllButOne;

        (await SendAsync()).ShouldBe(1);

        (await StatesAsync()).Order().ShouldBe([ApplicationState.Verified, ApplicationState.SentToCentre, ApplicationState.SentToCentre]);
        var view = (await House.Get<ViewCentre>().ExecuteAsync(new(House.Pulomerak), Operator, Never)).Value;
        view.Ready.Count.ShouldBe(1);
        view.Sent.Single().LeftOut.ShouldBe(1);
    }

    [Fact]
    public async Task Send_CancelledMeanwhile_IsLeftOutAndTold()
    {
        var batch = await MakeAsync(3);
        await using (var db = House.Db())
        {
            var one = await db.Applications.FirstAsync();
            one.Cancel(Operator, House.Time.GetUtcNow());
            await db.SaveChangesAsync();
        }

        (await House.Get<ViewCentre>().ExecuteAsync(new(House.Pulomerak), Operator, Never)).Value.Waiting.Single().LeftOut.ShouldBe(1);
        (await SendAsync()).ShouldBe(1);

        _centre.Posts.Single()["records"]!.AsArray().Count.ShouldBe(2);
        var sheet = (await House.Get<ViewCentreBatch>().ExecuteAsync(new(batch), Operator, Never)).Value;
        (sheet.Batch.LeftOut, sheet.Records.Count(r => r.LeftOut)).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Send_TwoNodesAtOnce_PostEachBatchOnce()
    {
        await House.AddAsync(ApplicationState.Verified, 1, 12);
        var make = Make();
        foreach (var register in (await House.Get<ViewCentre>().ExecuteAsync(new(House.Pulomerak), Operator, Never)).Value.Ready.Select(r => r.Register).ToList())
        {
            (await make.ExecuteAsync(new(House.Pulomerak, [register], Guid.NewGuid()), Operator, Never)).Succeeded.ShouldBeTrue();
        }

        await using var other = House.OtherNode();
        var sent = await Task.WhenAll(SendAsync(), SendAsync(node: other), SendAsync(), SendAsync(node: other));

        sent.Sum().ShouldBe(12);
        _centre.Posts.Count.ShouldBe(12);
        _centre.Batches.Count.ShouldBe(12);
    }

    [Fact]
    public async Task Send_NodeDiedWhileSending_TheOtherAsksAfterTheLease()
    {
        var batch = await MakeAsync(2);
        _centre.Mood = Mood.Slow;
        using (var dies = new CancellationTokenSource(TimeSpan.FromSeconds(2)))
        {
            await Should.ThrowAsync<OperationCanceledException>(() => Sender(_line, null).ExecuteAsync(Actor.System, dies.Token));
        }

        _centre.Mood = Mood.Fine;
        (await SendAsync()).ShouldBe(0, "the lease still runs");
        House.Time.Advance(TimeSpan.FromMinutes(5));
        (await SendAsync()).ShouldBe(1);

        _centre.Posts.Count.ShouldBe(1);
        _centre.Questions.ShouldBe([batch.ToString()]);
    }

    [Fact]
    public async Task Send_NotedByHandMeanwhile_StaysNoted()
    {
        var batch = await MakeAsync(2);
        var version = (await BatchAsync(batch)).Version;
        (await House.Get<MarkBatchSent>().ExecuteAsync(new(batch, version, Guid.NewGuid()), Operator, Never)).Value.Records.ShouldBe(2);

        (await SendAsync()).ShouldBe(0);

        _centre.Posts.ShouldBeEmpty();
    }

    private async Task<Guid> MakeAsync(int records)
    {
        await House.AddAsync(ApplicationState.Verified, 1, records);
        return (await Make().ExecuteAsync(new(House.Pulomerak, null, Guid.NewGuid()), Operator, Never)).Value.Id;
    }

    private MakeCentreBatch Make() => new(House.Get<IDbContextFactory<PortalDbContext>>(), House.Get<OfficeDirectory>(), _line, House.Time);

    private async Task<int> SendAsync(ICentreLine? line = null, IServiceProvider? node = null) => (await Sender(line ?? _line, node).ExecuteAsync(Actor.System, Never)).Value;

    private SendCentreBatches Sender(ICentreLine line, IServiceProvider? node) => new(
        node?.GetRequiredService<IDbContextFactory<PortalDbContext>>() ?? House.Get<IDbContextFactory<PortalDbContext>>(), House.Get<CentreDelivery>(), line, House.Time, NullLogger<SendCentreBatches>.Instance);

    private async Task<CentreBatch> BatchAsync(Guid id)
    {
        await using var db = House.Db();
        return await db.CentreBatches.SingleAsync(b => b.Id == id);
    }

    private async Task<List<ApplicationState>> StatesAsync()
    {
        await using var db = House.Db();
        return await db.Applications.OrderBy(a => a.Id).Select(a => a.State).ToListAsync();
    }
}
