using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Printing;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure;
using Portal.Infrastructure.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Access;

/// <summary>
/// Every use case × every role × own office, other office, stranger, against the one table. Whoever does not hold the
/// permission is told so; whoever holds it elsewhere is told that the record does not exist; whoever holds it here is
/// told neither.
/// </summary>
public sealed class UseCasePermissionTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync()
    {
        _house = await House.OpenAsync();
        // Every act that succeeds needs a fresh application, each with a place: more than an ordinary fortnight has.
        await _house.RunAsync("UPDATE service_points SET slots = jsonb_set(slots, '{stations}', '100')");
        await _house.RunAsync(
            $"""
            INSERT INTO stock_corrections (id, office_code, change, reason, proposed_at) VALUES ('{UseCaseSamples.StockRecord}', '36.72.03', 1, 'uji', '2026-12-07Z');
            INSERT INTO stock_requests (id, office_code, quantity, local_day, asked_at, state, changed_at) VALUES ('{UseCaseSamples.StockRecord}', '36.72.03', 1, '2026-12-07', '2026-12-07Z', 'Sent', '2026-12-07Z');
            """);
    }

    public async Task DisposeAsync() => await _house.DisposeAsync();

    public static IEnumerable<Type> UseCases => typeof(IUseCase).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false } && t.IsAssignableTo(typeof(IUseCase)));

    [Fact]
    public void Samples_EveryUseCase_HasOne() => UseCases.Where(t => !UseCaseSamples.All.ContainsKey(t)).Select(t => t.Name).ShouldBeEmpty();

    [Fact]
    public async Task Execute_EveryUseCaseByEveryActor_AnswersAsTheTableSays()
    {
        List<string> faults = [];
        var person = 0;
        foreach (var (useCase, (reach, input)) in UseCaseSamples.All)
        {
            var permission = PermissionOf(useCase);
            var subject = await SubjectAsync(++person);
            foreach (var (name, actor, holder, here) in UseCaseSamples.Actors(subject))
            {
                var holds = holder != Holders.None && PermissionTable.HoldersOf(permission).HasFlag(holder);
                if (holds && here && holder is Holders.System)
                {
                    // Jobs run for real elsewhere; here it is enough that nobody else may.
                    continue;
                }

                var code = await FirstErrorAsync(useCase, input(subject), actor);
                var right = (holds, here, reach) switch
                {
                    (false, _, _) => code == "forbidden",
                    (true, false, Reach.Record) => code == "not_found",
                    (true, _, Reach.Installation) when actor.Assignments.All(a => a.Scope != Scope.Installation) => code == "forbidden",
                    (true, _, _) => code is not ("forbidden" or "not_found"),
                };
                if (!right)
                {
                    faults.Add($"{useCase.Name} by {name}: {code ?? "done"}");
                }

                if (code is null && reach == Reach.Record)
                {
                    // It worked, so the record has moved on; the next actor gets a fresh one.
                    subject = await SubjectAsync(++person);
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    private static Permission PermissionOf(Type useCase) =>
        (Permission)useCase.GetProperty(nameof(IUseCase.Permission))!.GetValue(null)!;

    private async Task<string?> FirstErrorAsync(Type useCase, object? input, Actor actor)
    {
        var instance = _house.Get(useCase);
        var execute = useCase.GetMethod("ExecuteAsync")!;
        var task = (Task)execute.Invoke(instance, input is null ? [actor, CancellationToken.None] : [input, actor, CancellationToken.None])!;
        await task;
        dynamic result = ((dynamic)task).Result;
        return result.Succeeded ? null : (string)result.Error.Code;
    }

    private async Task<Subject> SubjectAsync(int person)
    {
        var slots = await _house.SlotsAsync();
        var slot = slots.Where(s => s.Free > 0).Skip(1).First();
        var booked = (await _house.BookAsync(House.Person(person), slot.Start)).Value;
        var application = await _house.ApplicationIdAsync(booked.Register);
        var appointment = await _house.ScalarAsync<Guid>($"SELECT id FROM appointments WHERE application_id = '{application}'");
        return new Subject(application, appointment, booked.Register, booked.LinkCode, slots[^1].Start) { Message = await _house.ScalarAsync<Guid>($"SELECT id FROM outbox_messages WHERE application_id = '{application}'"), PrintBatch = await BatchAsync(person), CentreBatch = await CentreBatchAsync(person), Bundle = await BundleAsync(), Broadcast = await BroadcastAsync(), LoneAct = await LoneActAsync(), Staff = await StaffAsync(person) };
    }

    private async Task<Guid> BundleAsync()
    {
        await using var db = _house.Db();
        var bundle = new Bundle(Guid.NewGuid(), House.Pulomerak, null, new DateOnly(2026, 12, 7), Actor.System, _house.Time.GetUtcNow());
        db.Bundles.Add(bundle);
        await db.SaveChangesAsync();
        return bundle.Id;
    }

    private async Task<Guid> BroadcastAsync()
    {
        await using var db = _house.Db();
        var broadcast = Broadcast.Propose(Guid.NewGuid(), House.Pulomerak, new(BroadcastStage.AllOpen, null, null, []), "Kantor tutup besok.", null, Actor.System, _house.Time.GetUtcNow());
        db.Broadcasts.Add(broadcast);
        await db.SaveChangesAsync();
        return broadcast.Id;
    }

    private async Task<Guid> LoneActAsync()
    {
        await using var db = _house.Db();
        var act = new LoneAct(Guid.NewGuid(), House.Pulomerak, "application.data_confirmed", Guid.NewGuid(), "alasan uji", new DateOnly(2026, 12, 8), Actor.Staff(Guid.NewGuid(), []), _house.Time.GetUtcNow());
        db.LoneActs.Add(act);
        await db.SaveChangesAsync();
        return act.Id;
    }

    private async Task<Guid> StaffAsync(int number)
    {
        var created = await _house.Get<CreateStaff>().ExecuteAsync(new($"operator{number}", "Petugas Uji", [new RoleAssignment(StaffRole.Operator, Scope.Of(House.Pulomerak))]), Actor.System, CancellationToken.None);
        return created.Value.Id;
    }

    private async Task<Guid> BatchAsync(int number)
    {
        await using var db = _house.Db();
        var batch = new PrintBatch(Guid.NewGuid(), House.Pulomerak, number, new DateOnly(2026, 12, 7), Actor.System, _house.Time.GetUtcNow());
        db.PrintBatches.Add(batch);
        await db.SaveChangesAsync();
        return batch.Id;
    }

    private async Task<Guid> CentreBatchAsync(int number)
    {
        await using var db = _house.Db();
        var batch = new CentreBatch(Guid.NewGuid(), House.Pulomerak, number, 1, new DateOnly(2026, 12, 7), Actor.System, _house.Time.GetUtcNow());
        db.CentreBatches.Add(batch);
        db.ImportRuns.Add(new ImportRun(batch.Id, House.Pulomerak, ImportKind.Backlog, [], 1, 1, Actor.System, _house.Time.GetUtcNow()));
        db.PaperBlocks.Add(new PaperBlock(batch.Id, House.Pulomerak, [], 1, Actor.System, _house.Time.GetUtcNow()));
        await db.SaveChangesAsync();
        return batch.Id;
    }
}
