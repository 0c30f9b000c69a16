using Portal.Core.Applications;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Infrastructure.Booking;
using Portal.IntegrationTests.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Applications;

public sealed class QueueTests : DeskFixture
{
    [Fact]
    public async Task View_Dossiers_ShowsWhoIsHereByArrivalAndTheRestApart()
    {
        var (first, firstVisit) = await BookTodayAsync(House.Person(1));
        // Registered before the second, and here after them: it is the arrival that counts.
        House.Time.Advance(TimeSpan.FromMinutes(1));
        var (second, secondVisit) = await BookTodayAsync(House.Person(2));
        var (third, _) = await BookTodayAsync(House.Person(3));
        await ArriveAsync(secondVisit.Id);
        House.Time.UtcNow = House.Time.UtcNow.AddMinutes(5);
        await ArriveAsync(firstVisit.Id);

        (await RegistersAsync(new(House.Pulomerak, WorkStage.Dossier))).ShouldBe([second.Register, first.Register]);
        var away = await ViewAsync(new(House.Pulomerak, WorkStage.Dossier, Away: true));
        away.Rows.ShouldHaveSingleItem().Register.ShouldBe(third.Register);
        (away.Rows[0].Age, away.Rows[0].Visit).ShouldBe((null, third.Start));

        var counts = (await House.Get<CountQueues>().ExecuteAsync(new(House.Pulomerak), Registrar, Never)).Value;
        (counts.ToDo(WorkStage.Dossier), counts.Away(WorkStage.Dossier), counts.All(WorkStage.Recording)).ShouldBe((2, 1, 0));
    }

    [Fact]
    public async Task View_LaterStage_IsOldestFirstInPages()
    {
        var registers = await StandingAtAsync("Recorded", 5);

        (await RegistersAsync(new(House.Pulomerak, WorkStage.SecondCheck, Take: 2))).ShouldBe(registers[..2]);
        (await RegistersAsync(new(House.Pulomerak, WorkStage.SecondCheck, Skip: 2, Take: 2))).ShouldBe(registers[2..4]);
        (await RegistersAsync(new(House.Pulomerak, WorkStage.SecondCheck, Skip: 4, Take: 2))).ShouldBe(registers[4..]);
        (await ViewAsync(new(House.Pulomerak, WorkStage.SecondCheck, Take: 2))).Total.ShouldBe(5);
    }

    [Fact]
    public async Task View_StageOfTwoStates_MixesThemByAge()
    {
        var registers = await StandingAtAsync("DuplicateFound", 3);
        await House.RunAsync($"UPDATE applications SET state = 'CentreFailed' WHERE register = '{registers[1]}'");

        (await RegistersAsync(new(House.Pulomerak, WorkStage.Problem, Take: 2))).ShouldBe(registers[..2]);
        (await RegistersAsync(new(House.Pulomerak, WorkStage.Problem, Skip: 1, Take: 2))).ShouldBe(registers[1..]);
        (await ViewAsync(new(House.Pulomerak, WorkStage.Problem))).Total.ShouldBe(3);
    }

