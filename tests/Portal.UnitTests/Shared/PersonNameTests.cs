using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Shared;

namespace Portal.UnitTests.Shared;

public sealed class PersonNameTests
{
    [Theory]
    [InlineData("Suparmin", "Suparmin")]
    [InlineData("  Ratna \t Wulandari\u00a0\u3000Putri\n", "Ratna Wulandari Putri")]
    [InlineData("Muhammad Ma'ruf", "Muhammad Ma'ruf")]
    [InlineData("Nur‘aini", "Nur’aini")]
    [InlineData("Dra. Hj. Siti Aminah, M.Si", "Dra. Hj. Siti Aminah, M.Si")]
    [InlineData("Anna–Maria", "Anna-Maria")]
    [InlineData("Budi (Slamet) s/o Karto", "Budi (Slamet) s/o Karto")]
    [InlineData("Rene\u0301", "René")]
    [InlineData("李小龍", "李小龍")]
    [InlineData("ᬩᬸᬤᬶ", "ᬩᬸᬤᬶ")]
    [InlineData("I", "I")]
    public void Clean_RealName_IsKeptTidy(string typed, string cleaned) => PersonName.Clean(typed).Value.ShouldBe(cleaned);

    [Theory]
    [InlineData(null, "name_required")]
    [InlineData(" \u00a0\t", "name_required")]
    [InlineData("Budi 2", "name_characters")]
    [InlineData("Budi 😀", "name_characters")]
    [InlineData("<script>alert</script>", "name_characters")]
    [InlineData("Budi & Wati", "name_characters")]
    [InlineData("Budi\u202eiduB", "name_characters")]
    [InlineData("Budi\u2066x\u2069", "name_characters")]
    [InlineData("Budi\u200b", "name_characters")]
    [InlineData("Budi\0", "name_characters")]
    [InlineData("Budi\u001b[31m", "name_characters")]
    [InlineData("Budi\ufffd", "name_characters")]
    [InlineData("=Budi", "name_characters")]
    [InlineData("...", "name_characters")]
    [InlineData("-", "name_characters")]
    [InlineData("\u0301a", "name_characters")]
    [InlineData("a \u0301", "name_characters")]
    [InlineData("a\u0301\u0302\u0303\u0304", "name_characters")]
    public void Clean_BadInput_NamesWhatIsWrong(string? typed, string code) =>
        PersonName.Clean(typed, "holder").Error.ShouldBe(new Error(code, ErrorKind.Invalid, "holder"));

    // Not in the theory above: half a surrogate pair does not survive in a test's name.
    [Fact]
    public void Clean_HalfASurrogatePair_IsRefused() => PersonName.Clean("Budi\ud83d").Error.Code.ShouldBe("name_characters");

    [Fact]
    public void Clean_LengthAtTheEdge_TakesAHundred()
    {
        PersonName.Clean(new string('a', 100)).Succeeded.ShouldBeTrue();
        PersonName.Clean($"  {new string('a', 100)}  ").Succeeded.ShouldBeTrue();
        var refused = PersonName.Clean(new string('a', 101)).Error;
        refused.Code.ShouldBe("name_too_long");
        refused.Arguments.ShouldBe([100]);
    }

    [Fact]
    public void Clean_AnyText_IsIdempotentAndComposed() => Prop.ForAll<string>(text =>
        !PersonName.Clean(text).TryGet(out var name) || (PersonName.Clean(name).Value == name && name.IsNormalized(NormalizationForm.FormC) && name == name.Trim()))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData("Dra. Hj. SITI  Aminah, M.Si", "dra hj siti aminah m si")]
    [InlineData("Ma'ruf", "maruf")]
    [InlineData("Ma’ruf", "maruf")]
    [InlineData("René-Élodie", "rene elodie")]
    [InlineData("(Budi)", "budi")]
    [InlineData("İrem", "irem")]
    [InlineData("", "")]
    [InlineData("?!", "")]
    public void ForSearch_Spellings_Meet(string text, string key) => PersonName.ForSearch(text).ShouldBe(key);

    [Fact]
    public void ForSearch_HalfASurrogatePair_DoesNotThrow() => PersonName.ForSearch("Budi\ud83d").ShouldBe("budi");

    [Fact]
    public void ForSearch_AnyText_IsIdempotentWithSingleSpaces() => Prop.ForAll<string>(text =>
    {
        var key = PersonName.ForSearch(text ?? "");
        return PersonName.ForSearch(key) == key && !key.Contains("  ") && key == key.Trim();
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
}
