using Portal.Web.Features.Staff.SignIn;

namespace Portal.UnitTests.Staff;

public sealed class StaffReturnTests
{
    [Theory]
    [InlineData("/petugas/pesan?kantor=36.72.03")]
    [InlineData("/petugas")]
    [InlineData("/petugas/berkas/1234567890#isi")]
    public void To_AStaffPage_IsKept(string asked) => StaffReturn.To(asked).ShouldBe(asked);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("petugas/pesan")]
    [InlineData("//petugas/pesan")]
    [InlineData("/\\petugas")]
    [InlineData("/petugas\\..\\..")]
    [InlineData("https://jahat.example/petugas")]
    [InlineData("/petugasan")]
    [InlineData("/petugas/\r\nSet-Cookie: a=b")]
    [InlineData("/petugas/../../daftar")]
    [InlineData("/petugas/\u202E")]
    [InlineData("/petugas/a b")]
    [InlineData("/")]
    public void To_AnythingElse_IsTheFirstPage(string? asked) => StaffReturn.To(asked).ShouldBe("/petugas");
}
