using System.Text;
using Portal.Infrastructure.Imports;

namespace Portal.UnitTests.Imports;

public sealed class CsvTableTests
{
    private static readonly CsvColumn[] Columns = [new("name", true, "nama", "namalengkap", "name"), new("nik", true, "nik"), new("note", false, "catatan")];
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string, byte[]> SameFile => new()
    {
        { "semicolon", Encoding.UTF8.GetBytes("NIK;Nama Lengkap\r\n3672030505900001;Né, Contoh\r\n") },
        { "comma and quotes", Encoding.UTF8.GetBytes("nik,NAMA\n3672030505900001,\"Né, Contoh\"\n") },
        { "tab", Encoding.UTF8.GetBytes("Nama\tNIK\nNé, Contoh\t3672030505900001") },
        { "byte order mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("NIK;nama\n3672030505900001;Né, Contoh")] },
        { "Windows-1252", Windows1252.GetBytes("NIK;nama\n3672030505900001;Né, Contoh") },
        { "UTF-16", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("NIK;nama\n3672030505900001;Né, Contoh")] },
        { "sep line", Encoding.UTF8.GetBytes("sep=;\r\nNIK;nama\r\n3672030505900001;Né, Contoh\r\n") },
        { "kept as text", Encoding.UTF8.GetBytes("NIK;nama;lain\n=\"3672030505900001\";Né, Contoh;x\n;;\n\n") },
        { "apostrophe", Encoding.UTF8.GetBytes("NIK ; Nama. \n'3672030505900001 ; Né, Contoh \n") },
    };

    [Theory]
    [MemberData(nameof(SameFile))]
    public void Read_HoweverItWasSaved_IsTheSameTable(string how, byte[] content)
    {
        var row = CsvTable.Read(content, Columns).Value.ShouldHaveSingleItem(how);

        (row["nik"], row["name"], row["note"]).ShouldBe(("3672030505900001", "Né, Contoh", null));
        row.Line.ShouldBe(how == "sep line" ? 3 : 2);
    }

    [Fact]
    public void Read_QuotedLineBreaksAndGaps_CountsLinesAsAnEditorDoes()
    {
        var rows = CsvTable.Read(Encoding.UTF8.GetBytes("nik;nama;catatan\n1;a;\"dua\nbaris \"\"ini\"\"\"\n\n2;b\n;;\n3;c;;;\n"), Columns).Value;

        rows.Select(r => (r.Line, r["nik"])).ShouldBe([(2, "1"), (5, "2"), (7, "3")]);
        rows[0]["note"].ShouldBe("dua\nbaris \"ini\"");
    }

    [Theory]
    [InlineData("nama;lain\na;b", "file_column_missing")]
    [InlineData("nik;nama;NAMA LENGKAP\n1;a;b", "file_column_twice")]
    [InlineData("nik;nama\n", "file_empty")]
    [InlineData("", "file_empty")]
    [InlineData("PK\u0003\u0004", "file_not_text")]
    [InlineData("nik;nama\n1;a\0", "file_not_text")]
    public void Read_FaultOfTheFile_IsTold(string text, string code) => CsvTable.Read(Encoding.UTF8.GetBytes(text), Columns).Error.Code.ShouldBe(code);

    [Fact]
    public void Read_TooMuch_IsToldBeforeItIsReadIn()
    {
        CsvTable.Read(new byte[CsvTable.LargestFile + 1], Columns).Error.Code.ShouldBe("file_too_large");
        var many = "nik;nama\n" + string.Concat(Enumerable.Repeat("1;a\n", CsvTable.MostRows));
        CsvTable.Read(Encoding.UTF8.GetBytes(many), Columns).Value.Count.ShouldBe(CsvTable.MostRows);
        CsvTable.Read(Encoding.UTF8.GetBytes(many + "1;a\n"), Columns).Error.Code.ShouldBe("file_too_many_rows");
    }
}
