using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Portal.Web.Features.Tracking;
using Portal.Web.Shared.Reading;

namespace Portal.UnitTests.Web;

public sealed class RememberedTextsTests
{
    private readonly RememberedTexts<StatusTexts> _texts = new(
        new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider().GetRequiredService<IStringLocalizerFactory>());

    [Fact]
    public void Text_InEachLanguage_IsThatLanguagesOwnEveryTime()
    {
        for (var i = 0; i < 2; i++)
        {
            In("id-ID", () => _texts["What.submitted"].Value).ShouldBe("Terdaftar");
            In("en-GB", () => _texts["What.submitted"].Value).ShouldBe("Registered");
        }
    }

    [Fact]
    public void Text_WithValues_IsFilledInEachTime()
    {
        In("en-GB", () => _texts["Since", "Monday"].Value).ShouldBe("Since Monday");
        In("en-GB", () => _texts["Since", "Tuesday"].Value).ShouldBe("Since Tuesday");
    }

    [Fact]
    public void Text_Missing_SaysSo() => In("id-ID", () => _texts["No.such.text"].ResourceNotFound).ShouldBeTrue();

    private static T In<T>(string culture, Func<T> read)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return read();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
