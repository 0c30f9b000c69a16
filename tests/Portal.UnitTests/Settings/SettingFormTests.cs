using Portal.Core.Offices;
using Portal.Core.PublicInfo;
using Portal.Core.Settings;
using Portal.Core.Shared;

namespace Portal.UnitTests.Settings;

/// <summary>Forms: one spelling of each value, ranges that are told, and nobody's typing lost or overwritten.</summary>
public sealed class SettingFormTests
{
    private static readonly OfficeRules s_rules = new() { Promise = new("Satu bulan"), PrintsPerDay = 30 };

    [Fact]
    public void Read_EveryFieldOfEveryForm_WritesBackToTheSame()
    {
        foreach (var field in OfficeRulesForm.Form.Fields)
        {
            var text = field.Read(s_rules);
            field.Read(field.Write(new OfficeRules(), text).Value).ShouldBe(text, field.Name);
        }

        var office = new OfficeIdentity("Umpama", "Kota Cilegon", "Asia/Jayapura", new("Loket 1", "Desk 1"), new OfficeLetters { Head = ["PEMERINTAH KOTA", "KECAMATAN UMPAMA"], Signatories = [new("Contoh, S.Sos.", "Camat", "196801011990031001"), new("Umpama", "Sekcam")] });
        OfficeIdentity.Form.Read(OfficeIdentity.Form.Write(OfficeIdentity.Blank, OfficeIdentity.Form.Read(office)).Value).ShouldBe(OfficeIdentity.Form.Read(office));

        var wording = new ServiceWording([new(new("KK", "Family card")), new(new("Surat pengantar"), OnlyWithReferralLetter: true)], [new("Datang")], new("Satu hari"));
        ServiceWording.Form.Read(ServiceWording.Form.Write(new ServiceWording([], [], null), ServiceWording.Form.Read(wording)).Value).ShouldBe(ServiceWording.Form.Read(wording));
    }

    [Theory]
    [InlineData("peoplePerPhone", "0", "1", "20", "21")]
    [InlineData("lapsesAfterDays", "0", "1", "365", "366")]
    [InlineData("lowStock", "-1", "0", "100000", "100001")]
    [InlineData("stageCentre", "-1", "0", "365", "366")]
    [InlineData("standardDays", "0", "1", "365", "366")]
    [InlineData("recordingMinutes", "0", "1", "240", "241")]
    [InlineData("printsPerDay", "0", "1", "1000", "1001")]
    [InlineData("pickupReminderDays", "0", "1", "365", "366")]
    public void Write_Number_HoldsItsRange(string field, string below, string least, string most, string above)
    {
        Written(field, below).Succeeded.ShouldBeFalse();
        Written(field, least).Succeeded.ShouldBeTrue();
        Written(field, most).Succeeded.ShouldBeTrue();
        Written(field, above).Succeeded.ShouldBeFalse();
        Written(field, "tiga").Error.Arguments.Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("7, 30, 90", true)]
    [InlineData("7;30", true)]
    [InlineData("", true)]
    [InlineData("30, 7", false)]
    [InlineData("7, 7", false)]
    [InlineData("1,2,3,4,5,6,7", false)]
    public void Write_Reminders_AscendAndAreFew(string typed, bool right) => Written("pickupReminderDays", typed).Succeeded.ShouldBe(right);

    [Fact]
    public void Write_Reasons_NeedIndonesianNameTheLineAndTakeNoTwins()
    {
        Written("spoilReasons", "Kartu macet\n | Jammed").Error.ShouldBe(SettingErrors.IndonesianRequired("spoilReasons", 2));
        Written("spoilReasons", "Kartu macet\n | Jammed").Error.Arguments.ShouldBe([2]);
        Written("spoilReasons", "Kartu macet | Jammed\nkartu MACET").Error.ShouldBe(SettingErrors.LineTwice("spoilReasons", 2));
        Written("spoilReasons", "").Error.ShouldBe(SettingErrors.ListEmpty("spoilReasons"));
        Written("spoilReasons", new string('x', 201)).Error.ShouldBe(SettingErrors.LineTooLong("spoilReasons", 1, 200));
        Written("spoilReasons", "  Kartu\u200b  macet \n\n").Value.SpoilReasons.ShouldBe([new LocalizedText("Kartu macet")]);
    }

