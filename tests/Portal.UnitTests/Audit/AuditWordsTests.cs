using System.Reflection;
using Portal.Core.Audit;
using Portal.UnitTests.Web;
using Portal.Web.Features.Staff.Audit;

namespace Portal.UnitTests.Audit;

public sealed class AuditWordsTests
{
    private static readonly string[] s_keys = [.. SourceFiles.Texts(Path.Combine(SourceFiles.Web, "Features", "Staff", "Audit", "AuditTexts.resx")).Select(text => text.Key)];

    private static IEnumerable<string> Verbs => typeof(AuditVerbs).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);

    [Fact]
    public void Verbs_AllOfThem_HaveWordsAndAGroupWithWords()
    {
        Verbs.Select(verb => $"Verb.{verb}").Except(s_keys).ShouldBeEmpty();
        Verbs.Select(verb => $"Area.{verb.Split('.')[0]}").Distinct().Except(s_keys).ShouldBeEmpty();
        s_keys.Where(key => key.StartsWith("Verb.", StringComparison.Ordinal)).Except(Verbs.Select(verb => $"Verb.{verb}")).ShouldBeEmpty();
        s_keys.Where(key => key.StartsWith("Fault.", StringComparison.Ordinal)).Order().ShouldBe(Enum.GetNames<SealFault>().Select(fault => $"Fault.{fault}").Order());
    }

    [Theory]
    [InlineData("staff.signed_in", 1)]
    [InlineData("keys", 1)]
    [InlineData("no-such-thing", 0)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    public void VerbsOf_WhatTheAddressSays_AreThoseThatAreThere(string? chosen, int verbs) => AuditAreas.VerbsOf(chosen).Count.ShouldBe(verbs);

    [Fact]
    public void VerbsOf_AGroup_AreAllOfIt() =>
        AuditAreas.VerbsOf("stock").ShouldBe(Verbs.Where(verb => verb.StartsWith("stock.", StringComparison.Ordinal)));

    [Theory]
    [InlineData("biasa", "biasa")]
    [InlineData(null, "")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+62", "\"'+62\"")]
    [InlineData("-3", "\"'-3\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("  =HYPERLINK(1)", "\"'  =HYPERLINK(1)\"")]
    [InlineData("\uFF1DHYPERLINK(1)", "\"'\uFF1DHYPERLINK(1)\"")]
    [InlineData("\u2003=1+1", "\"'\u2003=1+1\"")]
    [InlineData("\tapa", "\"'\tapa\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("kata \"nya\"", "\"kata \"\"nya\"\"\"")]
    [InlineData("dua\nbaris", "\"dua\nbaris\"")]
    public void Csv_OfACell_IsNeverAFormula(string? text, string cell) => CsvCells.Line([text]).ShouldBe(cell + "\r\n");

    [Theory]
    [InlineData("1-2", true)]
    [InlineData("1765080000000000-7", true)]
    [InlineData("999999999999999999-1", false)]
    [InlineData("99999999999999999999-1", false)]
    [InlineData("a-b", false)]
    [InlineData("-1-2", false)]
    [InlineData("1", false)]
    [InlineData(null, false)]
    public void Place_FromAnAddress_IsReadOrIgnored(string? text, bool there) =>
        new AuditAddress(null, null, null, null, null, null, text).Place.HasValue.ShouldBe(there);
}
