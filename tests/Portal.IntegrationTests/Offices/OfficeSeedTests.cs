using Microsoft.EntityFrameworkCore;
using Npgsql;
using Portal.Core.Offices;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;
using Portal.Infrastructure.Offices;
using Portal.Infrastructure.Persistence;
using Portal.Tests;

namespace Portal.IntegrationTests.Offices;

public sealed class OfficeSeedTests : IAsyncLifetime
{
    private NpgsqlDataSource _source = null!;

    public async Task InitializeAsync() => _source = PortalDbOptions.Source(await TestPostgres.CreateDatabaseAsync());

    public async Task DisposeAsync() => await _source.DisposeAsync();

    [Fact]
    public async Task LoadServices_NewDatabase_KnowsEveryServiceInBothLanguages()
    {
        await using var db = Open();

        await OfficeSeed.LoadServicesIfNewAsync(db, CancellationToken.None);

        await using var read = Open();
        var services = await read.Services.OrderBy(s => s.Order).ToListAsync();
        services.Select(s => s.Slug).ShouldBe(ServiceSlugs.All);
        services.SelectMany(s => new[] { s.Name, s.Summary, s.Time }.Concat(s.Steps).Concat(s.Requirements.Select(r => r.Text)))
            .ShouldAllBe(text => text.Indonesian.Length > 0 && !text.FallsBackIn(Language.English) && text.English != text.Indonesian);
        (await read.Offices.AnyAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task LoadServices_NewDatabase_KnowsHolidaysAndJointLeaveOf2026()
    {
        await using var db = Open();

        await OfficeSeed.LoadServicesIfNewAsync(db, CancellationToken.None);

        var days = await Open().Holidays.OrderBy(h => h.Date).ToListAsync();
        Written(HolidayKind.National).ShouldBe("1/1 16/1 17/2 19/3 21/3 22/3 3/4 5/4 1/5 14/5 27/5 31/5 1/6 16/6 17/8 25/8 25/12");
        Written(HolidayKind.JointLeave).ShouldBe("16/2 18/3 20/3 23/3 24/3 15/5 28/5 24/12");

        string Written(HolidayKind kind) => string.Join(' ', days.Where(d => d.Kind == kind).Select(d => $"{d.Date.Day}/{d.Date.Month}"));
    }

    [Theory]
    [InlineData("16.06.04", "Batang Hari Leko", "Kab. Musi Banyuasin", "WIB", 16, "16.06.04.2016", "Pangkalan Bulian", 4, "08.00-15.00", true, true)]
    [InlineData("16.07.12", "Tanjung Lago", "Kab. Banyuasin", "WIB", 15, "16.07.12.2015", "Bunga Karang", 2, "07.30-17.00", false, false)]
    [InlineData("32.73.16", "Kiaracondong", "Kota Bandung", "WIB", 6, "32.73.16.1006", "Kebon Kangkung", 2, "08.00-15.00", false, true)]
    [InlineData("36.72.03", "Pulomerak", "Kota Cilegon", "WIB", 4, "36.72.03.1004", "Suralaya", 2, "08.00-15.00", false, true)]
    [InlineData("64.72.04", "Samarinda Ilir", "Kota Samarinda", "WITA", 5, "64.72.04.1014", "Pelita", 2, "07.30-12.00 13.00-15.00", false, true)]
    public async Task LoadOffices_NewDatabase_EachIsAsPublished(
        string code, string name, string regency, string zone, int villages, string lastVillage, string lastVillageName, int stations, string mondays, bool referralLetter, bool printsHere)
    {
        var catalogue = await LoadedAsync();

        var office = catalogue[OfficeCode.Parse(code).Value];

        (office.Office.Name, office.Office.Regency, office.Calendar.ZoneAbbreviation).ShouldBe((name, regency, zone));
        office.Villages.Count.ShouldBe(villages);
        (office.Villages[^1].Code.ToString(), office.Villages[^1].Name).ShouldBe((lastVillage, lastVillageName));
        office.Hall.Point.Slots.Stations.ShouldBe(stations);
        string.Join(' ', office.Calendar.HoursOn(new DateOnly(2026, 11, 23)).Select(h => $"{h.Opens:HH.mm}-{h.Closes:HH.mm}")).ShouldBe(mondays);
        office.Calendar.IsOpenOn(new DateOnly(2026, 12, 24)).ShouldBeFalse();
        office.Calendar.IsOpenOn(new DateOnly(2026, 11, 22)).ShouldBe(code == "16.07.12");
        (office.Rules.ReferralLetter, office.Rules.PrintsHere).ShouldBe((referralLetter, printsHere));
        office.Offer(ServiceSlug.New).Requirements.Count.ShouldBe(referralLetter ? 3 : 2);
    }

    [Fact]
    public async Task Load_EditedDatabase_LeavesItAsItIs()
    {
        await LoadedAsync();
        await using var edit = Open();
        var office = await edit.Offices.SingleAsync(o => o.Name == "Pulomerak");
        office.ChangeRules(office.Rules with { ReferralLetter = true });
        edit.Remove(await edit.Services.SingleAsync(s => s.Slug == ServiceSlug.Pickup));
        edit.Remove(await edit.Offices.SingleAsync(o => o.Name == "Kiaracondong"));
        await edit.SaveChangesAsync();

        var catalogue = await LoadedAsync();

        catalogue[office.Code].Rules.ReferralLetter.ShouldBeTrue();
        (catalogue.Services.Count, catalogue.Offices.Count).ShouldBe((5, 4));
    }

    [Fact]
    public async Task Load_ByFourNodesAtOnce_LoadsOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LoadedAsync()));

        var catalogue = await LoadedAsync();

        (catalogue.Services.Count, catalogue.Offices.Count).ShouldBe((6, 5));
    }

    private async Task<OfficeCatalogue> LoadedAsync()
    {
        await using var db = Open();
        await OfficeSeed.LoadServicesIfNewAsync(db, CancellationToken.None);
        await OfficeSeed.LoadOfficesIfNewAsync(db, CancellationToken.None);
        return await new OfficeDirectory(new Factory(Open), TimeProvider.System).GetAsync();
    }

    private PortalDbContext Open() => new(PortalDbOptions.For(_source));

    private sealed class Factory(Func<PortalDbContext> open) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => open();
    }
}
