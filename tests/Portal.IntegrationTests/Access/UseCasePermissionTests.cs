using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure;
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

    public async Task InitializeAsync() => _house = await House.OpenAsync();

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
        return new Subject(application, appointment, booked.Register, booked.LinkCode, slots[^1].Start);
    }
}
