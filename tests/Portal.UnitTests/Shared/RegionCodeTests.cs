using Portal.Core.Shared;

namespace Portal.UnitTests.Shared;

public sealed class RegionCodeTests
{
    [Theory]
    [InlineData("36.72.03")]
    [InlineData("367203")]
    [InlineData(" 36.72.03 ")]
    public void ParseOffice_DottedOrCompact_IsRead(string typed)
    {
        var code = OfficeCode.Parse(typed).Value;

        code.Value.ShouldBe("36.72.03");
        code.RegencyCode.ShouldBe("36.72");
        code.ToString().ShouldBe("36.72.03");
    }

    [Theory]
    [InlineData(null, "office_code_required")]
    [InlineData("  ", "office_code_required")]
    [InlineData("36.72", "office_code_invalid")]
    [InlineData("36.72.3", "office_code_invalid")]
    [InlineData("36.7203", "office_code_invalid")]
    [InlineData("3672.03", "office_code_invalid")]
    [InlineData("36.72.03.", "office_code_invalid")]
    [InlineData(".36.72.03", "office_code_invalid")]
    [InlineData("36.72.03.1001", "office_code_invalid")]
    [InlineData("36-72-03", "office_code_invalid")]
    [InlineData("36-72.03", "office_code_invalid")]
    [InlineData("36.72/03", "office_code_invalid")]
    [InlineData("3a.72.03", "office_code_invalid")]
    [InlineData("３６.72.03", "office_code_invalid")]
    [InlineData("../../etc", "office_code_invalid")]
    public void ParseOffice_BadInput_NamesWhatIsWrong(string? typed, string code)
    {
        OfficeCode.Parse(typed, "at").Error.ShouldBe(new Error(code, ErrorKind.Invalid, "at"));
        OfficeCode.TryParse(typed, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("36.72.03.1001")]
    [InlineData("3672031001")]
    public void ParseVillage_DottedOrCompact_KnowsItsOffice(string typed)
    {
        var code = VillageCode.Parse(typed).Value;

        code.Value.ShouldBe("36.72.03.1001");
        code.Office.ShouldBe(OfficeCode.Parse("36.72.03").Value);
        code.ToString().ShouldBe("36.72.03.1001");
    }

    [Theory]
    [InlineData("", "village_code_required")]
    [InlineData("36.72.03", "village_code_invalid")]
    [InlineData("36.72.03.101", "village_code_invalid")]
    [InlineData("36.72.03.10011", "village_code_invalid")]
    [InlineData("36.72.031001", "village_code_invalid")]
    public void ParseVillage_BadInput_NamesWhatIsWrong(string typed, string code) => VillageCode.Parse(typed).Error.Code.ShouldBe(code);

    [Fact]
    public void Default_Printed_IsEmptyAndItsValueABug()
    {
        default(OfficeCode).ToString().ShouldBe("");
        default(VillageCode).ToString().ShouldBe("");
        Should.Throw<InvalidOperationException>(() => default(OfficeCode).Value);
        Should.Throw<InvalidOperationException>(() => default(VillageCode).Office);
    }
}
