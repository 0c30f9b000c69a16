using System.Net;
using Portal.Core.Staff;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Staff;

public sealed class OddAddressTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Desk_AddressEditedByHand_ShowsThePage()
    {
        var browser = await StaffBrowser.SignedInAsync(portal, "suka.mengetik", StaffRole.Registrar, Scope.Installation);
        foreach (var address in new[]
        {
            "hari-ini?hal=abc", "hari-ini?hal=99999999999999", "hari-ini?hal=2147483647", "hari-ini?hal=-1", "hari-ini?hal=%00",
            "hari-ini?tanggal=0001-01-01", "hari-ini?tanggal=9999-12-31", "hari-ini?keadaan=%00", "hari-ini?kantor=%00", "pesan?hal=abc", "pesan?hal=2147483647",
        })
        {
            await browser.GetAsync("/petugas/" + address);

            browser.Status.ShouldBe(HttpStatusCode.OK, address);
        }
    }
}
