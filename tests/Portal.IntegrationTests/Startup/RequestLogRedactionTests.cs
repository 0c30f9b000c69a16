using Microsoft.Extensions.Logging;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Startup;

public sealed class RequestLogRedactionTests(PortalFactory portal) : IClassFixture<PortalFactory>
{
    [Theory]
    [InlineData("/k/0123456789abcdefghjk", "0123456789abcdefghjk")]
    [InlineData("/status/4821937560", "4821937560")]
    [InlineData("/daftar?nik=3671012505990001", "3671012505990001")]
    [InlineData("/api/v1/status/4821937561?phone=081234567890", "081234567890")]
    public async Task AnyRequest_LoggedAtTheMostTalkativeLevel_LeavesNoPathInTheLog(string path, string secret)
    {
        using var response = await portal.Browser().GetAsync(path);

        portal.Get<ILoggerFactory>().CreateLogger("Portal.Web").LogTrace("heard");
        portal.Logs.Lines.ShouldContain("Portal.Web: heard ");
        portal.Logs.Lines.Where(line => line.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty();
    }
}
