using Portal.Core.Staff;

namespace Portal.UnitTests.Staff;

public sealed class StaffAccountRulesTests
{
    private const string Good = "tiga kucing di atas pagar";

    [Theory]
    [InlineData(" Siti.Loket ", "siti.loket")]
    [InlineData("abc", "abc")]
    [InlineData("petugas_01-a", "petugas_01-a")]
    public void CleanUserName_OfAName_IsLowerCase(string typed, string name) => StaffAccountRules.CleanUserName(typed).Value.ShouldBe(name);

    [Theory]
    [InlineData(null)]
    [InlineData("ab")]
    [InlineData("siti loket")]
    [InlineData("sıtı")]
    [InlineData("siti@loket")]
    [InlineData("aaaaaaaaaabbbbbbbbbbccccccccccddddddddddd")]
    public void CleanUserName_OfAnythingElse_IsRefused(string? typed) => StaffAccountRules.CleanUserName(typed).Error.ShouldBe(StaffErrors.UserNameInvalid);

    [Theory]
    [InlineData("aB3 dE5 gH7 ", true)]
    [InlineData("aB3 dE5 gH7", false)]
    public void CheckPassword_AtTheShortest_CountsCharacters(string password, bool good) =>
        StaffAccountRules.CheckPassword(password, password, "lama", "siti").Succeeded.ShouldBe(good);

    [Fact]
    public void CheckPassword_Foolish_IsRefused()
    {
        StaffAccountRules.CheckPassword(Good, Good, Good, "siti").Error.ShouldBe(StaffErrors.PasswordTooEasy);
        StaffAccountRules.CheckPassword("SITI.loket 2026", "SITI.loket 2026", "lama", "siti.loket").Error.ShouldBe(StaffErrors.PasswordTooEasy);
        StaffAccountRules.CheckPassword("abababababababab", "abababababababab", "lama", "siti").Error.ShouldBe(StaffErrors.PasswordTooEasy);
        StaffAccountRules.CheckPassword(new string('x', 120) + "abcdefghi", new string('x', 120) + "abcdefghi", "lama", "siti").Error.Code.ShouldBe("password_too_long");
        StaffAccountRules.CheckPassword("pendek", "lain", "lama", "siti").Errors.Count.ShouldBe(2);
    }

    [Fact]
    public void NewPassword_Each_IsAnotherAndPassesItsOwnRules()
    {
        var some = Enumerable.Range(0, 200).Select(_ => StaffAccountRules.NewPassword()).ToList();

        some.Distinct().Count().ShouldBe(200);
        some.ShouldAllBe(p => StaffAccountRules.CheckPassword(p, p, "lama", "admin").Succeeded);
        some.ShouldAllBe(p => !p.Any(c => "0oO1lIi".Contains(c)));
    }
}
