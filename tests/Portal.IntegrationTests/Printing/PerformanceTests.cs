using Portal.Core.Printing;
using Portal.Core.Reports;
using Portal.Core.Shared;
using Portal.Infrastructure.Privacy;
using Portal.Infrastructure.Reports;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Printing;

/// <summary>What an office publishes about itself is counted from its records, office by office.</summary>
public sealed class PerformanceTests : IAsyncLifetime
{
    private House _house = null!;

    public async Task InitializeAsync() => _house = await House.OpenAsync();

    public async Task DisposeAsync() => await _house.DisposeAsync();

    [Fact]
    public async Task View_OfficeWithoutRecords_HasNoFigures()
    {
        var figures = await ViewAsync(House.Pulomerak);

        (figures.Promises.KeptPercent, figures.MedianDays, figures.Recording.MedianMinutes, figures.Lone.All).ShouldBe((null, null, null, 0));
    }

    [Fact]
    public async Task View_KeptEarlyLateAndOverdue_AreCountedOfThisOfficeOnly()
    {
        var day = new DateOnly(2026, 12, 1);
        (DateOnly From, DateOnly Through, DateOnly? Ready)[] promises =
        [
            (day, day.AddDays(4), day), (day, day.AddDays(4), day.AddDays(4)), (day, day.AddDays(4), day.AddDays(-1)), (day, day.AddDays(4), day.AddDays(5)),
            (day, day.AddDays(5), null), (day, day.AddDays(6), null), (day.AddYears(-1), day.AddYears(-1), day.AddYears(-1)),
        ];
        await using (var db = _house.Db())
        {
            var person = 0;
            foreach (var office in new[] { House.Pulomerak, OfficeCode.Parse("64.72.04").Value })
            {
                foreach (var (from, through, ready) in promises.Take(office == House.Pulomerak ? 7 : 1))
                {
                    var card = await db.AddCardAsync(_house.Get<KeyRing>(), _house.Get<PersonalDataVault>(), office, ++person, new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero));
                    var promise = new CardPromise { ApplicationId = card.Id, OfficeCode = office }.Renew(new PromisedRange(from, through, PromiseBasis.OwnSpeed), null, from, _house.Time.GetUtcNow());
                    db.CardPromises.Add(ready is { } on ? promise.Close(on) : promise);
                }
            }

            await db.SaveChangesAsync();
        }

        // On Monday, 7 December the range that ends on the 6th is over, the one until the 7th is not.
        (await ViewAsync(House.Pulomerak)).Promises.ShouldBe(new PromiseScore(Kept: 2, Early: 1, Late: 1, Overdue: 1, MedianWidth: 4));
        (await ViewAsync(OfficeCode.Parse("64.72.04").Value)).Promises.KeptPercent.ShouldBe(100);
    }

    private async Task<OfficePerformance> ViewAsync(OfficeCode office) =>
        (await _house.Get<ViewPerformance>().ExecuteAsync(new(office), Actor.Visitor, default)).Value;
}
