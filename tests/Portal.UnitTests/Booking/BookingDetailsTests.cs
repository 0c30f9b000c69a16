using Portal.Core.Applications;
using Portal.Core.Booking;
using Portal.Core.PublicInfo;
using Portal.Core.Shared;

namespace Portal.UnitTests.Booking;

public sealed class BookingDetailsTests
{
    private static readonly OfficeCode Office = OfficeCode.Parse("36.72.03").Value;
    private static readonly VillageCode Village = VillageCode.Parse("36.72.03.1001").Value;
    private static readonly DateOnly Today = new(2026, 12, 1);

    private static readonly BookingAnswers Good = new()
    {
        Name = "Siti Contoh",
        Nik = "3672035703050001",
        BirthDay = "17",
        BirthMonth = "3",
        BirthYear = "2005",
        Phone = "0812 3456 7890",
        Village = "36.72.03.1001",
        Channel = "sms",
        Needs = ["pregnant"],
        Consent = true,
    };

    [Fact]
    public void Check_GoodAnswers_AreRead()
    {
        var details = Check(Good).Value;

        details.Name.ShouldBe("Siti Contoh");
        details.BirthDate.ShouldBe(new DateOnly(2005, 3, 17));
        details.Phone!.Value.Value.ShouldBe("+6281234567890");
        details.Channel.ShouldBe(Channel.Sms);
        details.Needs.ShouldBe(SpecialNeeds.Pregnant);
    }

    [Fact]
    public void Check_NothingTyped_TellsEveryFaultAtOnce() =>
        Check(new BookingAnswers()).Errors.Select(e => (e.Code, e.Field)).ShouldBe(
        [
            ("name_required", "name"), ("nik_required", "nik"), ("birth_date_required", "birthDate"), ("village_required", "village"),
            ("channel_required", "channel"), ("consent_required", "consent"),
        ]);

    [Theory]
    [InlineData(null, "married_required")]
    [InlineData("no", "under_age")]
    [InlineData("yes", null)]
    [InlineData("perhaps", "married_required")]
    public void Check_Under17_MarriageDecides(string? married, string? code) =>
        Codes(Good with { BirthYear = "2010", EverMarried = married }).ShouldBe(code is null ? [] : [code]);

    [Fact]
    public void Check_UnderAge_TellsFromWhen() =>
        Check(Good with { BirthYear = "2010", EverMarried = "no" }).Error.Arguments.ShouldBe([new DateOnly(2027, 3, 17)]);

    [Fact]
    public void Check_TurnsSeventeenOnTheDayItself_MayBook() =>
        BookingDetails.Check(Good with { BirthDay = "10", BirthMonth = "12", BirthYear = "2009" }, Office, [Village], ServiceSlug.New, Language.Indonesian, new DateOnly(2026, 12, 10), Today)
            .Succeeded.ShouldBeTrue();

    [Fact]
    public void Check_TurnsSeventeenTheDayAfter_MayNot() =>
        BookingDetails.Check(Good with { BirthDay = "11", BirthMonth = "12", BirthYear = "2009", EverMarried = "no" }, Office, [Village], ServiceSlug.New, Language.Indonesian, new DateOnly(2026, 12, 10), Today)
            .Error.Code.ShouldBe("under_age");

    [Theory]
    [InlineData("none", "", null)]
    [InlineData("none", "0812 3456 7890", null)]
    [InlineData("sms", "", "channel_needs_phone")]
    [InlineData("whatsapp", "  ", "channel_needs_phone")]
    [InlineData("pigeon", "0812 3456 7890", "channel_required")]
    [InlineData("sms", "021 5551234", "phone_landline")]
    public void Check_ChannelAndPhone_GoTogether(string channel, string phone, string? code) =>
        Codes(Good with { Channel = channel, Phone = phone }).ShouldBe(code is null ? [] : [code]);

    [Theory]
    [InlineData("36.72.03.1009", "village_unknown")]
    [InlineData("64.72.04.1001", "village_unknown")]
    [InlineData("rubbish", "village_unknown")]
    public void Check_VillageOfAnotherOffice_IsUnknown(string village, string code) => Codes(Good with { Village = village }).ShouldBe([code]);

    [Fact]
    public void Check_UnknownNeed_IsRefused() => Codes(Good with { Needs = ["elderly", "vip"] }).ShouldBe(["needs_unknown"]);

    [Fact]
    public void Check_Pickup_NeedsTheOwnLink() =>
        BookingDetails.Check(Good, Office, [Village], ServiceSlug.Pickup, Language.Indonesian, Today, Today).Errors.Select(e => e.Code).ShouldBe(["pickup_needs_link"]);

    [Fact]
    public void Check_BirthDateAgainstTheNik_IsAllowed() => Check(Good with { BirthDay = "18" }).Succeeded.ShouldBeTrue();

    private static IEnumerable<string> Codes(BookingAnswers answers) => Check(answers).Errors.Select(e => e.Code);

    private static Result<BookingDetails> Check(BookingAnswers answers) =>
        BookingDetails.Check(answers, Office, [Village], ServiceSlug.New, Language.Indonesian, Today.AddDays(3), Today);
}
