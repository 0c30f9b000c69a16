using Portal.Core.Shared;
using Portal.Core.Staff;

namespace Portal.UnitTests.Staff;

public sealed class AuditReasonTests
{
    [Theory]
    [InlineData("  cocok  ", "cocok")]
    [InlineData("register 123 456 7890 salah orang", "register 123 456 7890 salah orang")]
    [InlineData("KK tahun 2019, nomor urut 4", "KK tahun 2019, nomor urut 4")]
    [InlineData("salah\0ketik\nnama", "salah ketik nama")]
    [InlineData("\u202Esalah\u200B ketik", "salah ketik")]
    public void Clean_OfAReason_KeepsItTrimmed(string typed, string kept) => AuditReason.Clean(typed).Value.ShouldBe(kept);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(" abc ")]
    public void Clean_OfNothing_AsksForOne(string? typed) => AuditReason.Clean(typed).Error.ShouldBe(AccessErrors.ReasonRequired);

    [Theory]
    [InlineData("NIK 3672030205900001 salah")]
    [InlineData("telepon 0812-3456-7890 tidak aktif")]
    [InlineData("3672 0302 0590 0001")]
    [InlineData("3672\u00A00302\u200B0590\n0001")]
    [InlineData("NIK ３６７２０３０２０５９００００１")]
    public void Clean_WithAPersonsNumber_IsRefused(string typed) => AuditReason.Clean(typed).Error.ShouldBe(StaffErrors.ReasonPersonalData);

    [Fact]
    public void Clean_WithHalfASurrogatePair_KeepsWhatTheDatabaseTakes() =>
        AuditReason.Clean("salah " + '\uD83D' + " ketik").Value.ShouldBe("salah \uFFFD ketik");

    [Fact]
    public void Clean_AtTheLongest_IsKeptAndOneMoreRefused()
    {
        AuditReason.Clean(new string('a', AuditReason.Longest)).Succeeded.ShouldBeTrue();
        AuditReason.Clean(new string('a', AuditReason.Longest + 1)).Error.Code.ShouldBe("reason_too_long");
    }
}
