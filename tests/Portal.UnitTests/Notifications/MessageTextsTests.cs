using System.Globalization;
using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.UnitTests.Notifications;

public sealed class MessageTextsTests
{
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
        var text = MessageTexts.For(messageEvent, language, MessageFacts.Longest(language));

        GsmText.Foreign(text).ShouldBeEmpty();
        GsmText.Segments(text).ShouldBeLessThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void For_AnyEvent_SaysTheFeeAndTheNumber_ACodeOnlyTheCode(MessageEvent messageEvent, Language language)
    {
        var text = MessageTexts.For(messageEvent, language, MessageFacts.Longest(language));

        if (messageEvent == MessageEvent.OneTimeCode)
        {
            text.ShouldContain(MessageFacts.Sample.Code!);
            text.ShouldContain("10");
            text.ShouldNotContain(MessageFacts.Sample.Register.Grouped);
        }
        else
        {
            text.ShouldContain("Rp 0");
            text.ShouldContain(MessageFacts.Sample.Register.Grouped);
        }
    }

    [Theory]
    [InlineData(MessageEvent.BookingConfirmed, Language.Indonesian, "KTP-el Pulomerak: jadwal Anda Selasa, 8 Desember 2026, 08.30 WIB. Nomor register {0}. Rincian, ubah atau batal: https://ektp.example/k/0123456789abcdefghjk Biaya: Rp 0.")]
    [InlineData(MessageEvent.OneTimeCode, Language.English, "012345 is your code. Valid for 10 minutes. Tell it to nobody, not even staff.")]
    [InlineData(MessageEvent.RangeLater, Language.Indonesian, "KTP-el Pulomerak: {0} perlu waktu lebih lama: blangko belum datang. Perkiraan antara 14 dan 23 Desember 2026. Urutan tetap. https://ektp.example/k/0123456789abcdefghjk Biaya: Rp 0.")]
    public void For_SampleFacts_ReadsWordByWord(MessageEvent messageEvent, Language language, string expected) =>
        MessageTexts.For(messageEvent, language, MessageFacts.Sample).ShouldBe(string.Format(CultureInfo.InvariantCulture, expected, MessageFacts.Sample.Register.Grouped));

    [Fact]
    public void For_NoRange_LeavesTheSentenceAndItsBlankOut() =>
        MessageTexts.For(MessageEvent.Recorded, Language.Indonesian, MessageFacts.Sample with { From = null, Through = null })
            .ShouldBe($"KTP-el Pulomerak: perekaman selesai, nomor {MessageFacts.Sample.Register.Grouped}. Kami kabari saat KTP bisa diambil. Pantau: https://ektp.example/k/0123456789abcdefghjk Biaya: Rp 0.");

    [Fact]
    public void For_MissingFact_IsABugAndSaysWhich() =>
        Should.Throw<ArgumentException>(() => MessageTexts.For(MessageEvent.BookingConfirmed, Language.Indonesian, MessageFacts.Sample with { Link = null })).Message.ShouldContain("Link");
}
