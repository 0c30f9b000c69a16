using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.UnitTests.Notifications;

public sealed class MessageTextsTests
{
    private const string Gsm = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    // The longest of everything: a Wednesday in September or November, the longest office, a long address.
    private static readonly MessageFacts Longest = new()
    {
        Register = RegisterNumber.FromSequence(77, new RegisterNumberKey(new byte[32])),
        Office = "Batang Hari Leko",
        Start = new DateTimeOffset(2026, 9, 30, 10, 45, 0, TimeSpan.FromHours(8)),
        Link = "https://layanan-ektp.musibanyuasinkab.example/k/0123456789abcdefghjk",
        Code = "012345",
        From = new DateOnly(2026, 11, 30),
        Through = new DateOnly(2027, 2, 28),
        Why = new string('w', 40),
    };

    public static TheoryData<MessageEvent, Language> All
    {
        get
        {
            var all = new TheoryData<MessageEvent, Language>();
            foreach (var messageEvent in Enum.GetValues<MessageEvent>())
            {
                foreach (var language in Enum.GetValues<Language>())
                {
                    all.Add(messageEvent, language);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void For_LongestFacts_FitsTwoSmsOfPlainCharacters(MessageEvent messageEvent, Language language)
    {
        var text = MessageTexts.For(messageEvent, language, Longest);

        text.Where(c => !Gsm.Contains(c)).ShouldBeEmpty();
        text.Length.ShouldBeLessThanOrEqualTo(2 * 153);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void For_AnyEvent_SaysTheFeeAndTheNumber_ACodeOnlyTheCode(MessageEvent messageEvent, Language language)
    {
        var text = MessageTexts.For(messageEvent, language, Longest);

        if (messageEvent == MessageEvent.OneTimeCode)
        {
            text.ShouldContain(Longest.Code!);
            text.ShouldContain("10");
            text.ShouldNotContain(Longest.Register.Grouped);
        }
        else
        {
            text.ShouldContain("Rp 0");
            text.ShouldContain(Longest.Register.Grouped);
        }
    }

    [Fact]
    public void For_MissingFact_IsABugAndSaysWhich() =>
        Should.Throw<ArgumentException>(() => MessageTexts.For(MessageEvent.BookingConfirmed, Language.Indonesian, Longest with { Link = null })).Message.ShouldContain("Link");
}