    [Fact]
    public async Task View_Filtered_ShowsOnlyWhatMatches()
    {
        var registers = await StandingAtAsync("Recorded", 4);
        await House.RunAsync($"UPDATE applications SET village_code = '36.72.03.1003', service = 'Lost', name = 'Ratna Ibarat', name_search = 'ratna ibarat' WHERE register = '{registers[2]}'");
        // Wednesday noon; the promise is one working day.
        House.Time.UtcNow = new DateTimeOffset(2026, 12, 9, 12, 0, 0, TimeSpan.FromHours(7));
        foreach (var (register, since) in registers.Zip(["2026-12-07 03:00", "2026-12-08 03:00", "2026-12-09 03:00", "2026-12-09 04:00"]))
        {
            await House.RunAsync($"UPDATE applications SET state_since = '{since}+00' WHERE register = '{register}'");
        }

        var all = new ViewQueue.Query(House.Pulomerak, WorkStage.SecondCheck);

        (await RegistersAsync(all with { Village = VillageCode.Parse("36.72.03.1003").Value })).ShouldBe([registers[2]]);
        (await RegistersAsync(all with { Service = ServiceSlug.Lost })).ShouldBe([registers[2]]);
        (await RegistersAsync(all with { Search = "Ibarat" })).ShouldBe([registers[2]]);
        (await RegistersAsync(all with { Search = House.Person(4).Nik })).ShouldBe([registers[3]]);
        (await RegistersAsync(all with { Search = "%" })).Count.ShouldBe(4, "a sign of the pattern is no pattern");
        (await RegistersAsync(all with { Tone = AgeTone.Red })).ShouldBe([registers[0]]);
        (await RegistersAsync(all with { Tone = AgeTone.Amber })).ShouldBe([registers[1]]);
        (await RegistersAsync(all with { Tone = AgeTone.Green })).ShouldBe(registers[2..]);
        (await ViewAsync(all)).Rows[0].Age!.Value.Over.ShouldBe(1);
    }

    [Fact]
    public async Task Count_MoreThanAnybodyCounts_StopsCounting()
    {
        await BookTodayAsync(House.Person(1));
        await House.RunAsync(
            """
            CREATE TEMP TABLE copies AS SELECT a.* FROM applications a, generate_series(1, 1100);
            ALTER TABLE copies ADD n bigserial;
            UPDATE copies SET id = gen_random_uuid(), register = '1' || lpad(n::text, 9, '0'), link_hash = decode(md5(n::text), 'hex'), nik_hash = decode(md5(n::text), 'hex'), state = 'Recorded';
            ALTER TABLE copies DROP n;
            INSERT INTO applications SELECT * FROM copies;
            """);

        var counts = (await House.Get<CountQueues>().ExecuteAsync(new(House.Pulomerak), Registrar, Never)).Value;
        counts.ToDo(WorkStage.SecondCheck).ShouldBe(QueueCounts.Most + 1);
        (await ViewAsync(new(House.Pulomerak, WorkStage.SecondCheck, Take: 0))).Total.ShouldBe(QueueCounts.Most + 1);
    }

    [Fact]
    public async Task View_ByOthers_IsRefused()
    {
        var view = House.Get<ViewQueue>();
        (await view.ExecuteAsync(new(House.Pulomerak, WorkStage.Dossier), Elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
        (await view.ExecuteAsync(new(House.Pulomerak, WorkStage.Dossier), Admin, Never)).Error.ShouldBe(AccessErrors.Forbidden);
        (await House.Get<CountQueues>().ExecuteAsync(new(House.Pulomerak), Elsewhere, Never)).Error.ShouldBe(AccessErrors.NotFound);
    }

    // Put there in the database: how an application gets to a stage is not what these tests are about.
    private async Task<RegisterNumber[]> StandingAtAsync(string state, int count)
    {
        List<RegisterNumber> registers = [];
        for (var i = 1; i <= count; i++)
        {
            registers.Add((await BookTodayAsync(House.Person(i))).Booked.Register);
            await House.RunAsync($"UPDATE applications SET state = '{state}', state_since = state_since + interval '{i} minutes' WHERE register = '{registers[^1]}'");
        }

        return [.. registers];
    }

    private async Task ArriveAsync(Guid appointment) =>
        (await House.Get<CheckIn>().ExecuteAsync(CheckIn.Command.Of(new(appointment, null, Guid.NewGuid())), Registrar, Never)).Succeeded.ShouldBeTrue();

    private async Task<QueueView> ViewAsync(ViewQueue.Query query) => (await House.Get<ViewQueue>().ExecuteAsync(query, Registrar, Never)).Value;

    private async Task<IReadOnlyList<RegisterNumber>> RegistersAsync(ViewQueue.Query query) => [.. (await ViewAsync(query)).Rows.Select(r => r.Register)];
}
