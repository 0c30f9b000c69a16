using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Shared;

namespace Portal.UnitTests.Shared;

public sealed class NikTests
{
    private const string Woman = "3672035703050012";

    private static Arbitrary<(DateOnly Born, bool Female, int Serial)> People =>
        (from days in Gen.Choose(0, 36_890)
         from female in Gen.Elements(false, true)
         from serial in Gen.Choose(1, 9999)
         select (new DateOnly(1925, 1, 1).AddDays(days), female, serial)).ToArbitrary();

    [Theory]
    [InlineData("3672035703050012")]
    [InlineData("  3672035703050012  ")]
    [InlineData("367203 570305 0012")]
    [InlineData("36.72.03.570305.0012")]
    [InlineData("367203-570305-0012")]
    [InlineData("367203\u2013570305\u20140012")]
    [InlineData("367203\u00a0570305\u20090012\u3000")]
    [InlineData("\u202a3672035703050012\u202c")]
    [InlineData("3672\t0357\r\n03050012")]
    public void Parse_SeparatorsBetweenDigits_AreIgnored(string typed) => Nik.Parse(typed).Value.Value.ShouldBe(Woman);

    [Theory]
    [InlineData(null, "nik_required")]
    [InlineData("", "nik_required")]
    [InlineData("  \u00a0 ", "nik_required")]
    [InlineData("-.-", "nik_required")]
    [InlineData("367203570305001", "nik_length")]
    [InlineData("36720357030500123", "nik_length")]
    [InlineData("367203570305001O", "nik_digits")]
    [InlineData("3672035703050012x", "nik_digits")]
    [InlineData("٣٦٧٢٠٣٥٧٠٣٠٥٠٠١٢", "nik_digits")]
    [InlineData("😀", "nik_digits")]
    [InlineData("<script>alert(1)</script>", "nik_digits")]
    [InlineData("+672035703050012", "nik_digits")]
    [InlineData("3672030003050012", "nik_birth_day")]
    [InlineData("3672033203050012", "nik_birth_day")]
    [InlineData("3672034003050012", "nik_birth_day")]
    [InlineData("3672037203050012", "nik_birth_day")]
    [InlineData("3672039903050012", "nik_birth_day")]
    [InlineData("3672031700050012", "nik_birth_day")]
    [InlineData("3672031713050012", "nik_birth_day")]
    [InlineData("3672033104050012", "nik_birth_day")]
    [InlineData("3672037104050012", "nik_birth_day")]
    [InlineData("3672033002040012", "nik_birth_day")]
    [InlineData("3672032902050012", "nik_birth_day")]
    [InlineData("3672036902990012", "nik_birth_day")]
    [InlineData("3672035703050000", "nik_serial")]
    public void Parse_BadInput_NamesWhatIsWrong(string? typed, string code)
    {
        var refused = Nik.Parse(typed, "holderNik");

        refused.Succeeded.ShouldBeFalse();
        refused.Error.ShouldBe(new Error(code, ErrorKind.Invalid, "holderNik"));
        Nik.TryParse(typed, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("3672030103050012")]
    [InlineData("3672033103050012")]
    [InlineData("3672034103050012")]
    [InlineData("3672037103050012")]
    [InlineData("3672032902040012")]
    [InlineData("3672036902000012")]
    [InlineData("9999990101000001")]
    [InlineData("3672030101009999")]
    public void Parse_EdgeOfTheRange_IsAccepted(string typed) => Nik.TryParse(typed, out _).ShouldBeTrue();

    [Fact]
    public void Parse_WrongLength_TellsHowManyDigits() => Nik.Parse("3672 0357").Error.Arguments.ShouldBe([8]);

    [Fact]
    public void MatchesBirthDate_OtherCentury_MatchesToo()
    {
        var nik = Nik.Parse(Woman).Value;

        nik.MatchesBirthDate(new(2005, 3, 17)).ShouldBeTrue();
        nik.MatchesBirthDate(new(1905, 3, 17)).ShouldBeTrue();
        nik.MatchesBirthDate(new(2005, 3, 18)).ShouldBeFalse();
        nik.MatchesBirthDate(new(2005, 4, 17)).ShouldBeFalse();
        nik.MatchesBirthDate(new(2006, 3, 17)).ShouldBeFalse();
    }

    [Fact]
    public void AnyPersonsNumber_Parsed_GivesBackBirthDayAndSex() => Prop.ForAll(People, person =>
    {
        var day = person.Born.Day + (person.Female ? 40 : 0);
        var text = $"640101{day:00}{person.Born:MMyy}{person.Serial:0000}";
        var nik = Nik.Parse(text).Value;

        return nik.Value == text && nik.RegionCode == "640101" && nik.IsFemale == person.Female
            && nik.MatchesBirthDate(person.Born) && !nik.MatchesBirthDate(person.Born.AddDays(1));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Parse_AnyText_NeverThrows() => Prop.ForAll<string>(text => Nik.Parse(text).Succeeded || Nik.Parse(text).Errors.Count == 1)
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void ToString_Always_HidesAllButSixDigits()
    {
        var nik = Nik.Parse(Woman).Value;

        nik.ToString().ShouldBe("3672••••••••••12");
        $"{nik}".ShouldBe(nik.Masked);
        $"{new { Nik = nik }}".ShouldNotContain("57030500");
        nik.Masked.Length.ShouldBe(16);
    }

    [Fact]
    public void Default_Printed_IsEmptyAndItsValueABug()
    {
        default(Nik).ToString().ShouldBe("");
        Should.Throw<InvalidOperationException>(() => default(Nik).Value);
    }

    [Fact]
    public void SameDigits_TypedDifferently_AreEqual() => Nik.Parse("367203 570305 0012").Value.ShouldBe(Nik.Parse(Woman).Value);
}
