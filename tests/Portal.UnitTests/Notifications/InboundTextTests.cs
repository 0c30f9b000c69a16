using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.UnitTests.Notifications;

public sealed class InboundTextTests
{
    private static readonly RegisterNumber Number = RegisterNumber.FromSequence(77, new RegisterNumberKey(new byte[32]));

    [Theory]
    [InlineData("STATUS {0}")]
    [InlineData("status: {0}")]
    [InlineData("  Status\n{0} ")]
    [InlineData("{0}")]
    [InlineData("https://ektp.example/status/{0}")]
    public void Read_ARegisterNumber_AsksForItsStatus(string text)
    {
        InboundText.Read(text.Replace("{0}", Number.Value)).ShouldBe(new InboundText(InboundWish.Status, Number));
        InboundText.Read(text.Replace("{0}", Number.Grouped)).ShouldBe(new InboundText(InboundWish.Status, Number));
    }

    [Theory]
    [InlineData("STOP", InboundWish.Stop)]
    [InlineData("berhenti.", InboundWish.Stop)]
    [InlineData("Stop, di mana KTP saya?", InboundWish.Unclear)]
    [InlineData("Mulai!", InboundWish.Start)]
    [InlineData("START", InboundWish.Start)]
    [InlineData("LAPOR petugas meminta uang", InboundWish.Complain)]
    [InlineData("STATUS", InboundWish.StatusOfNoNumber)]
    [InlineData("STATUS 12", InboundWish.StatusOfNoNumber)]
    [InlineData("1234567891", InboundWish.StatusOfNoNumber)]
    [InlineData("081234567890", InboundWish.Unclear)]
    [InlineData("halo", InboundWish.Unclear)]
    [InlineData("", InboundWish.Unclear)]
    [InlineData(null, InboundWish.Unclear)]
    public void Read_AnythingElse_IsWhatItSays(string? text, InboundWish wish) => InboundText.Read(text).ShouldBe(new InboundText(wish));
}
