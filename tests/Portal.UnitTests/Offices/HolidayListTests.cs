using Portal.Core.Offices;
using Portal.Core.Shared;

namespace Portal.UnitTests.Offices;

public sealed class HolidayListTests
{
    [Fact]
    public void Parse_AsPeoplePasteIt_IsReadAndWrittenBack()
    {
        const string pasted = "17/8/2026 Hari Kemerdekaan; 25-12-2026: Natal | Christmas\n - 24.12 cuti bersama Natal\r\n\n1/1 Tahun Baru";

        var days = HolidayList.Parse(pasted, 2026).Value;

        days.Select(d => (d.Date, d.Kind, d.Name)).ShouldBe(
        [
            (new DateOnly(2026, 1, 1), HolidayKind.National, new LocalizedText("Tahun Baru")),
            (new DateOnly(2026, 8, 17), HolidayKind.National, new LocalizedText("Hari Kemerdekaan")),
            (new DateOnly(2026, 12, 24), HolidayKind.JointLeave, new LocalizedText("Natal")),
            (new DateOnly(2026, 12, 25), HolidayKind.National, new LocalizedText("Natal", "Christmas")),
        ]);
        HolidayList.Write(HolidayList.Parse(HolidayList.Write(days), 2026).Value).ShouldBe(HolidayList.Write(days));
    }

    [Theory]
    [InlineData("31/2/2026 Tidak ada", "holiday_line")]
    [InlineData("hari apa", "holiday_line")]
    [InlineData("1/13/2026 Bulan salah", "holiday_line")]
    [InlineData("1/1/2027 Tahun lain", "holiday_year")]
    [InlineData("1/1/2026", "holiday_name")]
    [InlineData("1/1 A; 1/1 B", "holiday_twice")]
    [InlineData("", "holiday_count")]
    [InlineData("99999999999/1/2026 x", "holiday_line")]
    public void Parse_Faults_AreToldByLine(string text, string code) => HolidayList.Parse(text, 2026).Error.Code.ShouldBe(code);

    [Fact]
    public void Parse_SeveralFaults_AllWithTheirLine() =>
        HolidayList.Parse("1/1 Tahun Baru\nsalah\n2/2/2030 Lain", 2026).Errors.Select(e => e.Arguments[0]).ShouldBe([2, 3]);
}
