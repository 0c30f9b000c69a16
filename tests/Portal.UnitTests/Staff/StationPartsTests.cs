using Bunit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Portal.Core.Applications;
using Portal.Core.Shared;
using Portal.Infrastructure.Applications;
using Portal.Web.Features.Staff.Checks;
using Portal.Web.Features.Staff.Desk;
using Portal.Web.Features.Staff.Recordings;
using Portal.Web.Shared.Reading;

namespace Portal.UnitTests.Staff;

/// <summary>The parts of the recording station and of the second person's check that decide something.</summary>
public sealed class StationPartsTests : BunitContext
{
    private static readonly PartNote ByAni = new(null, "Kamera 1", Guid.NewGuid(), "Ani", new DateTimeOffset(2026, 12, 7, 9, 12, 0, TimeSpan.FromHours(7)));
    private readonly List<string?> _taken = [];
    private int _takenBack;

    public StationPartsTests()
    {
        var http = new DefaultHttpContext();
        http.Features.Set(new AskedPage(Language.Indonesian, "/petugas", string.Empty));
        Services.AddLocalization();
        Services.AddSingleton<IHttpContextAccessor>(new HttpContextAccessor { HttpContext = http });
        Services.AddScoped<ReaderLanguage>();
        Services.AddScoped<ReaderFormat>();
        Services.AddScoped<ErrorSentences>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData(RecordingPart.Dossier, "Berkas sesuai", false)]
    [InlineData(RecordingPart.Photo, "Foto direkam", true)]
    [InlineData(RecordingPart.Fingerprints, "Sidik jari direkam", true)]
    [InlineData(RecordingPart.Iris, "Iris direkam", true)]
    [InlineData(RecordingPart.Signature, "Tanda tangan direkam", true)]
    [InlineData(RecordingPart.Data, "Data benar", false)]
    public void Part_Open_OffersToTakeItAndAnExceptionOnlyForTheBody(RecordingPart part, string take, bool body)
    {
        var card = Card(part);

        card.Find("button.take").TextContent.ShouldBe(take);
        card.FindAll("button").Count.ShouldBe(body ? 2 : 1);
        card.FindAll(".device input").Count.ShouldBe(body ? 1 : 0);
        card.FindAll(".noted").ShouldBeEmpty();

        card.Find("button.take").Click();
        _taken.ShouldBe([null]);
    }

    [Fact]
    public void Part_Noted_SaysByWhomAndIsTakenAgainOnlyOnPurpose()
    {
        var card = Card(RecordingPart.Photo, ByAni);

        card.Find(".noted").TextContent.ShouldContain("Sudah dicatat oleh Ani, 09.12");
        card.Find(".noted").TextContent.ShouldContain("Kamera 1");
        card.FindAll("button.take").ShouldBeEmpty();
        card.Find("button[aria-label='Batalkan catatan Foto']").Click();
        card.Find("button[aria-label='Catat ulang Foto']").Click();
        card.Find("button.take").Click();

        (_takenBack, _taken.Count).ShouldBe((1, 1));
        card.FindAll("button.take").ShouldBeEmpty("noted again, closed again");
    }

    [Fact]
    public void Part_Excepted_ShowsTheReason() =>
        Card(RecordingPart.Iris, ByAni with { Exception = new("Mata tidak dapat direkam") }).Find(".part.excepted").TextContent.ShouldContain("Dikecualikan: Mata tidak dapat direkam");

    [Fact]
    public void Exception_WithoutAReason_IsExplainedAndNothingIsNoted()
    {
        var card = Excepting();

        card.Find("button").Click();
        card.Find(".why").TextContent.ShouldContain("Pilih alasan");
        card.FindAll("input[type=radio]")[^1].Change(true);
        card.Find("input[maxlength='500']").Input("abc");
        card.Find("button").Click();

        card.Find(".why").TextContent.ShouldContain("5 huruf");
        card.Find("input[maxlength='500']").GetAttribute("value").ShouldBe("abc", "what was typed stays");
        _taken.ShouldBeEmpty();
    }

    [Fact]
    public void Exception_ListedOrOwn_IsHandedOver()
    {
        var listed = Excepting();
        listed.FindAll("input[type=radio]")[1].Change(true);
        listed.Find("button").Click();
        var own = Excepting();
        own.FindAll("input[type=radio]")[^1].Change(true);
        own.Find("input[maxlength='500']").Input(" tangan digips ");
        own.Find("button").Click();

        _taken.ShouldBe(["Sidik jari aus", "tangan digips"]);
        own.FindAll("fieldset").ShouldBeEmpty();
    }

    [Fact]
    public void Device_Typed_IsRemembered()
    {
        List<string?> kept = [];
        var card = Render<PartCard>(p => p.Add(c => c.Part, RecordingPart.Photo).Add(c => c.Device, "Kamera 1").Add(c => c.OnDevice, kept.Add));

        card.Find(".device input").GetAttribute("value").ShouldBe("Kamera 1");
        card.Find(".device input").Change("Kamera 2");

        kept.ShouldBe(["Kamera 2"]);
    }

