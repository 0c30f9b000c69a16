using Portal.Core.Applications;
using Portal.Core.Notifications;
using Portal.Core.Shared;
using Portal.Core.Staff;
using Portal.Infrastructure.Notifications;
using Portal.Infrastructure.Reports;
using Portal.IntegrationTests.Support;

namespace Portal.IntegrationTests.Notifications;

/// <summary>How messages fare, by the office's own clock.</summary>
public sealed class MessageHealthTests : MessageFixture
{
    private static readonly Actor s_supervisor = Actor.Staff(Guid.NewGuid(), [new RoleAssignment(StaffRole.Supervisor, Scope.Of(House.Pulomerak))]);

    [Fact]
    public async Task View_MessagesOfTwoDays_AreCountedByTheOfficesHoursAndDays()
    {
        // Half past midnight in Pulomerak is still yesterday in UTC.
        var midnight = new DateTimeOffset(2026, 12, 8, 0, 0, 0, TimeSpan.FromHours(7)).ToUniversalTime();
        House.Time.UtcNow = midnight.AddHours(-6);
        var yesterday = await WriteAsync(3);
        await WriteAsync(1, first: 50, office: OfficeCode.Parse("64.72.04").Value);
        House.Time.Advance(TimeSpan.FromSeconds(30));
        Twilio.Does = form => form["To"].EndsWith("2", StringComparison.Ordinal) ? (Deed.Refuse, 30006) : (Deed.Take, 0);
        await DispatchAsync();
        await House.Get<NoteDelivery>().ExecuteAsync(new(yesterday[0], 1, (await ReadAsync(yesterday[0])).ProviderId!, "delivered", 0), Actor.System, default);
        House.Time.UtcNow = midnight.AddMinutes(30);
        await WriteAsync(2, first: 10);
        House.Time.Advance(TimeSpan.FromMinutes(10));

        var health = (await House.Get<ViewMessageHealth>().ExecuteAsync(new(House.Pulomerak), s_supervisor, default)).Value;

        health.Days.Count.ShouldBe(14);
        health.Days[^2].ShouldBe((new DateOnly(2026, 12, 7), new MessageCount(Written: 3, Sent: 2, Delivered: 1, Failed: 1)));
        health.Days[^1].Count.ShouldBe(new MessageCount(2, 0, 0, 0));
        health.Hours[0].Written.ShouldBe(2);
        health.Hours.Sum(h => h.Written).ShouldBe(2);
        (health.Waiting, health.OldestWaits).ShouldBe((2, TimeSpan.FromMinutes(10)));
        health.Paces.ShouldBe([new ChannelPace(Channel.Sms, 2, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30))]);
        (await House.Get<ViewPerformance>().ExecuteAsync(new(House.Pulomerak), Actor.Visitor, default)).Value.Yesterday.ShouldBe(new MessageCount(3, 2, 1, 1));
    }

    [Theory]
    [InlineData("/kinerja/36.72.03", "tidak ada pesan yang keluar dari kantor kemarin")]
    [InlineData("/en/kinerja/36.72.03", "no message left the house yesterday")]
    public async Task PublicPage_NothingIsSent_SaysSo(string path, string sentence)
    {
        await using var portal = await PortalFactory.StartAsync();
        using var http = portal.Browser();

        (await http.GetStringAsync(path)).ShouldContain(sentence);
    }
}
