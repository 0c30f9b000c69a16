using System.Text;
using Portal.Web.Features.OwnLink;

namespace Portal.UnitTests.Web;

public sealed class CalendarFileTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 8, 7, 30, 0, TimeSpan.FromHours(8));

    [Fact]
    public void Write_LongTextWithSignsOfTheFormat_IsFoldedAndEscaped()
    {
        var text = "Bawa: KK, F-1.02; \\ dan\n" + string.Concat(Enumerable.Repeat("café 😀 ", 20));

        var file = CalendarFile.Write(Guid.Empty, Start, Start.AddMinutes(15), Start, "Janji", "Kecamatan", text);

        file.Split("\r\n").ShouldAllBe(line => Encoding.UTF8.GetByteCount(line) <= 75);
        file.ShouldEndWith("END:VCALENDAR\r\n");
        var unfolded = file.Replace("\r\n ", "", StringComparison.Ordinal);
        unfolded.ShouldContain("DESCRIPTION:Bawa: KK\\, F-1.02\\; \\\\ dan\\ncafé 😀 café");
        unfolded.ShouldNotContain("\uFFFD");
    }

    [Fact]
    public void Write_LocalTimes_AreGivenInUtc()
    {
        var file = CalendarFile.Write(Guid.Empty, Start, Start.AddMinutes(15), Start.AddDays(-1), "Janji", "Kecamatan", "");

        file.ShouldContain("DTSTART:20261207T233000Z\r\n");
        file.ShouldContain("DTEND:20261207T234500Z\r\n");
        file.ShouldContain("DTSTAMP:20261206T233000Z\r\n");
    }
}
