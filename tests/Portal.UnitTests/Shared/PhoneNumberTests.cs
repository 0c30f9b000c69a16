using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Shared;

namespace Portal.UnitTests.Shared;

public sealed class PhoneNumberTests
{
    private static Arbitrary<string> Nationals =>
        (from second in Gen.Elements("12356789".ToCharArray())
         from count in Gen.Choose(7, 10)
         from digits in Gen.Choose(0, 9).ArrayOf(count)
         select $"8{second}{string.Concat(digits)}").ToArbitrary();

    [Theory]
    [InlineData("081234567890")]
    [InlineData("6281234567890")]
    [InlineData("+6281234567890")]
    [InlineData("+62 812-3456-7890")]
    [InlineData("006281234567890")]
    [InlineData("00 62 812 3456 7890")]
    [InlineData("0812.3456.7890")]
    [InlineData("(0812) 3456 7890")]
    [InlineData("+62 (0) 812 3456 7890")]
    [InlineData("\u202a+62\u00a0812\u20113456\u20117890\u202c")]
    [InlineData("  0812 3456 7890  ")]
    public void Parse_AnyUsualSpelling_GivesE164(string typed) => PhoneNumber.Parse(typed).Value.Value.ShouldBe("+6281234567890");

    [Theory]
    [InlineData(null, "phone_required")]
    [InlineData("   ", "phone_required")]
    [InlineData("()-", "phone_required")]
    [InlineData("021 5551234", "phone_landline")]
    [InlineData("+62 21 5551234", "phone_landline")]
    [InlineData("0062 541 123456", "phone_landline")]
    [InlineData("(0254) 571234", "phone_landline")]
    [InlineData("+65 9123 4567", "phone_foreign")]
    [InlineData("0060 12 345 6789", "phone_foreign")]
    [InlineData("+1 212 555 0100", "phone_foreign")]
    [InlineData("+0812 3456 7890", "phone_invalid")]
    [InlineData("00", "phone_invalid")]
    [InlineData("0", "phone_invalid")]
    [InlineData("+", "phone_invalid")]
    [InlineData("62", "phone_invalid")]
    [InlineData("08", "phone_invalid")]
    [InlineData("8", "phone_invalid")]
    [InlineData("12345", "phone_invalid")]
    [InlineData("0812345", "phone_invalid")]
    [InlineData("0812345678901234", "phone_invalid")]
    [InlineData("084123456789", "phone_invalid")]
    [InlineData("080123456789", "phone_invalid")]
    [InlineData("0812 3456 789O", "phone_invalid")]
    [InlineData("0812+34567890", "phone_invalid")]
    [InlineData("++6281234567890", "phone_invalid")]
    [InlineData("📞", "phone_invalid")]
    [InlineData("<b>0812</b>", "phone_invalid")]
    public void Parse_BadInput_NamesWhatIsWrong(string? typed, string code)
    {
        PhoneNumber.Parse(typed, "contact").Error.ShouldBe(new Error(code, ErrorKind.Invalid, "contact"));
        PhoneNumber.TryParse(typed, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("081234567", false)]
    [InlineData("0811234567", true)]
    [InlineData("0812345678901", true)]
    [InlineData("08123456789012", false)]
    public void Parse_LengthAtTheEdge_TakesNineToTwelveNationalDigits(string typed, bool accepted) =>
        PhoneNumber.TryParse(typed, out _).ShouldBe(accepted);

    [Fact]
    public void AnyMobileNumber_InEverySpelling_IsTheSameNumber() => Prop.ForAll(Nationals, national =>
    {
        string[] spellings = [$"0{national}", $"62{national}", $"+62{national}", $"0062{national}", $"+62 (0){national}", $"0{national[..3]}-{national[3..6]} {national[6..]}"];
        return spellings.All(s => PhoneNumber.Parse(s).Value.Value == $"+62{national}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Parse_ItsOwnValue_IsUnchanged() => Prop.ForAll(Nationals, national =>
    {
        var phone = PhoneNumber.Parse($"0{national}").Value;
        return PhoneNumber.Parse(phone.Value).Value == phone;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Parse_AnyText_NeverThrows() =>
        Prop.ForAll<string>(text => PhoneNumber.Parse(text).Succeeded || PhoneNumber.Parse(text).Errors.Count == 1)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void ToString_Always_ShowsTheLastFourDigitsOnly()
    {
        PhoneNumber.Parse("081234567890").Value.ToString().ShouldBe("+62 8•• •••• 7890");
        PhoneNumber.Parse("0811234567").Value.Masked.ShouldBe("+62 8•• •••• 4567");
        default(PhoneNumber).ToString().ShouldBe("");
        Should.Throw<InvalidOperationException>(() => default(PhoneNumber).Value);
    }
}
