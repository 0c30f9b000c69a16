using System.Globalization;
using Microsoft.AspNetCore.Http;
using Portal.Core.Shared;
using Portal.Web.Shared.Reading;

namespace Portal.UnitTests.Web;

public sealed class ReaderFormatTests
{
    private static readonly DateTimeOffset EightInTheMorning = new(2026, 12, 1, 1, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Language.Indonesian, "Selasa, 1 Desember 2026")]
    [InlineData(Language.English, "Tuesday, 1 December 2026")]
    public void Day_InTheReadersLanguage_IsWrittenOut(Language language, string written) =>
        Reading(language).Format.Day(new DateOnly(2026, 12, 1)).ShouldBe(written);

    [Theory]
    [InlineData(Language.Indonesian, "Asia/Jakarta", "08.00 WIB")]
    [InlineData(Language.Indonesian, "Asia/Makassar", "09.00 WITA")]
    [InlineData(Language.Indonesian, "Asia/Jayapura", "10.00 WIT")]
    [InlineData(Language.English, "Asia/Jakarta", "08:00 WIB")]
    public void Time_InTheOfficesZone_NamesTheZone(Language language, string zone, string written) =>
        Reading(language).Format.Time(EightInTheMorning, TimeZoneInfo.FindSystemTimeZoneById(zone)).ShouldBe(written);

    [Theory]
    [InlineData(Language.Indonesian, "Rp\u00a020.000")]
    [InlineData(Language.English, "Rp\u00a020,000")]
    public void Money_InTheReadersLanguage_IsGrouped(Language language, string written) =>
        Reading(language).Format.Money(20_000).ShouldBe(written);

    [Fact]
    public void AnyText_WhateverTheMachinesLocale_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            var format = Reading(Language.Indonesian).Format;
            format.Day(new DateOnly(2026, 12, 1)).ShouldBe("Selasa, 1 Desember 2026");
            format.Moment(EightInTheMorning, TimeZoneInfo.FindSystemTimeZoneById("Asia/Makassar")).ShouldBe("Selasa, 1 Desember 2026, pukul 09.00 WITA");
            format.Number(1_234_567).ShouldBe("1.234.567");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("/", "/en")]
    [InlineData("/daftar", "/en/daftar")]
    [InlineData("/en", "/")]
    [InlineData("/en/daftar", "/daftar")]
    [InlineData("/england", "/en/england")]
    [InlineData("/daftar?kantor=36.72.03", "/en/daftar?kantor=36.72.03")]
    public async Task SwitchUrl_FromAnyPage_KeepsPathAndQuery(string address, string other)
    {
        var context = new DefaultHttpContext();
        var parts = address.Split('?');
        context.Request.Path = parts[0];
        context.Request.QueryString = parts.Length > 1 ? new QueryString("?" + parts[1]) : QueryString.Empty;
        await new ReaderLanguageMiddleware(_ => Task.CompletedTask).InvokeAsync(context);
        new ReaderLanguage(new HttpContextAccessor { HttpContext = context }).SwitchUrl.ShouldBe(other);
    }

    private static (ReaderLanguage Language, ReaderFormat Format) Reading(Language language)
    {
        var context = new DefaultHttpContext();
        context.Features.Set(new AskedPage(language, "/", string.Empty));
        var reader = new ReaderLanguage(new HttpContextAccessor { HttpContext = context });
        return (reader, new ReaderFormat(reader));
    }
}
