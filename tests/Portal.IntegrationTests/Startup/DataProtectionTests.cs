using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Startup;

public sealed class DataProtectionTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Fact]
    public async Task Protect_OnOneNode_OpensOnAnotherAndTheKeyIsSealed()
    {
        var cookie = portal.Get<IDataProtectionProvider>().CreateProtector("test").Protect("who I am");

        await using var other = await portal.OtherNodeAsync();
        other.Get<IDataProtectionProvider>().CreateProtector("test").Unprotect(cookie).ShouldBe("who I am");
        await using var db = portal.OpenDb();
        var stored = (await db.DataProtectionKeys.SingleAsync()).Xml;
        stored.ShouldContain("<sealed");
        stored.ShouldNotContain("<masterKey");
    }
}
