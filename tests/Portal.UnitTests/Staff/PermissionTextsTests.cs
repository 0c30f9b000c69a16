using Portal.Core.Staff;
using Portal.UnitTests.Web;

namespace Portal.UnitTests.Staff;

/// <summary>What a role may do is said in words, without a gap.</summary>
public sealed class PermissionTextsTests
{
    private static readonly string s_pages = Path.Combine(SourceFiles.Web, "Features", "Staff", "Accounts");

    [Fact]
    public void Permission_EveryValue_HasAText()
    {
        var texts = SourceFiles.Texts(Path.Combine(s_pages, "PermissionTexts.resx")).Where(t => !string.IsNullOrWhiteSpace(t.Value)).Select(t => t.Key);

        texts.Order(StringComparer.Ordinal).ShouldBe(Enum.GetValues<Permission>().Select(p => $"Permission.{p}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Role_EveryValue_HasANameAndADescription()
    {
        var texts = SourceFiles.Texts(Path.Combine(s_pages, "AccountsTexts.resx")).Select(t => t.Key).ToList();

        Enum.GetValues<StaffRole>().SelectMany(r => (string[])[$"Role.{r}", $"AboutRole.{r}"]).Except(texts).ShouldBeEmpty();
        Enum.GetValues<AccountState>().Select(s => $"State.{s}").Except(texts).ShouldBeEmpty();
    }
}
