using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Persistence;
using Portal.IntegrationTests.Support;
using Portal.Tests;

namespace Portal.IntegrationTests.Notifications;

/// <summary>Whatever happens to nodes, database and provider: every message once, none lost, the urgent first, none at night.</summary>
public sealed class DeliveryTests : MessageFixture
{
    private const string ChildName = "portal-child-messages";

    [Fact]
    public async Task Drain_NodeIsTakenDownMeanwhile_EndsQuietly()
    {
        await WriteAsync(1);
        var (talks, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Twilio.BeforeAnswer = async _ =>
        {
            talks.TrySetResult();
            await goOn.Task;
        };
        var pump = House.Get<MessagePump>();
        var drained = pump.DrainAsync(default);
        await talks.Task;

        ((object)pump as IDisposable)?.Dispose();
        goOn.SetResult();

        (await drained).ShouldBe(1);
    }

    [Fact]
    public async Task Dispatch_TwoNodesFiftyTimesAtOnce_EveryMessageOnce()
    {
        await WriteAsync(60);
        await using var other = House.OtherNode();

        var handled = await House.FiftyAtOnceAsync(async i => i % 2 == 0 ? await DispatchAsync() : (await other.GetRequiredService<DispatchMessages>().ExecuteAsync(Actor.System, default)).Value);

        handled.Sum().ShouldBe(60);
        await ShouldHaveAllOnceAsync(60);
    }

    [Fact]
    public async Task Take_TwoNodesInTheSameMoment_NoMessageInTwoHandsWhileTheLeaseRuns()
    {
        await WriteAsync(6);
        await using var other = House.OtherNode();
        MessageClaims[] nodes = [House.Get<MessageClaims>(), other.GetRequiredService<MessageClaims>()];
        foreach (var node in nodes)
        {
            // What a node reads only once would let the other one go first.
            (await node.TakeAsync(0, default)).ShouldBeEmpty();
        }

        // Taking is slow, so that the second node looks while the first has not committed.
        await House.RunAsync("CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.3); RETURN NEW; END $$; CREATE TRIGGER slowly BEFORE UPDATE ON outbox_messages FOR EACH ROW EXECUTE FUNCTION slowly()");
        var taken = (await Task.WhenAll(nodes.Select(node => Task.Run(() => node.TakeAsync(6, default))))).SelectMany(t => t).Select(c => c.Message.Id).ToList();
        await House.RunAsync("DROP TRIGGER slowly ON outbox_messages");

        taken.ShouldBeUnique();
        taken.Count.ShouldBe(6);
        House.Time.Advance(MessageClaims.Lease - TimeSpan.FromSeconds(1));
        (await nodes[1].TakeAsync(6, default)).ShouldBeEmpty("what is in somebody's hands stays there as long as the lease");
        House.Time.Advance(TimeSpan.FromSeconds(1));
        (await nodes[1].TakeAsync(6, default)).Count.ShouldBe(6);
    }

    [Fact]
    public async Task Take_SomeInTheOtherNodesHands_TakesTheRestWithoutWaiting()
    {
        var ids = await WriteAsync(6);
        var theirs = ids.Take(3).ToArray();
        await using var db = House.Db();
        await using var hands = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT 1 FROM outbox_messages WHERE id = ANY ({theirs}) FOR UPDATE");

        var taken = await House.Get<MessageClaims>().TakeAsync(6, default).WaitAsync(TimeSpan.FromSeconds(10));

        taken.Select(c => c.Message.Id).ShouldBe(ids.Except(theirs), ignoreOrder: true);
    }

    [Fact]
    public async Task Dispatch_NodeDiedBetweenClaimAndMark_AnotherLooksUpFirst()
    {
        await WriteAsync(6);
        await using var dead = House.OtherNode();
        List<OutboxMessage> claimed = [.. (await dead.GetRequiredService<MessageClaims>().TakeAsync(6, default)).Select(c => c.Message)];
        foreach (var message in claimed.Take(3))
        {
            // It had sent three of its six when it died.
            await dead.GetRequiredService<IMessageSender>().SendAsync(dead.GetRequiredService<MessageComposer>().Open(message), default);
        }

        (await DispatchAsync()).ShouldBe(0);
        House.Time.Advance(MessageClaims.Lease);
        await DispatchAsync();

        Twilio.Questions.Count.ShouldBe(6);
        await ShouldHaveAllOnceAsync(6);
        (await StepsAsync(claimed[0].Id)).ShouldBe([(MessageState.MaybeSent, null), (MessageState.Accepted, null)]);
        (await StepsAsync(claimed[5].Id)).ShouldBe([(MessageState.MaybeSent, null), (MessageState.Pending, null), (MessageState.Accepted, null)]);
    }

    [Fact]
    public async Task Kill9_InTheMiddleOfAWave_EveryMessageOnce()
    {
        const int Wave = 200;
        await WriteAsync(Wave);
        for (var round = 1; round <= 2; round++)
        {
            var until = Twilio.Posts + 30 + (round * 17);
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Twilio.BeforePost = async n =>
            {
                if (n >= until)
                {
                    reached.TrySetResult();
                }

                await Task.Delay(2);
            };
            await DispatchUntilKilledAsync(reached.Task, House.Time.UtcNow);
            House.Time.Advance(MessageClaims.Lease);
        }

        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE state = 'Sending'")).ShouldBeGreaterThan(0, "it was killed with messages in hand");
        await DispatchAsync();

        await ShouldHaveAllOnceAsync(Wave);
        Twilio.Questions.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Dispatch_ProviderAwayForADay_EverythingGoesOutByUrgencyAndWhatIsLateIsDropped()
    {
        var ordinary = await WriteAsync(10);
        var appointments = await WriteAsync(5, MessageEvent.BookingConfirmed, first: 20);
        var codes = await WriteAsync(5, MessageEvent.OneTimeCode, first: 30);
        var news = await WriteAsync(5, MessageEvent.Corrected, first: 40);
        Twilio.Does = _ => (Deed.TooFast, 0);
        for (var hour = 0; hour < 24; hour++)
        {
            await DispatchAsync();
            House.Time.Advance(TimeSpan.FromHours(1));
        }

        Twilio.Posts.ShouldBeLessThan(60, "a line that is down is not stormed");
        Twilio.Does = _ => (Deed.Take, 0);
        var fresh = await WriteAsync(2, MessageEvent.OneTimeCode, first: 50);
        // One at a time: of several that talk at once, one may overtake its neighbour.
        var patient = House.Join(House.ConnectionString, Twilio.Options() with { Parallel = 1 });
        patient.Time.UtcNow = House.Time.UtcNow;
        await patient.Get<DispatchMessages>().ExecuteAsync(Actor.System, default);

        foreach (var late in codes.Concat(appointments))
        {
            (await ReadAsync(late)).State.ShouldBe(MessageState.Expired);
        }

        await ShouldHaveAllOnceAsync(17);
        var order = Twilio.Taken.Select(t => fresh.Contains(t.Message) ? 0 : news.Contains(t.Message) ? 1 : ordinary.Contains(t.Message) ? 2 : 9).ToList();
        order.ShouldBe(order.Order());
    }

    [Theory]
    [InlineData("36.72.03", 13, 0)]
    [InlineData("64.72.04", 12, 23)]
    [InlineData("92.02.01", 11, 22)]
    public async Task Dispatch_AtNightByTheOfficesClock_SendsCodesOnly(string office, int duskUtc, int dawnUtc)
    {
        var code = OfficeCode.Parse(office).Value;
        await EnsureOfficeAsync(code);
        var day = House.Time.UtcNow.Date;
        House.Time.UtcNow = new DateTimeOffset(day.AddHours(duskUtc), TimeSpan.Zero);
        var card = (await WriteAsync(1, office: code))[0];
        var secret = (await WriteAsync(1, MessageEvent.OneTimeCode, first: 1, office: code))[0];

        await DispatchAsync();
        (await ReadAsync(secret)).State.ShouldBe(MessageState.Accepted);
        House.Time.UtcNow = new DateTimeOffset(day.AddDays(dawnUtc == 0 ? 1 : 0).AddHours(dawnUtc).AddSeconds(-1), TimeSpan.Zero);
        await DispatchAsync();
        (await ReadAsync(card)).State.ShouldBe(MessageState.Pending);
        House.Time.Advance(TimeSpan.FromSeconds(1));
        await DispatchAsync();

        (await ReadAsync(card)).State.ShouldBe(MessageState.Accepted);
    }

    [Fact]
    public async Task FallBack_WhatsAppNotDeliveredInTime_WritesOneSmsAndLeavesTheOriginal()
    {
        await MapAsync(MessageEvent.CardReady);
        await MapAsync(MessageEvent.OneTimeCode);
        var card = (await WriteAsync(1, channel: Channel.WhatsApp))[0];
        var code = (await WriteAsync(1, MessageEvent.OneTimeCode, Channel.WhatsApp, first: 1))[0];
        await DispatchAsync();

        House.Time.Advance(TimeSpan.FromMinutes(1));
        (await FallBackAsync()).ShouldBe(1);
        (await SmsInPlaceOfAsync(code)).ShouldNotBeNull();
        House.Time.Advance(TimeSpan.FromMinutes(119));
        (await FallBackAsync()).ShouldBe(1);
        (await FallBackAsync()).ShouldBe(0);
        await DispatchAsync();

        (await ReadAsync(card)).State.ShouldBe(MessageState.Accepted);
        (await SmsInPlaceOfAsync(card))!.State.ShouldBe(MessageState.Accepted);
    }

    private async Task<int> FallBackAsync() => (await House.Get<FallBackToSms>().ExecuteAsync(Actor.System, default)).Value;

    private async Task EnsureOfficeAsync(OfficeCode code)
    {
        // The seed has no office in the east: one of the five moves there for this test.
        if (await House.ScalarAsync<long>($"SELECT count(*) FROM offices WHERE code = '{code}'") == 0)
        {
            await House.RunAsync($"INSERT INTO offices SELECT '{code}', name, regency, 'Asia/Jayapura', rules FROM offices WHERE code = '36.72.03'");
            await House.RunAsync($"INSERT INTO villages (code, office_code, name, kind) VALUES ('{code}.1001', '{code}', 'Uji', 'Kelurahan')");
            await House.RunAsync($"INSERT INTO service_points SELECT (jsonb_populate_record(NULL::service_points, to_jsonb(p) || '{{\"id\": \"{Guid.NewGuid()}\", \"office_code\": \"{code}\"}}')).* FROM service_points p WHERE office_code = '36.72.03' LIMIT 1");
        }
    }

    private async Task ShouldHaveAllOnceAsync(int count)
    {
        Twilio.Faults.ShouldBeEmpty();
        Twilio.Taken.Select(t => t.Message).ShouldBeUnique();
        Twilio.Taken.Count.ShouldBe(count);
        (await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE state = 'Accepted'")).ShouldBe(count);
        (await House.ScalarAsync<long>("SELECT count(*) FROM message_steps WHERE state = 'Accepted'")).ShouldBe(count);
    }

    private async Task DispatchUntilKilledAsync(Task reached, DateTimeOffset now)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(DeliveryTests).Assembly.Location, "messages", $"{House.ConnectionString};Application Name={ChildName}", Twilio.Address.ToString(), now.ToString("O")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var child = Process.Start(start)!;
        try
        {
            await Task.WhenAny(reached, child.WaitForExitAsync()).WaitAsync(TimeSpan.FromMinutes(2));
            if (child.HasExited)
            {
                throw new InvalidOperationException("The child ended by itself: " + await child.StandardError.ReadToEndAsync());
            }
        }
        finally
        {
            // SIGKILL: no handler runs, no connection is closed.
            child.Kill();
            await child.WaitForExitAsync();
        }

        while (await House.ScalarAsync<long>($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{ChildName}' AND datname = current_database()") > 0)
        {
            await Task.Delay(20);
        }
    }
}

/// <summary>The database restarts in the middle of a wave.</summary>
public sealed class DatabaseAwayDeliveryTests : MessageFixture
{
    protected override TimeProvider? Runs { get; } = new RunningTimeProvider();

    [Fact]
    public async Task Dispatch_DatabaseGoesAndComesBackInTheMiddle_EveryMessageOnce()
    {
        const int Wave = 200;
        await WriteAsync(Wave);
        List<string> before = [];
        Twilio.BeforePost = n =>
        {
            if (n != 60)
            {
                return Task.CompletedTask;
            }

            before.AddRange(Twilio.Taken.Select(t => t.To));
            return RestartDatabaseAsync();
        };

        for (var sent = 0L; sent < Wave; sent = await House.ScalarAsync<long>("SELECT count(*) FROM outbox_messages WHERE state = 'Accepted'"))
        {
            try
            {
                await DispatchAsync();
            }
            catch (Exception away) when (DatabaseAway.IsTheReason(away))
            {
                // The job comes again in five seconds; the test does at once.
            }
        }

        Twilio.Taken.Select(t => t.Message).ShouldBeUnique();
        Twilio.Taken.Count.ShouldBe(Wave);
        Twilio.Questions.Intersect(before).ShouldBeEmpty("what was sent before the database went is noted when it is back");
    }

    [Fact]
    public async Task Listener_MessageWritten_SendsItWithoutAJobAlsoAfterItsLineWasCut()
    {
        using var listener = ActivatorUtilities.CreateInstance<MessageListener>(House.Get<IServiceProvider>());
        await listener.StartAsync(default);
        foreach (var person in new[] { 1, 2 })
        {
            var came = new TaskCompletionSource();
            Twilio.BeforeAnswer = _ => Task.FromResult(came.TrySetResult());
            while (await House.ScalarAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'") == 0)
            {
                await Task.Delay(20);
            }

            await WriteAsync(1, first: person);
            await came.Task.WaitAsync(TimeSpan.FromSeconds(30));
            await House.RunAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()");
        }

        await listener.StopAsync(default);
        Twilio.Taken.Select(t => t.Message).ShouldBeUnique();
    }

    private async Task RestartDatabaseAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(House.ConnectionString).Database;
        await TestPostgres.ExecuteAsync($"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS false");
        await TestPostgres.ExecuteAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        _ = Task.Run(async () =>
        {
            await Task.Delay(300);
            await TestPostgres.ExecuteAsync($"ALTER DATABASE \"{name}\" ALLOW_CONNECTIONS true");
        });
    }
}
