using Portal.Web.Startup;

namespace Portal.UnitTests.Web;

public sealed class LogRedactionTests
{
    [Theory]
    [InlineData("GET /k/0123456789abcdefghjk/batal failed", "GET /k/…/batal failed")]
    [InlineData("GET /petugas/undangan/bq6r4kkvyr94nnhsx6dwekrxkeaudnkv failed", "GET /petugas/undangan/… failed")]
    [InlineData("GET /daftar/waktu?kantor=36.72.03 failed", "GET /daftar/waktu?… failed")]
    [InlineData("The input string '3671012505990001' was not in a correct format.", "The input string '…' was not in a correct format.")]
    [InlineData("phone +62 812-3456-7890 refused", "phone … refused")]
    [InlineData("register 482 193 7560 unknown", "register … unknown")]
    public void Clean_TextWithPersonalData_BlotsItOut(string text, string expected) => LogRedaction.Clean(text).ShouldBe(expected);

    [Theory]
    [InlineData("Npgsql 10.0.0 in 1234 ms, slot 08:15, office 36.72.03")]
    [InlineData("   at Portal.Web.Startup.PortalHost.ServeAsync(String[] args) in PortalHost.cs:line 28")]
    [InlineData("0HNABCDEF123:00000001")]
    public void Clean_OrdinaryText_StaysAsItIs(string text) => LogRedaction.Clean(text).ShouldBe(text);
}