    [Fact]
    public void Next_OfAStationOrOfAll_GoesThePersonsWay()
    {
        HashSet<RecordingPart> noted = [RecordingPart.Dossier, RecordingPart.Fingerprints];

        Stations.All.SelectMany(s => s).Order().ToList().ShouldBe([.. Enum.GetValues<RecordingPart>()], "every part has one station");
        Stations.Next(null, noted.Contains).ShouldBe(RecordingPart.Photo);
        Stations.Next(1, noted.Contains).ShouldBeNull();
        Stations.Next(3, noted.Contains).ShouldBe(RecordingPart.Iris);
        Stations.Next(4, noted.Contains).ShouldBe(RecordingPart.Data);
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("4", 4)]
    [InlineData("0", null)]
    [InlineData("5", null)]
    [InlineData("12", null)]
    [InlineData(null, null)]
    public void Station_OfTheAddress_IsOneOfFour(string? text, int? station) => Stations.Parse(text).ShouldBe(station);

    [Fact]
    public void Check_Unanswered_ConfirmsNothing()
    {
        var (form, confirmed, _) = Form();

        form.Find("button").Click();
        form.Find(".why").TextContent.ShouldContain("Jawab kedua pertanyaan");
        Answer(form, 0, yes: true);
        form.Find("button").Click();

        confirmed.ShouldBeEmpty();
        Answer(form, 1, yes: true);
        form.Find("button").Click();
        confirmed.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Check_OneNo_LeavesOnlyTheWayBackWithAReason(int question)
    {
        var (form, confirmed, returned) = Form();
        Answer(form, 1 - question, yes: true);
        Answer(form, question, yes: false);

        form.Find("button").TextContent.ShouldBe("Kembalikan untuk direkam ulang");
        form.FindAll("button").Count.ShouldBe(1);
        form.Find("button").Click();
        form.Find(".why").TextContent.ShouldContain("Pilih paling sedikit satu alasan");
        form.FindAll("input[type=checkbox]")[0].Change(true);
        form.Find("label.own input").Input("mata tertutup");
        form.Find("button").Click();

        confirmed.ShouldBeEmpty();
        returned.ShouldHaveSingleItem().ShouldBe("Foto tidak jelas|mata tertutup");
    }

    [Fact]
    public void ScanBox_NumberQrAndNonsense_AreToldApart()
    {
        List<string> went = [];
        List<string> faults = [];
        var box = Render<ScanBox>(p => p.Add(c => c.Label, "Pindai").Add(c => c.Go, (RegisterNumber r) => went.Add(r.Value)).Add(c => c.OnFault, faults.Add));
        var register = RegisterNumber.FromSequence(7, new RegisterNumberKey(new byte[32]));

        foreach (var typed in new[] { register.Grouped, $"https://ektp.example/status/{register}", "bukan nomor", "" })
        {
            box.Find("input").Input(typed);
            box.Find("input").KeyDown("Enter");
            box.Find("input").GetAttribute("value").ShouldBeNullOrEmpty();
        }

        went.ShouldBe([register.Value, register.Value]);
        faults.Count.ShouldBe(1);
    }

    private IRenderedComponent<PartCard> Card(RecordingPart part, PartNote? note = null) => Render<PartCard>(p => p
        .Add(c => c.Part, part)
        .Add(c => c.Note, note)
        .Add(c => c.Reasons, ["Jari tidak ada atau cedera", "Sidik jari aus"])
        .Add(c => c.OnTake, _taken.Add)
        .Add(c => c.OnTakeBack, () => _takenBack++));

    private IRenderedComponent<PartCard> Excepting()
    {
        var card = Card(RecordingPart.Fingerprints);
        card.Find("button.link").Click();
        card.FindAll("input[type=radio]").Count.ShouldBe(3);
        return card;
    }

    private (IRenderedComponent<CheckForm> Form, List<bool> Confirmed, List<string> Returned) Form()
    {
        List<bool> confirmed = [];
        List<string> returned = [];
        var form = Render<CheckForm>(p => p
            .Add(c => c.Reasons, ["Foto tidak jelas", "Data salah ketik"])
            .Add(c => c.OnConfirm, () => confirmed.Add(true))
            .Add(c => c.OnReturn, ((IReadOnlyList<string> Reasons, string? Note) why) => returned.Add($"{string.Join(',', why.Reasons)}|{why.Note}")));
        return (form, confirmed, returned);
    }

    private static void Answer(IRenderedComponent<CheckForm> form, int question, bool yes) =>
        form.FindAll("fieldset.question")[question].QuerySelectorAll("input")[yes ? 0 : 1].Change(true);
}