    [Fact]
    public void Classes_MovedRenamedAndAdded_KeepTheirCodesAndSoTheirCards()
    {
        var moved = Written("priorityClasses", "Siswa yang akan ujian atau lulus sekolah | School-leavers before an exam\nKeperluan mendesak (berobat) | Urgent need (medical)").Value.PriorityClasses;
        moved.Select(c => (c.Code, c.Rank)).ShouldBe([("exam", (short)10), ("urgent", (short)20)]);

        var renamed = Written("priorityClasses", "Keperluan mendesak (berobat)\nSiswa kelas akhir").Value.PriorityClasses;
        renamed.Select(c => c.Code).ShouldBe(["urgent", "exam"]);

        var added = Written("priorityClasses", "Keperluan mendesak (berobat)\nSiswa yang akan ujian atau lulus sekolah\nLansia\nUrgent").Value.PriorityClasses;
        added.Select(c => c.Code).ShouldBe(["urgent", "exam", "lansia", "urgent2"]);

        Written("priorityClasses", "").Value.PriorityClasses.ShouldBeEmpty();
    }

    [Fact]
    public void Merge_OthersChangedAnotherField_BothChangesStand()
    {
        var seen = OfficeRulesForm.Form.Read(s_rules);
        var now = s_rules with { LowStock = 50 };

        var merged = OfficeRulesForm.Form.Merge(now, seen, With(seen, "lapsesAfterDays", "60")).Value;

        (merged.LapsesAfterDays, merged.LowStock).ShouldBe((60, 50));
    }

    [Fact]
    public void Merge_OthersChangedTheSameField_IsToldAndNothingIsTaken()
    {
        var seen = OfficeRulesForm.Form.Read(s_rules);
        var now = s_rules with { LapsesAfterDays = 30 };

        OfficeRulesForm.Form.Merge(now, seen, With(seen, "lapsesAfterDays", "60")).Errors.ShouldBe([AccessErrors.StalePage.For("lapsesAfterDays")]);
        // Both typed the same: there is nothing to decide.
        OfficeRulesForm.Form.Merge(now, seen, With(seen, "lapsesAfterDays", "30")).Value.LapsesAfterDays.ShouldBe(30);
    }

    [Fact]
    public void Merge_SeveralFaults_AreAllTold()
    {
        var seen = OfficeRulesForm.Form.Read(s_rules);
        var typed = With(With(seen, "lapsesAfterDays", "0"), "printsHere", "mungkin");

        OfficeRulesForm.Form.Merge(s_rules, seen, typed).Errors.Select(e => e.Field).ShouldBe(["lapsesAfterDays", "printsHere"]);
    }

    [Fact]
    public void Changes_OfSignatories_TellPositionsNeverNames()
    {
        var office = OfficeIdentity.Blank with { Name = "Umpama", Regency = "Kota Cilegon" };
        var after = OfficeIdentity.Form.Write(office, new Dictionary<string, string> { ["signatories"] = "Contoh, S.Sos. | Camat | 19680101 199003 1 001" }).Value;

        after.Letters.Signatories.ShouldBe([new Signatory("Contoh, S.Sos.", "Camat", "196801011990031001")]);
        OfficeIdentity.Form.Changes(office, after).ShouldBe([new FieldChange("signatories", "", "Camat")]);
        OfficeIdentity.Form.Write(office, new Dictionary<string, string> { ["signatories"] = "Contoh | Camat | 123" }).Error.ShouldBe(OfficeErrors.NipInvalid(1));
        OfficeIdentity.Form.Write(office, new Dictionary<string, string> { ["signatories"] = "Contoh" }).Error.ShouldBe(OfficeErrors.SignatoryIncomplete(1));
    }

    [Fact]
    public void Word_PartThatReadsLikeTheNational_FollowsIt()
    {
        var national = new ServiceDefinition(ServiceSlug.Lost, 1, new("Hilang"), new("-"), [new(new("KK"))], [new("Datang")], new("Satu hari"));
        var own = new OfficeService(OfficeCode.Parse("36.72.03").Value, ServiceSlug.Lost, null, null, null);

        own.Word(new ServiceWording([new(new("KK")), new(new("Materai"))], [new("Datang")], null), national);

        own.Requirements!.Count.ShouldBe(2);
        own.Steps.ShouldBeNull();
        own.Time.ShouldBeNull();
        own.Word(ServiceWording.Of(national, null), national);
        own.Requirements.ShouldBeNull();
    }

    private static Result<OfficeRules> Written(string field, string typed) => OfficeRulesForm.Form.Write(new OfficeRules(), new Dictionary<string, string> { [field] = typed });

    private static Dictionary<string, string> With(IReadOnlyDictionary<string, string> seen, string field, string typed) => new(seen) { [field] = typed };
}
