using System.Globalization;
using Portal.Core.Offices;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Audit;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Printing;
using Portal.IntegrationTests.Notifications;

namespace Portal.IntegrationTests.Support;

/// <summary>
/// The tests' own second process, to be killed: <c>dotnet Portal.IntegrationTests.dll print CONNECTION</c> prints batch after batch on a
/// test's database with the product's use cases, a line for every step, until somebody kills it; <c>messages CONNECTION TWILIO NOW</c> sends messages, <c>seal CONNECTION</c> writes and seals events.
/// </summary>
internal static class ChildProgram
{
    private const int BatchSize = 7;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is ["messages", var database, var twilio, var now])
        {
            return await DispatchAsync(database, new Uri(twilio), DateTimeOffset.Parse(now, CultureInfo.InvariantCulture));
        }

        if (arguments is ["seal", var trail])
        {
            return await SealAsync(trail);
        }

        if (arguments is not ["print", var connection])
        {
            await Console.Error.WriteLineAsync("This program only helps the tests; run them with ./portal test.");
            return 2;
        }

        var house = House.Join(connection);
        var printer = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.PrintOperator, Scope.Of(House.Pulomerak))]);
        for (var turn = 0; ; turn++)
        {
            var batch = (await house.Get<StartPrintBatch>().ExecuteAsync(new(House.Pulomerak, BatchSize, Guid.NewGuid()), printer, default)).Value;
            Console.WriteLine($"batch {batch.Number}");
            foreach (var job in (await house.Get<ViewPrintBatch>().ExecuteAsync(new(batch.Id), printer, default)).Value.Jobs)
            {
                var step = new StepCommand(job.Register, null, Guid.NewGuid());
                var done = ((turn + job.Position) % 4) switch
                {
                    0 => await house.Get<SpoilPrintJob>().ExecuteAsync(new(step, [new OfficeRules().SpoilReasons[0]], null), printer, default),
                    1 => await house.Get<StopPrintJob>().ExecuteAsync(step, printer, default),
                    _ => await house.Get<FinishPrintJob>().ExecuteAsync(new(step), printer, default),
                };
                Console.WriteLine($"step {done.Succeeded}");
            }
        }
    }

    // Events are sealed in small and large helpings, so that a kill falls into the middle of either.
    private static async Task<int> SealAsync(string connection)
    {
        var house = House.Join(connection);
        for (var turn = 0; ; turn++)
        {
            await house.RunAsync($"INSERT INTO audit_events (at, verb, actor_kind, office_code) SELECT now(), 'stock.received', 'System', CASE n % 2 WHEN 0 THEN '36.72.03' END FROM generate_series(1, {(turn % 4 == 3 ? 3_000 : 40)}) n");
            Console.WriteLine($"written {turn}");
            await house.Get<SealAuditTrail>().ExecuteAsync(Actor.System, default);
            Console.WriteLine($"sealed {turn}");
        }
    }

    private static async Task<int> DispatchAsync(string connection, Uri twilio, DateTimeOffset now)
    {
        var house = House.Join(connection, StandInTwilio.OptionsFor(twilio));
        house.Time.UtcNow = now;
        while (true)
        {
            await house.Get<DispatchMessages>().ExecuteAsync(Actor.System, default);
            await Task.Delay(20);
        }
    }
}
