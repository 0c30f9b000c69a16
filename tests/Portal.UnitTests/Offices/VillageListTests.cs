using Portal.Core.Offices;
using Portal.Core.Shared;

namespace Portal.UnitTests.Offices;

/// <summary>Villages as people type and paste them.</summary>
public sealed class VillageListTests
{
    private static readonly OfficeCode s_office = OfficeCode.Parse("36.72.03").Value;

    [Theory]
    [InlineData("1001 Tamansari", "36.72.03.1001", "Tamansari", VillageKind.Kelurahan)]
    [InlineData("36.72.03.2001\tDesa Sukamaju", "36.72.03.2001", "Sukamaju", VillageKind.Desa)]
    [InlineData("3672032002;Sako  Suban ", "36.72.03.2002", "Sako Suban", VillageKind.Desa)]
    [InlineData("1002 - Kelurahan Lebakgede", "36.72.03.1002", "Lebakgede", VillageKind.Kelurahan)]
    public void Read_OneLine_AsTypedOrPasted(string line, string code, string name, VillageKind kind) =>
        VillageList.Read(line, s_office, []).Value.ShouldBe([new NewVillage(VillageCode.Parse(code).Value, name, kind)]);

    [Fact]
    public void Read_ManyFaults_AreToldEachWithItsLine()
    {
        var known = new Office(s_office, "Umpama", "Kota Cilegon", "Asia/Jakarta", new()).WithVillage(VillageCode.Parse("36.72.03.1009").Value, "Lama", VillageKind.Kelurahan).Villages;

        var read = VillageList.Read("1001 Tamansari\n\nTamansari\n36.72.04.1001 Seberang\n3001 Adat\n1001 Tamansari\n1009 Lama\n1003 <b>\n1004", s_office, known);

        read.Errors.Select(e => (e.Code, e.Arguments[0])).ShouldBe(
        [
            ("village_line_unreadable", 3), ("village_elsewhere", 4), ("village_suffix", 5), ("village_twice", 6), ("village_known", 7), ("village_name", 8), ("village_line_unreadable", 9),
        ]);
    }

    [Fact]
    public void Read_NothingOrTooMuch_IsTold()
    {
        VillageList.Read(" \n", s_office, []).Error.ShouldBe(OfficeErrors.VillagesRequired);
        VillageList.Read(string.Join('\n', Enumerable.Range(1001, 301).Select(n => $"{n} A")), s_office, []).Error.ShouldBe(OfficeErrors.TooManyVillages(300));
    }

    [Fact]
    public void Needs_OfAnOffice_AreToldFromItsData()
    {
        new OfficeReadiness(0, 0, false, false, 0, 0, false).Missing.ShouldBe(Enum.GetValues<OfficeNeed>());
        var ready = new OfficeReadiness(1, 1, false, true, 1, 1, true);
        ready.Missing.ShouldBe([OfficeNeed.Contact]);
        ready.Blocks.ShouldBeFalse();
        (ready with { Villages = 0 }).Blocks.ShouldBeTrue();
        (ready with { FreePlaces = 0 }).Blocks.ShouldBeTrue();
    }
}
