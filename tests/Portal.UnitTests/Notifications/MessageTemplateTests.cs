using Portal.Core.Notifications;
using Portal.Core.Shared;

namespace Portal.UnitTests.Notifications;

public sealed class MessageTemplateTests
{
    private const string Sound = "KTP-el {kantor}: {register} ditolak. Alasan: {tautan} Biaya: Rp 0.";

    public static TheoryData<MessageEvent, Language> All => MessageTextsTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Parse_BuiltInWithout_AnyOfWhatItNeeds_NamesIt(MessageEvent messageEvent, Language language)
    {
        var text = MessageTexts.TemplateOf(messageEvent, language).Text;
        foreach (var needed in MessagePlaceholders.NeededIn(messageEvent))
        {
            var without = MessageTemplate.Parse(messageEvent, language, text.Replace($"{{{MessagePlaceholders.NameOf(needed)}}}", "x", StringComparison.Ordinal));
            without.Errors.ShouldHaveSingleItem().ShouldBe(TemplateErrors.Missing(needed));
            without.Error.Arguments.ShouldBe([MessagePlaceholders.NameOf(needed)]);
        }

        var (words, fault) = messageEvent == MessageEvent.OneTimeCode ? ("10 m", TemplateErrors.LifeMissing("")) : ("Rp 0", TemplateErrors.FeeMissing);
        MessageTemplate.Parse(messageEvent, language, text.Replace(words, "", StringComparison.Ordinal)).Errors.ShouldHaveSingleItem().ShouldBe(fault);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Parse_EveryPlaceholderInTurn_OnlyTheEventsOwnAreTaken_AndCanBeFilled(MessageEvent messageEvent, Language language)
    {
        var needed = string.Join(' ', MessagePlaceholders.NeededIn(messageEvent).Select(p => $"{{{MessagePlaceholders.NameOf(p)}}}"));
        var end = messageEvent != MessageEvent.OneTimeCode ? "Rp 0" : language == Language.English ? "10 minutes" : "10 menit";
        foreach (var placeholder in Enum.GetValues<MessagePlaceholder>())
        {
            var parsed = MessageTemplate.Parse(messageEvent, language, $"{needed} {{{MessagePlaceholders.NameOf(placeholder)}}} {end}");
            parsed.Errors.Select(e => e.Code).ShouldBe(MessagePlaceholders.AllowedIn(messageEvent).Contains(placeholder) ? [] : ["template_placeholder_not_here"]);
            if (parsed.TryGet(out var template))
            {
                template.Render(MessageFacts.Sample).ShouldContain(MessagePlaceholders.ValueOf(placeholder, language, MessageFacts.Sample));
                template.Render(MessageFacts.Sample).ShouldNotContain("{");
            }
        }
    }

    [Theory]
    [InlineData("", "template_empty")]
    [InlineData("  \r\n ", "template_empty")]
    [InlineData(Sound + " {nik}", "template_placeholder_unknown")]
    [InlineData(Sound + " {nama}", "template_placeholder_unknown")]
    [InlineData(Sound + " {Register}", "template_placeholder_unknown")]
    [InlineData(Sound + " {}", "template_placeholder_unknown")]
    [InlineData(Sound + " {kode}", "template_placeholder_not_here")]
    [InlineData(Sound + " {", "template_braces")]
    [InlineData(Sound + " }{kantor", "template_braces")]
    [InlineData(Sound + " {{kantor}}", "template_braces")]
    [InlineData("{register} ditolak. Biaya: Rp 05.", "template_fee_missing")]
    [InlineData("{register} ditolak. Biaya: Rp 0.500", "template_fee_missing")]
    [InlineData(Sound + " “ya”", "template_characters")]
    [InlineData(Sound + " 🙂", "template_characters")]
    public void Parse_OneFault_IsToldAlone(string text, string code) =>
        MessageTemplate.Parse(MessageEvent.Rejected, Language.Indonesian, text).Errors.ShouldHaveSingleItem().Code.ShouldBe(code);

    [Fact]
    public void Parse_SeveralFaults_AreAllTold() =>
        MessageTemplate.Parse(MessageEvent.Rejected, Language.Indonesian, "{nama} {waktu} “").Errors.Select(e => e.Code)
            .ShouldBe(["template_placeholder_unknown", "template_placeholder_not_here", "template_placeholder_missing", "template_fee_missing", "template_characters"]);

    [Theory]
    [InlineData("{kode}, 10 menit. Tanya 0812", "template_code_only")]
    [InlineData("{kode}, 10 menit. ktp.example/x", "template_code_only")]
    [InlineData("{kode}, 15 menit", "template_life_missing")]
    public void Parse_OneTimeCode_SaysOnlyTheCodeAndItsLife(string text, string code) =>
        MessageTemplate.Parse(MessageEvent.OneTimeCode, Language.Indonesian, text).Errors.Select(e => e.Code).ShouldContain(code);

    [Fact]
    public void Parse_LongestFacts_DecideWhatFits()
    {
        var rest = (2 * GsmText.Joined) - GsmText.Places(MessageTemplate.Parse(MessageEvent.Rejected, Language.Indonesian, Sound + " ").Value.Render(MessageFacts.Longest(Language.Indonesian)));

        MessageTemplate.Parse(MessageEvent.Rejected, Language.Indonesian, Sound + new string('x', rest)).Succeeded.ShouldBeTrue();
        MessageTemplate.Parse(MessageEvent.Rejected, Language.Indonesian, Sound + new string('x', rest + 3)).Error.Arguments.ShouldBe([2, 3]);
        // Characters of the extension take two places.
        MessageTemplate.Parse(MessageEvent.Rejected, Language.Indonesian, Sound + new string('€', (rest / 2) + 1)).Error.Code.ShouldBe("template_too_long");
    }

    [Fact]
    public void Preview_UnsoundText_ShowsWhatCannotBeFilledAsWritten() =>
        MessageTemplate.Preview(Language.Indonesian, "{nama} di {kantor} {", MessageFacts.Sample).ShouldBe("{nama} di Pulomerak {");
}

public sealed class GsmTextTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(160, 0, 1)]
    [InlineData(161, 0, 2)]
    [InlineData(306, 0, 2)]
    [InlineData(307, 0, 3)]
    [InlineData(0, 80, 1)]
    [InlineData(1, 80, 2)]
    // 152 places and a character of two: it moves to the next segment whole, so the last place stays empty.
    [InlineData(152, 77, 3)]
    [InlineData(153, 76, 2)]
    public void Segments_PlainThenExtended_AreCountedAsNetworksDo(int plain, int extended, int segments) =>
        GsmText.Segments(new string('a', plain) + new string('€', extended)).ShouldBe(segments);

    [Fact]
    public void Foreign_EachOnceInOrder() => GsmText.Foreign("a–b“c“🙂é€\n").ShouldBe(["–", "“", "🙂"]);
}
