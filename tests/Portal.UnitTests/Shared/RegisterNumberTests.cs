using FsCheck;
using FsCheck.Fluent;
using Portal.Core.Shared;

namespace Portal.UnitTests.Shared;

public sealed class RegisterNumberTests
{
    private static readonly RegisterNumberKey Key = new(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray());

    private static Arbitrary<long> Sequences =>
        (from high in Gen.Choose(0, 999)
         from low in Gen.Choose(0, 999_999)
         select (high * 1_000_000L) + low).ToArbitrary();

    [Theory]
    [InlineData("0000005724", "000 000 5724")]
    [InlineData("000 000 5724", "000 000 5724")]
    [InlineData(" 000-000-5724 ", "000 000 5724")]
    [InlineData("000.000.5724", "000 000 5724")]
    [InlineData("https://portal.example/status/0000005724", "000 000 5724")]
    [InlineData("https://portal.example/en/status/0000005724/", "000 000 5724")]
    [InlineData("https://portal.example/status/0000005724?dari=qr#atas", "000 000 5724")]
    [InlineData("https://portal.example/status/000%20000%205724", "000 000 5724")]
    public void Parse_TypedOrPasted_IsRead(string typed, string grouped) => RegisterNumber.Parse(typed).Value.Grouped.ShouldBe(grouped);

    [Theory]
    [InlineData(null, "register_required")]
    [InlineData(" - ", "register_required")]
    [InlineData("https://portal.example/", "register_digits")]
    [InlineData("https://portal.example/status/", "register_digits")]
    [InlineData("/", "register_required")]
    [InlineData("00000O5724", "register_digits")]
    [InlineData("％００", "register_digits")]
    [InlineData("000000572", "register_length")]
    [InlineData("00000057240", "register_length")]
    [InlineData("0000005725", "register_check_digit")]
    [InlineData("0000005742", "register_check_digit")]
    public void Parse_BadInput_NamesWhatIsWrong(string? typed, string code)
    {
        RegisterNumber.Parse(typed, "number").Error.ShouldBe(new Error(code, ErrorKind.Invalid, "number"));
        RegisterNumber.TryParse(typed, out _).ShouldBeFalse();
    }

    // 572 with check digit 4 is the worked example of Damm's scheme.
    [Fact]
    public void Parse_PublishedExample_HasItsCheckDigit() => RegisterNumber.TryParse("0000005724", out _).ShouldBeTrue();

    [Fact]
    public void EverySingleWrongDigit_InAnyNumber_IsCaught() => Prop.ForAll(Sequences, sequence =>
    {
        var right = RegisterNumber.FromSequence(sequence, Key).Value;
        return Enumerable.Range(0, right.Length).All(at => "0123456789".Where(d => d != right[at])
            .All(wrong => RegisterNumber.Parse($"{right[..at]}{wrong}{right[(at + 1)..]}").Error.Code == "register_check_digit"));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void EverySwapOfNeighbours_InAnyNumber_IsCaught() => Prop.ForAll(Sequences, sequence =>
    {
        var right = RegisterNumber.FromSequence(sequence, Key).Value;
        return Enumerable.Range(0, right.Length - 1).Where(at => right[at] != right[at + 1])
            .All(at => RegisterNumber.Parse($"{right[..at]}{right[at + 1]}{right[at]}{right[(at + 2)..]}").Error.Code == "register_check_digit");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    // All 100 pairs behind every carried digit: with the properties above this leaves no case to chance.
    [Fact]
    public void EveryPairOfDigits_BehindEveryPrefix_TellsItselfFromItsSwap()
    {
        foreach (var (prefix, a, b) in from p in Enumerable.Range(0, 10) from a in Enumerable.Range(0, 10) from b in Enumerable.Range(0, a) select (p, a, b))
        {
            var straight = Enumerable.Range(0, 10).Single(c => RegisterNumber.TryParse($"000000{prefix}{a}{b}{c}", out _));
            RegisterNumber.TryParse($"000000{prefix}{b}{a}{straight}", out _).ShouldBeFalse($"{prefix}{a}{b}");
        }
    }

    [Fact]
    public void FromSequence_EndsOfTheRange_AreAcceptedAndBeyondThrows()
    {
        RegisterNumber.TryParse(RegisterNumber.FromSequence(0, Key).Value, out _).ShouldBeTrue();
        RegisterNumber.TryParse(RegisterNumber.FromSequence(999_999_999, Key).Value, out _).ShouldBeTrue();
        Should.Throw<ArgumentOutOfRangeException>(() => RegisterNumber.FromSequence(-1, Key));
        Should.Throw<ArgumentOutOfRangeException>(() => RegisterNumber.FromSequence(1_000_000_000, Key));
    }

    [Fact]
    public void FromSequence_FiftyThousandInARow_AreDifferentNumbers() =>
        Enumerable.Range(0, 50_000).Select(i => RegisterNumber.FromSequence(i, Key).Value).Distinct().Count().ShouldBe(50_000);

    [Fact]
    public void FromSequence_DifferentSequences_GiveDifferentNumbers() => Prop.ForAll(Sequences, Sequences, (one, other) =>
        (one == other) == (RegisterNumber.FromSequence(one, Key) == RegisterNumber.FromSequence(other, Key)))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void FromSequence_Neighbours_LookUnrelated()
    {
        var numbers = Enumerable.Range(0, 2000).Select(i => long.Parse(RegisterNumber.FromSequence(i, Key).Value[..9])).ToList();
        var distances = numbers.Zip(numbers.Skip(1), (a, b) => Math.Abs(a - b)).ToList();

        // Two random points of [0, 10⁹) lie a third of it apart on average; within a thousandth only once in five hundred.
        distances.Average().ShouldBeInRange(0.30e9, 0.36e9);
        distances.Count(d => d < 1_000_000).ShouldBeLessThan(20);
        Enumerable.Range(0, 10).ShouldAllBe(first => numbers.Count(n => n / 100_000_000 == first) > 120);
    }

    // Numbers on paper outlive every release: this must never change for a given key.
    [Fact]
    public void FromSequence_KnownKey_StaysTheSameForEver() =>
        new long[] { 0, 1, 2, 999_999_999 }.Select(s => RegisterNumber.FromSequence(s, Key).Grouped).ShouldBe(["212 077 4560", "885 468 2699", "887 189 4914", "760 547 7369"]);

    [Fact]
    public void FromSequence_OtherKey_GivesAnotherOrder()
    {
        var other = new RegisterNumberKey(new byte[32]);
        Enumerable.Range(0, 100).Count(i => RegisterNumber.FromSequence(i, Key) == RegisterNumber.FromSequence(i, other)).ShouldBeLessThan(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Key_OfAnotherLength_IsRefused(int length) => Should.Throw<ArgumentException>(() => new RegisterNumberKey(new byte[length]));

    [Fact]
    public void Key_Printed_ShowsNothing() => new RegisterNumberKey(new byte[32]).ToString().ShouldBe("RegisterNumberKey");

    [Fact]
    public void Default_Printed_IsEmpty()
    {
        default(RegisterNumber).ToString().ShouldBe("");
        default(RegisterNumber).Grouped.ShouldBe("");
        Should.Throw<InvalidOperationException>(() => default(RegisterNumber).Value);
    }

    [Fact]
    public void Parse_AnyText_NeverThrows() =>
        Prop.ForAll<string>(text => RegisterNumber.Parse(text).Succeeded || RegisterNumber.Parse(text).Errors.Count == 1)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
