using Portal.Web.Features.Staff.SignIn;

namespace Portal.UnitTests.Web;

public sealed class StaffReturnTests
{
    private const string Home = "/petugas/hari-ini";

    [Theory]
    [InlineData("/petugas/pesan?kantor=36.72.03")]
    [InlineData("/petugas/cari?q=%20a")]
    public void To_AStaffPage_GoesThere(string asked) => StaffReturn.To(asked).ShouldBe(asked);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("//jahat.example/petugas")]
    [InlineData("/\\jahat.example")]
    [InlineData("https://jahat.example/petugas")]
    [InlineData("/petugas@jahat.example")]
    [InlineData("/petugas/../../daftar")]
    [InlineData("/petugas/\t/jahat.example")]
    [InlineData("/petugas/\u202E")]
    [InlineData("/petugas/a b")]
    public void To_AnythingElse_GoesHome(string? asked) => StaffReturn.To(asked).ShouldBe(Home);
}
